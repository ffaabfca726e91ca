package nogc.bench.contender;

import java.nio.ByteBuffer;
import java.util.List;
import nogc.bench.Publish;
import nogc.bench.Version;

/**
 * Nobody's codec, but a measure for the others: two bytes of fixed header and one copy of what was encoded beforehand;
 * and received bytes copied once. Towards a socket one copy more, as an encoder needs it that works on the heap.
 */
final class Copy extends Contender {
    private final byte[] out = new byte[CAPACITY];
    private final byte[] connect = connect();
    private final ByteBuffer socketOut;
    private final ByteBuffer socketIn;

    Copy(Version version, List<Publish> packets, Memory memory) {
        super(version, packets);
        socketOut = memory == Memory.SOCKET ? ByteBuffer.allocateDirect(CAPACITY) : null;
        socketIn = memory == Memory.SOCKET ? direct(received) : null;
    }

    @Override
    public int encode(int packet) {
        return copy(received, starts[packet], starts[packet + 1] - starts[packet]);
    }

    @Override
    public int encodeConnect() {
        return copy(connect, 0, connect.length);
    }

    private int copy(byte[] bytes, int start, int length) {
        out[0] = bytes[start];
        out[1] = bytes[start + 1];
        System.arraycopy(bytes, start + 2, out, 2, length - 2);
        if (socketOut != null) {
            socketOut.put(0, out, 0, length);
        }
        return length;
    }

    @Override
    public Object decode(int packet) {
        int length = starts[packet + 1] - starts[packet];
        if (socketIn == null) {
            System.arraycopy(received, starts[packet], out, 0, length);
        } else {
            socketIn.get(starts[packet], out, 0, length);
        }
        return out;
    }

    @Override
    public int read(int packet) {
        throw new UnsupportedOperationException("a copy reads nothing");
    }

    @Override
    public byte[] encoded(int packet) {
        int length = packet < 0 ? encodeConnect() : encode(packet);
        return socketOut == null ? part(out, 0, length) : first(socketOut, length);
    }
}
