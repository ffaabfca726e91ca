package nogc.mqtt.lossy;

/** What message {@code number} looks like: topic, and a payload that says its number and is different at each byte. */
final class Messages {
    /** The number takes so many bytes. */
    static final int SHORTEST = 4;

    private Messages() {
    }

    static String topic(int number) {
        return "t/" + number % 5;
    }

    static byte[] payload(int number, int length) {
        byte[] payload = new byte[length];
        fill(number, 0, payload, 0, length);
        return payload;
    }

    /** Puts a piece of the payload. */
    static void fill(int number, int position, byte[] to, int offset, int length) {
        for (int i = 0; i < length; i++) {
            to[offset + i] = at(number, position + i);
        }
    }

    private static byte at(int number, int position) {
        return (byte) (position < SHORTEST ? number >> 8 * (SHORTEST - 1 - position) : number * 31 + position * 7);
    }

    static int number(byte[] payload) {
        return number(payload, 0);
    }

    static int number(byte[] b, int offset) {
        return (b[offset] & 0xff) << 24 | (b[offset + 1] & 0xff) << 16 | (b[offset + 2] & 0xff) << 8
                | b[offset + 3] & 0xff;
    }

    /** Checks a piece of a payload. */
    static void check(int number, int position, byte[] b, int offset, int length) {
        for (int i = 0; i < length; i++) {
            Violation.unless(b[offset + i] == at(number, position + i),
                    "payload of message " + number + " is wrong at " + (position + i));
        }
    }
}
