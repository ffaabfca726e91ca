package nogc.stm32.program;

import nogc.hal.Transport;
import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.codec.Protocol;
import nogc.samples.sensor.SensorNode;
import nogc.stm32.Chip;

/**
 * The sample {@link SensorNode}, the same class as on a PC, with the sensor inside the chip; its name is the chip's
 * unique id. The LED is lit while the node heats; the button makes it leave for good.
 */
final class Sensor {
    private final Chip chip;
    private final SensorNode node;

    Sensor(Protocol protocol, Chip chip, Transport transport) {
        this.chip = chip;
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        options.keepAlive = 10;
        Config config = SensorNode.smallConfig();
        config.connectTimeout = 60000; // a modem may have to join its access point first
        config.connackTimeout = 3000;
        config.pingTimeout = 3000;
        node = new SensorNode(config, protocol, transport, chip, chip, chip, options);
        node.setPeriod(1000);
        chip.require(node.start());
    }

    /** Over a serial line whose other end is a bridge. */
    static void run(Protocol protocol) {
        Chip chip = new Chip();
        new Sensor(protocol, chip, new SerialTransport(chip, chip, 20)).run();
    }

    void run() {
        while (!node.isStopped()) {
            chip.idle(node.poll());
            chip.led(node.isHeating());
            if (chip.button()) {
                node.stop();
            }
        }
    }
}
