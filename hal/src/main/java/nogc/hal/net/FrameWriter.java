package nogc.hal.net;

import nogc.hal.Entropy;
import nogc.hal.Transport;

/**
 * Frames on their way out, one at a time: data as it is offered, and between two frames the answer to a ping or the
 * goodbye.
 * <pre>
 *   82 | 80+length, or fe and 2 bytes | mask 4 | masked payload
 * </pre>
 * Payload counts as taken once it has left; until then the same bytes are offered again.
 */
final class FrameWriter {
    /** Bytes of the longest header. */
    private static final int HEADER = 8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST_SHORT = 125;

    private final Transport below;
    private final Entropy entropy;
    private final byte[] frame;
    private final byte[] pong = new byte[LONGEST_SHORT];
    private final byte[] goodbye = new byte[2];
    /** Of the frame under way: what is sent, where its payload starts, where it ends. */
    private int sent;
    private int payload;
    private int end;
    private boolean data;
    private int pongLength;
    private boolean closing;
    private boolean closed;

    FrameWriter(Transport below, Entropy entropy, int longest) {
        this.below = below;
        this.entropy = entropy;
        frame = new byte[HEADER + longest];
        reset();
    }

    /** What the hand-shake may use as long as there is no frame. */
    byte[] memory() {
        return frame;
    }

    void reset() {
        sent = 0;
        end = 0;
        data = false;
        pongLength = -1;
        closing = false;
        closed = false;
    }

    /** Answers a ping; only the last one, if several came since the stream took something (RFC 6455, 5.5.3). */
    void pong(byte[] content, int length) {
        System.arraycopy(content, 0, pong, 0, length);
        pongLength = length;
    }

    /** Says goodbye between two frames; no data afterwards. Code 0 for none. */
    void close(int code) {
        goodbye[0] = (byte) (code >>> 8);
        goodbye[1] = (byte) code;
        closing = true;
    }

    /**
     * Sends what is to be said beside data, unless a frame of data is under way.
     *
     * @return 1 if nothing of it is left, 0 if some is, or the stream's code
     */
    int flush() {
        while (!data) {
            int result = push();
            if (result <= 0) {
                return result;
            }
            if (!beginControl()) {
                return 1;
            }
        }
        return pongLength < 0 && !closing ? 1 : 0;
    }

    private boolean beginControl() {
        if (closed) {
            return false;
        }
        if (pongLength >= 0) {
            begin(FrameHeader.PONG, pong, 0, pongLength);
            pongLength = -1;
            return true;
        }
        if (closing) {
            boolean bare = goodbye[0] == 0 && goodbye[1] == 0;
            begin(FrameHeader.CLOSE, goodbye, 0, bare ? 0 : 2);
            closed = true;
        }
        return closing;
    }

    int write(byte[] buffer, int offset, int length) {
        int moved = 0;
        while (moved < length) {
            if (!data) {
                int flushed = flush();
                if (flushed <= 0 || closing) {
                    return flushed < 0 && moved == 0 ? flushed : moved;
                }
                begin(FrameHeader.BINARY, buffer, offset + moved, Math.min(length - moved, frame.length - HEADER));
                data = true;
            }
            int before = Math.max(sent, payload);
            int result = push();
            moved += Math.max(sent, payload) - before;
            data = result <= 0;
            if (result <= 0) {
                return result < 0 && moved == 0 ? result : moved;
            }
        }
        return moved;
    }

    /** 1 if the frame under way is gone, 0 if some is left, or the stream's code. */
    private int push() {
        while (sent < end) {
            int count = below.write(frame, sent, end - sent);
            if (count <= 0) {
                return count;
            }
            sent += count;
        }
        return 1;
    }

    private void begin(int opcode, byte[] from, int offset, int length) {
        int mask = entropy.next();
        int at = 0;
        frame[at++] = (byte) (FINAL | opcode);
        if (length <= LONGEST_SHORT) {
            frame[at++] = (byte) (MASKED | length);
        } else {
            frame[at++] = (byte) (MASKED | 126);
            frame[at++] = (byte) (length >>> 8);
            frame[at++] = (byte) length;
        }
        byte m0 = (byte) (mask >>> 24);
        byte m1 = (byte) (mask >>> 16);
        byte m2 = (byte) (mask >>> 8);
        byte m3 = (byte) mask;
        frame[at++] = m0;
        frame[at++] = m1;
        frame[at++] = m2;
        frame[at++] = m3;
        sent = 0;
        payload = at;
        end = at + length;
        int i = offset;
        for (; at + 3 < end; at += 4, i += 4) {
            frame[at] = (byte) (from[i] ^ m0);
            frame[at + 1] = (byte) (from[i + 1] ^ m1);
            frame[at + 2] = (byte) (from[i + 2] ^ m2);
            frame[at + 3] = (byte) (from[i + 3] ^ m3);
        }
        for (int k = 0; at < end; at++, i++, k++) {
            frame[at] = (byte) (from[i] ^ (k == 0 ? m0 : k == 1 ? m1 : m2));
        }
    }
}
