package nogc.stm32.program;

import nogc.hal.net.ModemOptions;
import nogc.hal.net.ModemTransport;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.ChipPin;
import nogc.stm32.Literal;

/**
 * {@link Sensor} by way of an ESP-AT modem instead of a bridge: it joins a wireless network by itself. Access point,
 * password and broker are those of this file: change them before you build; and without the wire to the modem's reset
 * hand over null in its place.
 */
final class ModemSensor {
    private final Sensor sensor;

    ModemSensor(Protocol protocol) {
        ModemOptions options = new ModemOptions();
        options.accessPoint = Literal.bytes("nogc");
        options.password = Literal.bytes("change me, \"please\"");
        options.host = Literal.bytes("broker.example");
        options.port = 1883;
        Chip chip = new Chip();
        sensor = new Sensor(protocol, chip, new ModemTransport(chip, chip, ChipPin.modemReset(), options));
    }

    void run() {
        sensor.run();
    }
}
