package com.acme.meter;

import nogc.hal.Adc;
import nogc.hal.Pin;
import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.stm32.Chip;
import nogc.stm32.ChipAdc;
import nogc.stm32.ChipPin;

/**
 * A meter: counts the closings of a contact, measures a voltage, and reports both each second at QoS 1; a lamp obeys.
 * <pre>
 *   acme/zähler/stand  out  {"n":17,"pulses":3,"microvolts":1250000,"crc":"8e05"}
 *   acme/zähler/lampe  in   on, or anything else
 * </pre>
 */
public final class Meter extends Listener {
    private final Chip chip = new Chip();
    private final Pin lamp = new ChipPin(Settings.LAMP_PORT, Settings.LAMP_NUMBER);
    private final Pin contact = new ChipPin(Settings.CONTACT_PORT, Settings.CONTACT_NUMBER);
    private final Adc sensor = new ChipAdc(Settings.SENSOR_PORT, Settings.SENSOR_NUMBER);
    private final Topic readings = new Topic(Settings.READINGS);
    private final TopicFilter lampFilter = new TopicFilter(Settings.LAMP);
    private final Text text = new Text(96);
    private final Client client;
    private boolean subscribing;
    private int number;
    private int pulses;
    private int lastReading;

    private Meter() {
        chip.require(lamp.output(Pin.PUSH_PULL, false));
        chip.require(contact.input(Pin.PULL_UP));
        chip.require(contact.watch(Pin.FALLING));
        Config config = new Config();
        config.receiveBuffer = Settings.RECEIVE_BUFFER;
        config.transmitBuffer = Settings.TRANSMIT_BUFFER;
        config.ring = Settings.RING;
        config.outboundSlots = Settings.SLOTS;
        config.inboundSlots = 2;
        client = new Client(config, new Mqtt311(), new SerialTransport(chip, chip, 20), chip, chip, this);
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        new Meter().run();
    }

    private void run() {
        ConnectOptions options = new ConnectOptions();
        byte[] identity = chip.identity();
        options.clientId = new Utf8String(identity.length);
        chip.require(options.clientId.set(identity, 0, identity.length));
        if (Settings.USER != null) {
            options.userName = new Utf8String(Settings.USER);
            options.password = Text.ascii(Settings.PASSWORD);
        }
        options.keepAlive = Settings.KEEP_ALIVE_SECONDS;
        chip.require(client.connect(options));
        for (;;) {
            int wait = client.poll();
            if (subscribing) {
                subscribing = client.isConnected() && client.subscribe(lampFilter, 1) < 0; // again until there is room
            }
            int edges = contact.edges();
            pulses += edges > 0 ? edges : 0;
            if (client.isConnected() && chip.millis() - lastReading >= Settings.PERIOD_MILLIS) {
                lastReading = chip.millis();
                report();
                wait = 0;
            }
            chip.idle(Math.min(wait, Settings.PERIOD_MILLIS));
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        subscribing = true;
    }

    @Override
    public int onMessage(Message message) {
        boolean on = message.payloadLength() == 2 && message.payload()[message.payloadOffset()] == 'o'
                && message.payload()[message.payloadOffset() + 1] == 'n';
        return lamp.write(on) < 0 ? ReasonCode.UNSPECIFIED_ERROR : ACCEPT;
    }

    /** One that finds no room is left out, and leaves a gap in n. */
    private void report() {
        int microvolts = sensor.microvolts();
        text.clear();
        text.append("{\"n\":").append(number++).append(",\"pulses\":").append(pulses);
        text.append(",\"microvolts\":");
        if (microvolts < 0) {
            text.append("null");
        } else {
            text.append(microvolts);
        }
        int crc = Checksum.of(text.bytes(), 0, text.length());
        text.append(",\"crc\":\"").hex(crc).append("\"}");
        if (client.publish(readings, text.bytes(), 0, text.length(), 1, false) < 0) {
            chip.led(true); // until the next one leaves
        } else {
            chip.led(false);
        }
    }
}
