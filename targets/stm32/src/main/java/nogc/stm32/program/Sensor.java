package nogc.stm32.program;

import nogc.hal.Thermometer;
import nogc.hal.Transport;
import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.store.FlashLog;
import nogc.samples.sensor.SensorNode;
import nogc.stm32.Chip;
import nogc.stm32.InternalFlash;

/**
 * The sample {@link SensorNode}, the same class as on a PC, with the sensor inside the chip; its name is the chip's
 * unique id. The LED is lit while the node heats; the button makes it leave for good.
 */
final class Sensor {
    private static final int PERIOD = 1000;

    private final Chip chip;
    private final SensorNode node;

    /** A node that forgets its messages with the power. */
    Sensor(Protocol protocol, Chip chip, Transport transport) {
        this(SensorNode.smallConfig(), protocol, chip, transport, chip);
    }

    /** A node that measures what it is told to. */
    Sensor(Config config, Protocol protocol, Chip chip, Transport transport, Thermometer thermometer) {
        this.chip = chip;
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        options.keepAlive = 10;
        config.connectTimeout = 60000; // a modem may have to join its access point first
        config.connackTimeout = 3000;
        config.pingTimeout = 3000;
        node = new SensorNode(config, protocol, transport, chip, chip, thermometer, options);
        node.setPeriod(PERIOD);
    }

    /** Over a serial line whose other end is a bridge. */
    static void run(Protocol protocol) {
        Chip chip = new Chip();
        new Sensor(protocol, chip, bridge(chip)).run();
    }

    /** The same with its session in the flash of the chip. */
    static void runStored(Protocol protocol) {
        Chip chip = new Chip();
        new Sensor(storedConfig(), protocol, chip, bridge(chip), chip).run();
    }

    static Transport bridge(Chip chip) {
        return new SerialTransport(chip, chip, 20);
    }

    static Config storedConfig() {
        return SensorNode.keepingConfig(new FlashLog(new InternalFlash(), SensorNode.LARGEST_RECORD));
    }

    SensorNode node() {
        return node;
    }

    /** Connects, and goes on for as long as nobody presses the button. */
    void run() {
        chip.require(node.start());
        while (!node.isStopped()) {
            chip.idle(node.poll());
            chip.led(node.isHeating());
            if (chip.button()) {
                node.stop();
            }
        }
    }
}
