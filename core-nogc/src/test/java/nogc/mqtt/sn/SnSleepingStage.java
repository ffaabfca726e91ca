package nogc.mqtt.sn;

import java.util.HashMap;
import java.util.Map;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.transcript.Notation;

/** A stage for an {@link SnSleepingClient}: what its application sees stands in the list with what it sends. */
final class SnSleepingStage extends SnStage {
    final SnSleepingConfig settings = new SnSleepingConfig();
    SnSleepingClient sleeper;
    /** Whether the application takes each message at once. */
    boolean taking = true;
    private final Map<String, SnTopic> topics = new HashMap<>();
    private boolean told;

    SnSleepingStage(int clockStart) {
        super(clockStart);
        settings.clientId = new Utf8String("node");
    }

    SnSleepingClient startSleeper() {
        sleeper = new SnSleepingClient(settings, this, this);
        return sleeper;
    }

    /** A topic, always the same object: {@code #5} a predefined id, {@code ~ab} a short name, else a name. */
    SnTopic topic(String text) {
        return topics.computeIfAbsent(text, name -> switch (name.charAt(0)) {
            case '#' -> new SnTopic(SnFlags.PREDEFINED, Integer.parseInt(name.substring(1)));
            case '~' -> new SnTopic(SnFlags.SHORT, SnEncoder.shortName(new Utf8String(name.substring(1))));
            default -> new SnTopic(new Topic(name));
        });
    }

    @Override
    int poll() {
        int before = sleeper.result();
        int wait = sleeper.poll();
        int result = sleeper.result();
        if (result != before && result != SnSleepingClient.PENDING) {
            log.add("* " + Notation.name(result));
        }
        if (sleeper.received() == null) {
            told = false;
        } else {
            hear();
        }
        return wait;
    }

    private void hear() {
        SnMessage message = sleeper.message();
        if (!told) {
            String topic = topics.entrySet().stream().filter(entry -> entry.getValue() == sleeper.received())
                    .map(Map.Entry::getKey).findFirst().orElseThrow();
            log.add("* message " + topic + " "
                    + Notation.canonical(message.bytes(), message.dataOffset(), message.dataLength()) + " q"
                    + SnFlags.qos(message.flags()) + ((message.flags() & SnFlags.RETAIN) != 0 ? " retain" : ""));
        }
        told = !taking;
        if (taking) {
            sleeper.take();
        }
    }

    @Override
    boolean wantsInput() {
        return sleeper.received() == null;
    }
}
