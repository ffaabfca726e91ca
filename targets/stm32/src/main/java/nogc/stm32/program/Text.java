package nogc.stm32.program;

import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.stm32.Chip;

/** Text of the programs: literals stay in flash, and become bytes once, at start. */
final class Text {
    private Text() {
    }

    static Topic topic(Chip chip, String literal) {
        byte[] name = ascii(literal);
        Topic topic = new Topic(name.length);
        chip.require(topic.set(name, 0, name.length));
        return topic;
    }

    static TopicFilter filter(Chip chip, String literal) {
        byte[] name = ascii(literal);
        TopicFilter filter = new TopicFilter(name.length);
        chip.require(filter.set(name, 0, name.length));
        return filter;
    }

    /** The chip's name, as the client identifier. */
    static Utf8String identity(Chip chip) {
        Utf8String name = new Utf8String(Chip.IDENTITY_LENGTH);
        chip.require(name.set(chip.identity(), 0, Chip.IDENTITY_LENGTH));
        return name;
    }

    static byte[] ascii(String literal) {
        byte[] bytes = new byte[literal.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) literal.charAt(i);
        }
        return bytes;
    }
}
