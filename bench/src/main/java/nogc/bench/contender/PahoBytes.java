package nogc.bench.contender;

import java.nio.ByteBuffer;

/**
 * What Paho's streams do with the bytes of a packet, both versions alike: header and payload are copied into one
 * buffer; a received packet is an array of its own, which its input stream makes anew for each where it comes from a
 * socket.
 */
final class PahoBytes {
    private final byte[] out = new byte[Contender.CAPACITY];
    private final byte[][] cut;
    private final int[] starts;
    private final ByteBuffer socketOut;
    private final ByteBuffer socketIn;

    PahoBytes(byte[] received, int[] starts, Contender.Memory memory) {
        this.starts = starts;
        cut = new byte[starts.length - 1][];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Contender.part(received, starts[i], starts[i + 1]);
        }
        boolean socket = memory == Contender.Memory.SOCKET;
        socketOut = socket ? ByteBuffer.allocateDirect(Contender.CAPACITY) : null;
        socketIn = socket ? Contender.direct(received) : null;
    }

    /** Number of bytes of the packet. */
    int write(byte[] header, byte[] payload) {
        System.arraycopy(header, 0, out, 0, header.length);
        System.arraycopy(payload, 0, out, header.length, payload.length);
        int length = header.length + payload.length;
        if (socketOut != null) {
            socketOut.clear().put(out, 0, length);
        }
        return length;
    }

    /** The bytes of a received packet. */
    byte[] read(int packet) {
        if (socketIn == null) {
            return cut[packet];
        }
        byte[] bytes = new byte[starts[packet + 1] - starts[packet]];
        socketIn.get(starts[packet], bytes, 0, bytes.length);
        return bytes;
    }

    /** A copy of what was written last. */
    byte[] written(int length) {
        return socketOut == null ? Contender.part(out, 0, length) : Contender.first(socketOut, length);
    }
}
