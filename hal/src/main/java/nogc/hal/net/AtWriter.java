package nogc.hal.net;

import nogc.hal.Uart;

/**
 * One command line on its way to the modem. It is kept until the next one begins, so that it can be said again.
 * <pre>
 *   AT+CWJAP="caf\, \"4\"","pass\\word" \r\n      in quotes, a backslash stands before each , " and \
 * </pre>
 */
final class AtWriter {
    private final byte[] line;
    private int length;
    private int sent;

    AtWriter(int capacity) {
        line = new byte[capacity];
    }

    /** Bytes that {@link #quoted} needs for a text. */
    static int quotedLength(byte[] text) {
        int length = text.length + 2;
        for (int i = 0; i < text.length; i++) {
            length += isSpecial(text[i]) ? 1 : 0;
        }
        return length;
    }

    static boolean isSpecial(byte character) {
        return character == ',' || character == '"' || character == '\\';
    }

    AtWriter begin(String text) {
        length = 0;
        sent = 0;
        return text(text);
    }

    AtWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
        return this;
    }

    AtWriter quoted(byte[] text, int textLength) {
        put((byte) '"');
        for (int i = 0; i < textLength; i++) {
            if (isSpecial(text[i])) {
                put((byte) '\\');
            }
            put(text[i]);
        }
        put((byte) '"');
        return this;
    }

    /** @param number 0 to 65,535 */
    AtWriter number(int number) {
        int unit = 10000;
        while (unit > 1 && number < unit) {
            unit /= 10;
        }
        for (; unit > 0; unit /= 10) {
            put((byte) ('0' + number / unit % 10));
        }
        return this;
    }

    void end() {
        text("\r\n");
    }

    private void put(byte next) {
        line[length++] = next;
    }

    /** Hands over what the line takes. */
    void flush(Uart uart) {
        if (sent < length) {
            sent += uart.write(line, sent, length - sent);
        }
    }

    boolean isFlushed() {
        return sent == length;
    }

    /** Says it again. */
    void rewind() {
        sent = 0;
    }

    /** Drops what is not handed over yet. */
    void clear() {
        length = 0;
        sent = 0;
    }
}
