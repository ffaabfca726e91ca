package nogc.samples.pi;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nogc.hal.Pin;
import nogc.mqtt.Topic;
import nogc.raspberrypi.Bme280Device;
import nogc.raspberrypi.HwmonSensor;
import nogc.raspberrypi.IioSensor;
import nogc.raspberrypi.OneWireThermometer;
import nogc.raspberrypi.Sensor;
import nogc.raspberrypi.ThermalZone;

/** What a section says: a sensor, a switch or a contact. */
final class PartSettings {
    private static final String SENSOR_KEYS = "kind, label, topic, period, dead-band, at-least, decimals, qos, retain,"
            + " and for a bme280 bus and address";
    private static final String SWITCH_KEYS = "gpio, inverted, label, topic";
    private static final String CONTACT_KEYS = SWITCH_KEYS + ", period, bounce, pull";
    private static final String KINDS = "kind is thermal [TYPE], w1 [IDENTIFIER],"
            + " bme280 temperature|humidity|pressure, iio NAME temperature|humidity|pressure|illuminance, or hwmon NAME"
            + " INPUT";

    /** Of a part that names no line, and of a contact that names no resistor. */
    static final int NOT_TOLD = -1;

    final String kind;
    final String name;
    final String label;
    /** Where readings or states go. */
    final String topicText;
    final Topic topic;
    final int line;
    int period;
    int deadBand;
    int longestSilence;
    int decimals;
    int qos;
    boolean retain;
    int gpio = NOT_TOLD;
    boolean inverted;
    int bounce;
    /** One of {@link Pin}'s, or {@link #NOT_TOLD}. */
    int pull = NOT_TOLD;
    private String[] source = {};
    private int bus;
    private String address;

    private final Settings settings;

    PartSettings(Section section, Settings settings) {
        this.settings = settings;
        kind = section.kind;
        name = section.name;
        line = section.line;
        label = section.text("label", name);
        topicText = section.text("topic", settings.root + "/" + name);
        topic = settings.topic(topicText, line);
        switch (kind) {
            case "sensor" -> sensor(section);
            case "switch" -> {
                pin(section);
                section.nothingElse(SWITCH_KEYS);
            }
            case "contact" -> {
                pin(section);
                period = section.time("period", 5, 20);
                bounce = section.time("bounce", 0, 50);
                pull(section);
                section.nothingElse(CONTACT_KEYS);
            }
            default -> settings.mistakes().add(line, "there is no kind of section '" + kind
                    + "'; there are sensor, switch and contact");
        }
    }

    private void sensor(Section section) {
        period = section.time("period", 100, 60_000);
        deadBand = section.thousandths("dead-band", 0);
        longestSilence = section.time("at-least", 0, 600_000);
        decimals = section.number("decimals", 0, 3, 1);
        qos = section.number("qos", 0, 2, 1);
        retain = section.yes("retain", true);
        Section.Value value = section.one("kind");
        if (value == null) {
            settings.mistakes().add(line, "the sensor has no kind: " + KINDS);
        } else {
            source = Words.of(value.text());
            if (first().equals("bme280")) {
                bus = section.number("bus", 0, 99, 1);
                address = section.oneOf("address", "0x76", "0x76", "0x77");
            }
            try {
                make(Path.of("/sys")).close();
            } catch (IllegalArgumentException e) {
                settings.mistakes().add(value.line(), e.getMessage());
            }
        }
        section.nothingElse(SENSOR_KEYS);
    }

    private void pin(Section section) {
        if (!section.values.containsKey("gpio")) {
            settings.mistakes().add(line, "the " + kind + " has no line: add gpio = NUMBER (BCM, 0 to 53)");
        }
        gpio = section.number("gpio", 0, 53, NOT_TOLD);
        inverted = section.yes("inverted", false);
    }

    private void pull(Section section) {
        List<Section.Value> told = section.values.get("pull");
        String word = section.oneOf("pull", "", "none", "up", "down");
        if (!word.isEmpty()) {
            pull = word.equals("none") ? Pin.NO_PULL : word.equals("up") ? Pin.PULL_UP : Pin.PULL_DOWN;
            if ("sysfs".equals(settings.gpio)) {
                settings.mistakes().add(told.get(0).line(),
                        "gpio = sysfs knows no resistors: leave that away, or pull");
            }
        }
    }

    private String first() {
        return source.length == 0 ? "" : source[0];
    }

    /** @throws IllegalArgumentException with a sentence that says what to change */
    Sensor make(Path sys) {
        int words = source.length;
        if (words <= 2 && first().equals("thermal")) {
            return new ThermalZone(sys, words == 2 ? source[1] : "cpu-thermal");
        }
        if (words <= 2 && first().equals("w1")) {
            if (words == 2 && !source[1].matches("28-[0-9a-f]{12}")) {
                throw new IllegalArgumentException("a DS18B20 is named 28- and 12 digits, as ls /sys/bus/w1/devices"
                        + " says; not '" + source[1] + "'");
            }
            return new OneWireThermometer(sys, words == 2 ? source[1] : null);
        }
        if (words == 3 && first().equals("hwmon")) {
            return new HwmonSensor(sys, source[1], source[2]);
        }
        if (words == 3 && first().equals("iio")) {
            for (IioSensor.Channel channel : IioSensor.Channel.values()) {
                if (channel.name().toLowerCase(Locale.ROOT).equals(source[2])) {
                    return new IioSensor(sys, source[1], channel);
                }
            }
        }
        if (words == 2 && first().equals("bme280")) {
            for (Bme280Device.Quantity quantity : Bme280Device.Quantity.values()) {
                if (quantity.name().toLowerCase(Locale.ROOT).equals(source[1])) {
                    return settings.bme280(bus, Integer.decode(address)).sensor(quantity);
                }
            }
        }
        throw new IllegalArgumentException(KINDS + "; not '" + String.join(" ", source) + "'");
    }
}
