package nogc.javase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Moves bytes between arrays and a channel by one direct buffer, so that the JDK makes none of its own. */
final class ChannelBytes {
    private static final int LARGEST = 64 << 20;

    private final ByteBuffer bytes;

    /** One read or write moves so many bytes at most. */
    ChannelBytes(int capacity) {
        if (capacity < 1 || capacity > LARGEST) {
            throw new IllegalArgumentException("buffer must be 1 to 67108864 bytes, not " + capacity);
        }
        bytes = ByteBuffer.allocateDirect(capacity);
    }

    /** Bytes read, 0 for none yet, negative at the end of the stream. */
    int read(SocketChannel channel, byte[] buffer, int offset, int length) throws IOException {
        bytes.clear().limit(Math.min(length, bytes.capacity()));
        int count = channel.read(bytes);
        if (count > 0) {
            bytes.flip().get(buffer, offset, count);
        }
        return count;
    }

    /** Bytes taken, 0 for none now. */
    int write(SocketChannel channel, byte[] buffer, int offset, int length) throws IOException {
        bytes.clear().put(buffer, offset, Math.min(length, bytes.capacity())).flip();
        return channel.write(bytes);
    }
}
