package nogc.javase.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import nogc.hal.Transport;

/**
 * TLS records between a transport and a JSSE engine: four buffers, made once, each in "read mode" between calls.
 * <pre>
 *  write ─▶ plain ─▶ wrap ─▶ sealed ─▶ next.write
 *  read ◀─ clear ◀─ unwrap ◀─ received ◀─ next.read
 * </pre>
 * At most one record of ours waits in {@code sealed}; the bytes in it count as taken once it is out, and nothing more
 * is sealed until then. No method blocks. Nothing is allocated here for a record; JSSE allocates its own. A buffer
 * grows where an engine wants more room than it said ahead of the hand-shake, which that of the JDK does not.
 */
final class Records {
    /** Header 5, IV 16, content 16,384, padding 256, digest 48: JSSE's largest record. */
    static final int LARGEST = 16_709;
    /** To this size a buffer grows. */
    private static final int MOST = 1 << 17;
    /** A result of the engine's work that is none of a transport: it has a task for a helper thread. */
    static final int NEEDS_TASK = 2;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport next;
    private final ByteBuffer plain;
    private ByteBuffer sealed = ByteBuffer.allocate(LARGEST).limit(0);
    private ByteBuffer received = ByteBuffer.allocate(LARGEST).limit(0);
    private ByteBuffer clear = ByteBuffer.allocate(LARGEST).limit(0);

    // Valid for one connection.
    private SSLEngine engine;
    /** How many of the caller's bytes are in the record that waits; 0 for a word of the engine's own. */
    private int taken;
    /** What the last read gave, also one that threw. */
    private int moved;
    int bytesRead;
    int bytesWritten;

    /**
     * Makes the buffers.
     *
     * @param next what carries the records
     * @param largestWrite bytes of a record of ours
     */
    Records(Transport next, int largestWrite) {
        this.next = next;
        plain = ByteBuffer.allocate(largestWrite);
    }

    /** A new connection. */
    void start(SSLEngine newEngine) {
        engine = newEngine;
        int largest = engine.getSession().getPacketBufferSize();
        if (largest > sealed.capacity()) { // jsse.SSLEngine.acceptLargeFragments, or another provider
            sealed = ByteBuffer.allocate(largest);
            received = ByteBuffer.allocate(largest);
            clear = ByteBuffer.allocate(largest);
        }
        forget();
    }

    private void forget() {
        wipe(sealed);
        wipe(received);
        wipe(clear);
        wipe(plain);
        taken = 0;
        moved = 0;
        bytesRead = 0;
        bytesWritten = 0;
    }

    private static void wipe(ByteBuffer buffer) {
        Arrays.fill(buffer.array(), (byte) 0);
        buffer.clear().limit(0);
    }

    /** The connection is over: no clear text stays in memory. */
    void end() {
        engine = null;
        forget();
    }

    /** Whether a record of ours waits for room in the network. */
    boolean holdsOutput() {
        return sealed.hasRemaining();
    }

    /** Writes what waits; 0, also if some is left, or a negative code of the transport below. */
    int flush() {
        while (sealed.hasRemaining()) {
            int count = next.write(sealed.array(), sealed.position(), sealed.remaining());
            if (count <= 0) {
                return count;
            }
            bytesWritten += count;
            sealed.position(sealed.position() + count);
        }
        return 0;
    }

