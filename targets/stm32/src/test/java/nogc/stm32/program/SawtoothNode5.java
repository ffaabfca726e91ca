package nogc.stm32.program;

import nogc.hal.Thermometer;
import nogc.mqtt.Config;
import nogc.mqtt.codec.Mqtt5;
import nogc.stm32.Chip;

/**
 * For StoredSensorNodeTest: the sensor node with its session in the flash of the chip, and twenty readings a second at
 * QoS 2, of a thermometer that a board in an emulator lacks.
 */
public final class SawtoothNode5 implements Thermometer {
    private static final int TEETH = 100;

    private int reading;

    private SawtoothNode5() {
    }

    @Override
    public int milliCelsius() {
        reading = (reading + 1) % TEETH;
        return 20000 + reading;
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        Config config = Sensor.storedConfig();
        config.outboundSlots = 48; // two seconds of readings
        config.ring = 4096;
        Sensor sensor = new Sensor(config, new Mqtt5(), chip, Sensor.bridge(chip), new SawtoothNode5());
        sensor.node().setPeriod(50);
        sensor.node().setTelemetryQos(2);
        sensor.run();
    }
}
