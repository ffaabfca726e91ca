package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import nogc.hal.Clock;
import nogc.hal.I2c;
import nogc.hal.sensor.Bme280;

/**
 * A BME280 at an I2C bus of the Pi: the {@link Bme280} driver over an {@link I2cDevice}, for whose needs see there. The
 * kernel's own driver is the other way, {@link IioSensor}, which takes an overlay and no diozero. A reading is a
 * measurement of its own and takes some 12 ms, at most 1 s where the bus hangs; one that fails costs exceptions. For
 * several threads.
 */
public final class Bme280Device {
    /** What it measures. */
    public enum Quantity {
        /** Degrees Celsius, −40 to 85. */
        TEMPERATURE("°C"),
        /** Relative humidity in per cent, 0 to 100. */
        HUMIDITY("%"),
        /** Hectopascals, 300 to 1,100. */
        PRESSURE("hPa");

        private final String unit;

        Quantity(String unit) {
            this.unit = unit;
        }
    }

    private final class Channel implements Sensor {
        private final Quantity quantity;
        private Fault fault = Fault.ABSENT;

        Channel(Quantity quantity) {
            this.quantity = quantity;
        }

        @Override
        public int milli() {
            synchronized (Bme280Device.this) {
                fault = measure();
                return fault != Fault.NONE ? NO_READING
                        : quantity == Quantity.TEMPERATURE ? driver.centiCelsius() * 10
                        : quantity == Quantity.HUMIDITY ? driver.humidity() * 125 / 128 : driver.pascals() * 10;
            }
        }

        @Override
        public Fault fault() {
            return fault;
        }

        @Override
        public String unit() {
            return quantity.unit;
        }

        @Override
        public void close() {
            Bme280Device.this.close();
        }
    }

    private final int bus;
    private final int address;
    private I2cDevice device;
    private Bme280 driver;

    /**
     * Names a device that is opened with the first reading.
     *
     * @param bus number of the bus, from 0
     * @param address {@link Bme280#ADDRESS} or {@link Bme280#OTHER_ADDRESS}
     * @throws IllegalArgumentException if the address is another one
     */
    public Bme280Device(int bus, int address) {
        if (address != Bme280.ADDRESS && address != Bme280.OTHER_ADDRESS) {
            throw new IllegalArgumentException("a BME280 has the address 0x76 or 0x77");
        }
        this.bus = bus;
        this.address = address;
    }

    /**
     * One of its quantities.
     *
     * @param quantity which
     * @return a new object; all of them share the device
     */
    public Sensor sensor(Quantity quantity) {
        return new Channel(quantity);
    }

    private Fault measure() {
        try {
            if (device == null) {
                device = I2cDevice.open(bus, address);
                driver = new Bme280(device, address, new MillisClock());
            }
            int result = driver.poll();
            while (result == 0) {
                Thread.sleep(1);
                result = driver.poll();
            }
            return meaning(result);
        } catch (NoSuchFileException e) {
            return Fault.ABSENT;
        } catch (AccessDeniedException e) {
            return Fault.DENIED;
        } catch (IOException e) {
            return Fault.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fault.FAILED;
        }
    }

    private static Fault meaning(int result) {
        return switch (result) {
            case I2c.NO_ANSWER -> Fault.ABSENT;
            case Bme280.OTHER_CHIP -> Fault.OTHER_DEVICE;
            case Bme280.STUCK -> Fault.STUCK;
            case Bme280.NOTHING -> Fault.GARBAGE;
            case Bme280.OUT_OF_RANGE -> Fault.OUT_OF_RANGE;
            default -> result > 0 ? Fault.NONE : Fault.FAILED;
        };
    }

    private synchronized void close() {
        if (device != null) {
            device.close();
            device = null;
        }
    }

    private static final class MillisClock implements Clock {
        @Override
        public int millis() {
            return (int) (System.nanoTime() / 1_000_000);
        }
    }
}
