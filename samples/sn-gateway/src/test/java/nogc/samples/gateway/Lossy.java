package nogc.samples.gateway;

import java.util.Random;
import nogc.hal.DatagramTransport;

/** Loses some of what a transport sends and receives. */
final class Lossy implements DatagramTransport {
    private final DatagramTransport below;
    private final Random random;
    private final int percent;
    /** Datagrams that left and were not lost. */
    int sent;

    Lossy(DatagramTransport below, Random random, int percent) {
        this.below = below;
        this.random = random;
        this.percent = percent;
    }

    private boolean isLost() {
        return random.nextInt(100) < percent;
    }

    @Override
    public int open() {
        return below.open();
    }

    @Override
    public int longest() {
        return below.longest();
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        if (isLost()) {
            return length;
        }
        sent++;
        return below.send(address, addressOffset, addressLength, buffer, offset, length);
    }

    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return isLost() ? length : below.broadcast(radius, buffer, offset, length);
    }

    @Override
    public int receive(byte[] buffer, int offset, int length) {
        int count = below.receive(buffer, offset, length);
        return count > 0 && isLost() ? 0 : count;
    }

    @Override
    public int sender(byte[] address, int offset) {
        return below.sender(address, offset);
    }

    @Override
    public int peer(byte[] address, int offset) {
        return below.peer(address, offset);
    }

    @Override
    public void close() {
        below.close();
    }
}
