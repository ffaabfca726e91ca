package nogc.mqtt.memory;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;

/**
 * A server inside a transport that answers every packet at once, from arrays made beforehand, so that what a thread
 * allocates while it polls a client over it is the client's. It checks nothing. Also the board's clock and entropy:
 * each look at the clock is a millisecond.
 */
final class CannedServer implements Transport, Clock, Entropy {
    /** What a connection comes to. */
    enum Fate {
        /** CONNACK, answers, and a message of each QoS after SUBSCRIBE; then the stream ends when told. */
        SERVE,
        /** CONNACK says no. */
        REFUSE,
        /** CONNACK, then a packet of type 0. */
        MALFORMED,
        /** CONNACK, then CONNACK once more. */
        PROTOCOL_ERROR,
        /** CONNACK, then messages whose topic exceeds the client's receive buffer, then the end of the stream. */
        OVERSIZE,
        /** The stream ends instead of CONNACK. */
        SILENT,
        /** Nothing listens. */
        CLOSED
    }

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int DISCONNECT = 14;

    private final boolean v5;
    private final Fate fate;
    private final byte[] received = new byte[4096];
    private final byte[] answers = new byte[4096];
    private int receivedLength;
    private int answersStart;
    private int answersEnd;
    private boolean ended;
    private int random = 1;
    private int millis;

    CannedServer(int version, Fate fate) {
        v5 = version == 5;
        this.fate = fate;
    }

    /** The stream ends once all answers are read. */
    void end() {
        ended = true;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        receivedLength = 0;
        answersStart = 0;
        answersEnd = 0;
        ended = false;
        return fate == Fate.CLOSED ? REFUSED : 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = Math.min(length, answersEnd - answersStart);
        if (count == 0) {
            return ended ? END_OF_STREAM : 0;
        }
        System.arraycopy(answers, answersStart, buffer, offset, count);
        answersStart += count;
        if (answersStart == answersEnd) {
            answersStart = 0;
            answersEnd = 0;
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, received, receivedLength, length);
        receivedLength += length;
        int at = 0;
        int size = packetSize(at);
        while (size > 0) {
            answer(at);
            at += size;
            size = packetSize(at);
        }
        System.arraycopy(received, at, received, 0, receivedLength - at);
        receivedLength -= at;
        return length;
    }

    /** Of the packet that begins there, 0 if it is not whole; none is longer than 16,383 bytes. */
    private int packetSize(int at) {
        if (receivedLength - at < 2) {
            return 0;
        }
        int low = received[at + 1] & 0x7f;
        boolean two = received[at + 1] < 0;
        int size = two ? 3 + low + (received[at + 2] << 7) : 2 + low;
        return size <= receivedLength - at ? size : 0;
    }

    private void answer(int at) {
        int first = received[at] & 0xff;
        int body = received[at + 1] < 0 ? at + 3 : at + 2;
        int qos = first >> 1 & 3;
        switch (first >> 4) {
            case CONNECT -> connack();
            case PUBLISH -> {
                int id = body + 2 + u16(body);
                if (qos > 0) {
                    acknowledge(qos == 1 ? 0x40 : 0x50, id);
                }
            }
            case PUBREC -> acknowledge(0x62, body);
            case PUBREL -> acknowledge(0x70, body);
            case SUBSCRIBE -> {
                put(0x90, v5 ? 4 : 3, received[body], received[body + 1]);
                if (v5) {
                    put(0);
                }
                put(2);
                for (int messageQos = 0; messageQos <= 2; messageQos++) {
                    message(messageQos, 10, 20);
                }
            }
            case UNSUBSCRIBE -> {
                put(0xb0, v5 ? 4 : 2, received[body], received[body + 1]);
                if (v5) {
                    put(0, 0);
                }
            }
            case DISCONNECT -> ended = true;
            default -> { }
        }
    }

    private void connack() {
        switch (fate) {
            case SILENT -> ended = true;
            case REFUSE -> {
                put(0x20, v5 ? 3 : 2, 0, v5 ? 0x88 : 3); // Server unavailable
                if (v5) {
                    put(0);
                }
                ended = true;
            }
            default -> {
                accept();
                if (fate == Fate.MALFORMED) {
                    put(0, 0);
                } else if (fate == Fate.PROTOCOL_ERROR) {
                    accept();
                } else if (fate == Fate.OVERSIZE) {
                    for (int qos = 0; qos <= 2; qos++) {
                        message(qos, 600, 300);
                    }
                }
            }
        }
    }

    private void accept() {
        put(0x20, v5 ? 3 : 2, 0, 0);
        if (v5) {
            put(0);
        }
    }

    private void acknowledge(int first, int idAt) {
        put(first, 2, received[idAt], received[idAt + 1]);
    }

    private void message(int qos, int topicLength, int payloadLength) {
        int remaining = 2 + topicLength + (qos > 0 ? 2 : 0) + (v5 ? 1 : 0) + payloadLength;
        put(0x30 | qos << 1);
        if (remaining < 128) {
            put(remaining);
        } else {
            put(remaining & 0x7f | 0x80, remaining >> 7);
        }
        put(topicLength >> 8, topicLength);
        for (int i = 0; i < topicLength; i++) {
            put('t');
        }
        if (qos > 0) {
            put(0, qos);
        }
        if (v5) {
            put(0);
        }
        for (int i = 0; i < payloadLength; i++) {
            put('p');
        }
    }

    private int u16(int at) {
        return (received[at] & 0xff) << 8 | received[at + 1] & 0xff;
    }

    // Overloads instead of a variable number of arguments, which would be an array.

    private void put(int a) {
        answers[answersEnd++] = (byte) a;
    }

    private void put(int a, int b) {
        put(a);
        put(b);
    }

    private void put(int a, int b, int c, int d) {
        put(a, b);
        put(c, d);
    }

    @Override
    public void close() {
    }

    @Override
    public int millis() {
        return millis++;
    }

    @Override
    public int next() {
        random = random * 1664525 + 1013904223;
        return random;
    }
}
