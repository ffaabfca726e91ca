package com.acme.meter;

/** Text in an array of its own, since strings are made at start only; what does not fit is left out. */
final class Text {
    private static final String DIGITS = "0123456789abcdef";

    private final byte[] bytes;
    private int length;

    Text(int capacity) {
        bytes = new byte[capacity];
    }

    static byte[] ascii(String literal) {
        byte[] bytes = new byte[literal.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) literal.charAt(i);
        }
        return bytes;
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Text append(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    /** A number that is not negative. */
    Text append(int value) {
        int unit = 1;
        while (value / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            put(DIGITS.charAt(value / unit % 10));
        }
        return this;
    }

    /** Four digits. */
    Text hex(int value) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(DIGITS.charAt(value >> shift & 15));
        }
        return this;
    }

    private void put(int character) {
        if (length < bytes.length) {
            bytes[length++] = (byte) character;
        }
    }
}
