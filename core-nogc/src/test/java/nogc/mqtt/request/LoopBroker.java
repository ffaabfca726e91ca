package nogc.mqtt.request;

import nogc.hal.Transport;
import nogc.mqtt.wire.PacketType;

/**
 * A server of MQTT 5.0 for one client, in memory: it acknowledges what comes and sends each message back at QoS 0.
 * Allocates nothing.
 */
final class LoopBroker implements Transport {
    /** Of CONNACK, with their length ahead; of the next connection. */
    byte[] connackProperties = {0};
    boolean sessionPresent;
    int subscribeCode = 1;
    int publishCode;
    boolean silent;
    boolean down;
    boolean deaf;
    /** No CONNACK comes. */
    boolean mute;

    private final byte[] in = new byte[8192];
    private int filled;
    private final byte[] out = new byte[8192];
    private int waiting;
    private boolean open;

    /** Whether something waits to be read. */
    boolean hasOutput() {
        return waiting > 0;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return 0;
    }

    @Override
    public int open() {
        open = !down;
        return down ? REFUSED : 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!open || down) {
            return END_OF_STREAM;
        }
        int count = Math.min(length, waiting);
        System.arraycopy(out, 0, buffer, offset, count);
        waiting -= count;
        System.arraycopy(out, count, out, 0, waiting);
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, in, filled, length);
        filled += length;
        int position = 0;
        while (filled - position >= 2) {
            int size = in[position + 1] & 0x7F;
            int head = 2;
            if (in[position + 1] < 0) {
                size |= in[position + 2] << 7;
                head = 3;
            }
            if (filled - position < head + size) {
                break;
            }
            answer(in[position] & 0xFF, position + head, size);
            position += head + size;
        }
        filled -= position;
        System.arraycopy(in, position, in, 0, filled);
        return length;
    }

    @Override
    public void close() {
        open = false;
        filled = 0;
        waiting = 0;
    }

    private void answer(int first, int at, int size) {
        switch (first >> 4) {
            case PacketType.CONNECT:
                if (!mute) {
                    accept();
                }
                break;
            case PacketType.SUBSCRIBE:
                if (!deaf) {
                    put(0x90, 4);
                    say(in[at]);
                    say(in[at + 1]);
                    say(0);
                    say(subscribeCode);
                }
                break;
            case PacketType.PUBLISH:
                published(first >> 1 & 3, at, size);
                break;
            default:
        }
    }

    private void accept() {
        put(0x20, 2 + connackProperties.length);
        say(sessionPresent ? 1 : 0);
        say(0);
        for (byte each : connackProperties) {
            say(each);
        }
    }

    private void published(int qos, int at, int size) {
        int topic = 2 + (in[at] << 8 | in[at + 1] & 0xFF);
        int rest = qos == 0 ? topic : topic + 2;
        if (qos == 1) {
            put(0x40, 4);
            say(in[at + topic]);
            say(in[at + topic + 1]);
            say(publishCode);
            say(0);
        }
        if (!silent) {
            put(0x30, topic + size - rest);
            System.arraycopy(in, at, out, waiting, topic);
            waiting += topic;
            System.arraycopy(in, at + rest, out, waiting, size - rest);
            waiting += size - rest;
        }
    }

    private void put(int first, int size) {
        say(first);
        if (size > 127) {
            say(size & 0x7F | 0x80);
            say(size >> 7);
        } else {
            say(size);
        }
    }

    private void say(int value) {
        out[waiting++] = (byte) value;
    }
}
