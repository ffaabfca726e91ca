package com.acme.meter;

/** What is different in another house: pins, names, sizes. Constants that nobody uses take no flash. */
final class Settings {
    // Pins: port and number. That of the serial line is the board's; see its board_config.h.
    static final char LAMP_PORT = 'B';
    static final int LAMP_NUMBER = 0;
    /** A contact to ground: the chip's resistor pulls it up. */
    static final char CONTACT_PORT = 'B';
    static final int CONTACT_NUMBER = 5;
    /** 0 to 3.3 V. */
    static final char SENSOR_PORT = 'A';
    static final int SENSOR_NUMBER = 4;

    // The broker: the bridge at the serial line knows its address.
    static final String USER = null;
    static final String PASSWORD = null;
    static final int KEEP_ALIVE_SECONDS = 20;

    static final String READINGS = "acme/zähler/stand";
    static final String LAMP = "acme/zähler/lampe";
    static final int PERIOD_MILLIS = 1000;

    // Sizes, in bytes: the longest packet in and out, and what waits to be sent.
    static final int RECEIVE_BUFFER = 256;
    static final int TRANSMIT_BUFFER = 256;
    static final int RING = 512;
    /** Readings that wait for their acknowledgement. */
    static final int SLOTS = 4;

    private Settings() {
    }
}
