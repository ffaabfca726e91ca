package nogc.javase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Moves bytes between arrays and a channel by one direct buffer, so that the JDK makes none of its own.
 *
 * <p>Where a selector tells of input, a read that got less than it asked for has taken all there was. What comes behind
 * it is often a poll that only has to write, so the read of that one is left out: a quarter of the system's calls for a
 * message at QoS 1. One read is left out, not more, since whoever always has something to write never sleeps.
 */
final class ChannelBytes {
    private static final int LARGEST = 64 << 20;

    private final ByteBuffer bytes;
    /** The last read took all there was, and the selector was not asked since. */
    private boolean drained;

    /** One read or write moves so many bytes at most. */
    ChannelBytes(int capacity) {
        if (capacity < 1 || capacity > LARGEST) {
            throw new IllegalArgumentException("buffer must be 1 to 67108864 bytes, not " + capacity);
        }
        bytes = ByteBuffer.allocateDirect(capacity);
    }

    /** A selector is about to be asked, or the channel is another one: there may be input again. */
    void expectInput() {
        drained = false;
    }

    /**
     * Bytes read, 0 for none yet, negative at the end of the stream.
     *
     * @param selected whether a selector tells of input, and {@link #expectInput} is called ahead of each time
     */
    int read(SocketChannel channel, byte[] buffer, int offset, int length, boolean selected) throws IOException {
        if (drained && selected) {
            drained = false;
            return 0;
        }
        int space = Math.min(length, bytes.capacity());
        bytes.clear().limit(space);
        int count = channel.read(bytes);
        drained = count < space;
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
