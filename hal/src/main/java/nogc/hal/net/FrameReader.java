package nogc.hal.net;

import nogc.hal.Transport;

/** Frames that come: their data is handed over, and what is said beside it is taken here. */
final class FrameReader {
    private static final int LONGEST_CONTROL = 125;
    /** More than a TLS record, so that what one holds is taken whole. */
    private static final int MOST_ASIDE = 32768;

    private final Transport below;
    private final FrameWriter answers;
    private final FrameHeader header = new FrameHeader();
    private final byte[] ahead;
    private final byte[] control = new byte[LONGEST_CONTROL];
    private int start;
    private int end;
    private boolean inPayload;
    /** Payload bytes of this frame that are still to come. */
    private int left;
    private int controlLength;
    private int result;
    private int closeCode;
    /** The last read ended while the stream had all that it was asked for. */
    private boolean stopped;

    FrameReader(Transport below, FrameWriter answers, int readAhead) {
        this.below = below;
        this.answers = answers;
        ahead = new byte[readAhead];
    }

    void reset() {
        header.reset();
        start = 0;
        end = 0;
        inPayload = false;
        left = 0;
        result = 0;
        closeCode = 0;
        stopped = false;
    }

    /** Most bytes of one {@link #fill}. */
    int capacity() {
        return ahead.length;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Reads ahead what is there: bytes, 0 or the stream's code. */
    int fill() {
        int count = below.read(ahead, 0, ahead.length);
        start = 0;
        end = Math.max(count, 0);
        return count;
    }

    byte next() {
        return ahead[start++];
    }

    /** 0 as long as data may come, else why none will. */
    int result() {
        return result;
    }

    int closeCode() {
        return closeCode;
    }

    /**
     * Takes data, and goes on until the space is full or the stream had less than it was asked for, so that nothing is
     * held back where no selector sees it. A flood of pings ends a call after {@value #MOST_ASIDE} bytes, which
     * {@link #hasStopped} tells.
     *
     * @return bytes; {@link #result} says whether more may come
     */
    int read(byte[] buffer, int offset, int length) {
        int moved = take(buffer, offset, length);
        int aside = 0;
        boolean full = true;
        while (full && moved < length && result == 0 && aside < MOST_ASIDE) {
            int space = length - moved;
            if (inPayload && !header.isControl() && (left >= space || left >= ahead.length)) {
                int asked = Math.min(space, left);
                int count = below.read(buffer, offset + moved, asked);
                full = count == asked;
                result = Math.min(count, 0);
                moved += Math.max(count, 0);
                left -= Math.max(count, 0);
                inPayload = left > 0;
            } else {
                int count = fill();
                full = count == ahead.length;
                result = Math.min(count, 0);
                aside += Math.max(count, 0);
                moved += take(buffer, offset + moved, space);
            }
        }
        stopped = full && moved < length && result == 0;
        return moved;
    }

    /** Whether the last {@link #read} left space, although the stream may hold more. */
    boolean hasStopped() {
        return stopped;
    }

    /** Takes data from what was read ahead. */
    private int take(byte[] buffer, int offset, int length) {
        int moved = 0;
        while (start < end && moved < length && result == 0) {
            if (!inPayload) {
                readHeader();
            } else if (header.isControl()) {
                readControl();
            } else {
                int count = Math.min(Math.min(end - start, left), length - moved);
                System.arraycopy(ahead, start, buffer, offset + moved, count);
                start += count;
                moved += count;
                left -= count;
                inPayload = left > 0;
            }
        }
        return moved;
    }

    private void readHeader() {
        int answer = header.accept(next());
        if (answer == FrameHeader.MORE) {
            return;
        }
        if (answer != FrameHeader.COMPLETE) {
            wrong(answer);
            return;
        }
        left = header.length();
        inPayload = left > 0;
        controlLength = 0;
        if (left == 0 && header.isControl()) {
            controlIsComplete();
        }
    }

    private void readControl() {
        control[controlLength++] = next();
        left--;
        if (left == 0) {
            inPayload = false;
            controlIsComplete();
        }
    }

    private void controlIsComplete() {
        if (header.opcode() == FrameHeader.PING) {
            answers.pong(control, controlLength);
        } else if (header.opcode() == FrameHeader.CLOSE) {
            peerCloses();
        }
    }

    private void peerCloses() {
        if (controlLength == 0) {
            closeCode = FrameHeader.NO_STATUS;
            answers.close(0);
            result = Transport.END_OF_STREAM;
            return;
        }
        int code = controlLength == 1 ? 0 : (control[0] & 0xff) << 8 | control[1] & 0xff;
        if (!mayBeSent(code)) {
            wrong(FrameHeader.PROTOCOL_ERROR);
            return;
        }
        closeCode = code;
        answers.close(code);
        boolean orderly = code == FrameHeader.NORMAL || code == FrameHeader.GOING_AWAY;
        result = orderly ? Transport.END_OF_STREAM : WebSocketTransport.CLOSED;
    }

    /** Whether a code may stand in a Close frame (RFC 6455, 7.4.1): 1004 to 1006 and 1015 may not. */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    private void wrong(int code) {
        closeCode = code;
        answers.close(code);
        result = WebSocketTransport.FRAME_ERROR;
    }
}