    /**
     * Goes on with the hand-shake.
     *
     * @return 1: done; 0: waits for the network; {@link #NEEDS_TASK}; or a negative code
     * @throws SSLException if it failed
     */
    int handshake() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        while (true) {
            int flushed = flush();
            if (flushed < 0 || sealed.hasRemaining()) {
                return flushed;
            }
            switch (status) {
                case NEED_WRAP:
                    SSLEngineResult said = seal(NOTHING);
                    status = said.getHandshakeStatus();
                    if (said.getStatus() == Status.CLOSED) {
                        flushed = flush();
                        return flushed < 0 ? flushed : Transport.END_OF_STREAM;
                    }
                    if (said.bytesProduced() == 0 && status == HandshakeStatus.NEED_WRAP) {
                        throw stuck();
                    }
                    break;
                case NEED_UNWRAP:
                    SSLEngineResult result = open();
                    if (result == null) {
                        int count = fill();
                        if (count <= 0) {
                            return count;
                        }
                    } else if (result.getStatus() == Status.CLOSED) {
                        return Transport.END_OF_STREAM;
                    } else {
                        status = result.getHandshakeStatus();
                    }
                    break;
                case NEED_TASK:
                    return NEEDS_TASK;
                default: // FINISHED, NOT_HANDSHAKING
                    return 1;
            }
        }
    }

    /**
     * Reads all that is at hand, of the network at most one piece. It stops at a record after which {@link #status}
     * wants something.
     *
     * @return as {@link Transport#read}; END_OF_STREAM if the peer said so itself
     * @throws SSLException if a record is not genuine, or the peer raised an alert; what came ahead of it, of which
     *     there are {@link #moved} bytes, is good all the same
     */
    int read(byte[] buffer, int offset, int length) throws SSLException {
        moved = 0;
        boolean filled = false;
        while (moved < length) {
            if (clear.hasRemaining()) {
                int count = Math.min(clear.remaining(), length - moved);
                clear.get(buffer, offset + moved, count);
                moved += count;
                continue;
            }
            if (engine.isInboundDone()) {
                return moved > 0 ? moved : Transport.END_OF_STREAM;
            }
            SSLEngineResult result = open();
            if (result != null) {
                if (wantsAttention(result.getHandshakeStatus())) {
                    return moved;
                }
            } else if (filled) {
                return moved;
            } else {
                filled = true;
                int count = fill();
                if (count <= 0) {
                    return moved > 0 ? moved : count;
                }
            }
        }
        return moved;
    }

    /** How many bytes the last {@link #read} gave, also one that threw. */
    int moved() {
        return moved;
    }

    /** Whether the engine has something to say, or to do on another thread, before it goes on. */
    static boolean wantsAttention(HandshakeStatus status) {
        return status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_TASK;
    }

    /** What the engine wants. */
    HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }

    /** Whether it takes none of our bytes until one of the peer's came. */
    boolean waitsForPeer() {
        return status() == HandshakeStatus.NEED_UNWRAP;
    }

    /**
     * Takes bytes, at least as many as last time if it answered 0 then.
     *
     * @return as {@link Transport#write}; also 0 while the engine wants something else first, which {@link #status}
     *     tells
     * @throws SSLException if the engine refuses
     */
    int write(byte[] buffer, int offset, int length) throws SSLException {
        int flushed = flush();
        while (flushed == 0 && !sealed.hasRemaining() && taken == 0) { // a word of the engine's own goes first
            plain.clear().put(buffer, offset, Math.min(length, plain.capacity())).flip();
            SSLEngineResult result = seal(plain);
            if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0) {
                return Transport.BROKEN;
            }
            taken = result.bytesConsumed();
            if (taken == 0 && result.bytesProduced() == 0) {
                if (status() != HandshakeStatus.NEED_TASK && !waitsForPeer()) {
                    throw stuck();
                }
                return 0;
            }
            flushed = flush();
        }
        if (flushed < 0 || sealed.hasRemaining()) {
            return flushed;
        }
        int count = taken;
        taken = 0;
        return count;
    }

    /** Says what the engine wants said, such as the answer to a KeyUpdate; 0, or a negative code. */
    int speak() throws SSLException {
        int flushed = flush();
        while (flushed == 0 && taken == 0 && !sealed.hasRemaining() && status() == HandshakeStatus.NEED_WRAP) {
            if (seal(NOTHING).bytesProduced() == 0) {
                return 0;
            }
            flushed = flush();
        }
        return flushed;
    }

    /**
     * Opens what is still at hand of a stream that takes no more, for the sake of an alert.
     *
     * @throws SSLException the alert
     */
    void hearLastWords() throws SSLException {
        for (int i = 0; i < 16 && (open() != null || fill() > 0); i++) {
            clear.limit(clear.position());
        }
    }

    /** Says that nothing more comes from us, or which alert ends it, as far as the network takes it now. */
    void farewell() {
        try {
            engine.closeOutbound();
            for (int i = 0; i < 4 && flush() == 0 && !sealed.hasRemaining() && !engine.isOutboundDone(); i++) {
                seal(NOTHING);
            }
            flush();
        } catch (SSLException | RuntimeException e) { // a provider's own defect too: the network is closed all the same
            sealed.limit(sealed.position()); // there is nothing that could still be said
        }
    }

    /** Whether the peer said that nothing more comes. */
    boolean isInputDone() {
        return engine.isInboundDone();
    }

    private static SSLException stuck() {
        return new SSLException("the engine neither goes on nor says what it waits for");
    }

    /** Makes a record; only while none waits. */
    private SSLEngineResult seal(ByteBuffer content) throws SSLException {
        SSLEngineResult result = wrap(content);
        while (result.getStatus() == Status.BUFFER_OVERFLOW) {
            sealed = larger(sealed, engine.getSession().getPacketBufferSize());
            result = wrap(content);
        }
        return result;
    }

    private SSLEngineResult wrap(ByteBuffer content) throws SSLException {
        sealed.clear();
        try {
            return engine.wrap(content, sealed);
        } finally {
            sealed.flip();
        }
    }

    /** Opens the next record into {@code clear}, which is empty; null if it is not whole yet. */
    private SSLEngineResult open() throws SSLException {
        if (!received.hasRemaining()) {
            return null;
        }
        SSLEngineResult result = unwrap();
        while (result.getStatus() == Status.BUFFER_OVERFLOW) {
            clear = larger(clear, engine.getSession().getApplicationBufferSize());
            result = unwrap();
        }
        boolean rests = result.bytesConsumed() == 0 && result.bytesProduced() == 0 && result.getStatus() == Status.OK
                && !wantsAttention(result.getHandshakeStatus());
        return rests || result.getStatus() == Status.BUFFER_UNDERFLOW ? null : result;
    }

    private SSLEngineResult unwrap() throws SSLException {
        clear.clear();
        try {
            return engine.unwrap(received, clear);
        } finally {
            clear.flip();
        }
    }

    /** Another buffer with the content of this one: of the size that is wanted, or twice as large. */
    private static ByteBuffer larger(ByteBuffer buffer, int wanted) throws SSLException {
        if (buffer.capacity() == MOST) {
            throw new SSLException("a record larger than " + MOST + " bytes");
        }
        int size = wanted > buffer.capacity() ? wanted : 2 * buffer.capacity();
        ByteBuffer larger = ByteBuffer.allocate(Math.min(size, MOST)).put(buffer).flip();
        wipe(buffer);
        return larger;
    }

    /** Reads what the network has into {@code received}; a result of {@link Transport#read}. */
    private int fill() throws SSLException {
        if (received.position() > 0) {
            received.compact().flip();
        }
        int end = received.limit();
        if (end == received.capacity()) {
            int longest = engine.getSession().getPacketBufferSize();
            if (longest <= end) {
                return Transport.INSECURE; // no record is that long
            }
            received = larger(received, longest);
        }
        int count = next.read(received.array(), end, received.capacity() - end);
        if (count > 0) {
            bytesRead += count;
            received.limit(end + count);
        }
        return count;
    }
}
