package nogc.mqtt.memory;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;

/** A board on which nothing happens: its transport never opens, its clock stands. */
public final class IdleBoard implements Transport, Clock, Entropy {
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return 0;
    }

    @Override
    public int open() {
        return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return BROKEN;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return BROKEN;
    }

    @Override
    public void close() {
    }

    @Override
    public int millis() {
        return 0;
    }

    @Override
    public int next() {
        return 4;
    }
}
