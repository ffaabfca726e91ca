package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.hal.sensor.Bme280;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.ChipI2c;

/**
 * A BME280 at PB6 (SCL) and PB7 (SDA): each ten seconds, at QoS 0 to {@code nogc/weather}, hundredths of a degree
 * Celsius, pascals and parts of 1,024 of a per cent of humidity, such as {@code 2508 100656 42313}; or the negative
 * code of {@link Bme280} for what is wrong. The LED is lit while there are readings and room to send them.
 */
final class Weather extends Listener {
    private static final int PERIOD = 10000;
    private static final int LONGEST = 32;

    private final Chip chip = new Chip();
    private final Bme280 sensor = new Bme280(new ChipI2c(), Bme280.ADDRESS, chip);
    private final Topic topic = new Topic("nogc/weather");
    private final byte[] text = new byte[LONGEST];
    private final Client client;
    private int length;
    private int next = chip.millis();

    private Weather(Protocol protocol) {
        Config config = PublishOnce.config(1, 0, 0);
        client = new Client(config, protocol, new SerialTransport(chip, chip, 20), chip, chip, this);
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        chip.require(client.connect(options));
    }

    static void run(Protocol protocol) {
        Weather weather = new Weather(protocol);
        while (true) {
            weather.work();
        }
    }

    private void work() {
        int wait = client.poll();
        if (chip.millis() - next >= 0) {
            wait = 1;
            int result = sensor.poll();
            if (result != 0) {
                next += PERIOD;
                publish(result);
            }
        }
        chip.idle(wait);
    }

    private void publish(int result) {
        length = 0;
        put(result > 0 ? sensor.centiCelsius() : result);
        if (result > 0) {
            put(sensor.pascals());
            put(sensor.humidity());
        }
        int handle = client.publish(topic, text, 0, length - 1, 0, false); // while there is no connection, one waits
        chip.led(result > 0 && handle > 0);
    }

    /** Decimal digits and a space. */
    private void put(int value) {
        int rest = value;
        if (value < 0) {
            text[length++] = '-';
            rest = -value;
        }
        int scale = 1;
        while (rest / scale > 9) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            text[length++] = (byte) ('0' + rest / scale % 10);
        }
        text[length++] = ' ';
    }
}
