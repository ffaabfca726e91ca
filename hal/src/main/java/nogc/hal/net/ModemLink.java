package nogc.hal.net;

import nogc.hal.Transport;

/**
 * The open connection inside the modem: one chunk on its way in, one on its way out, one command at a time. What comes
 * waits inside the modem until it is asked for (passive receive), so that nothing floods the serial line and TCP itself
 * holds the server back.
 */
final class ModemLink {
    /** Most tokens that one call looks at. */
    private static final int TOKENS = 16;

    private final AtPort port;
    private final ModemOptions options;
    private final ModemChunk out;
    private final byte[] in;
    private int inStart;
    private int inEnd;

    // valid for connection
    private boolean passive;
    /** AT+CIPRECVDATA is under way, and its header came. */
    private boolean receiving;
    private boolean came;
    private boolean announced;
    private boolean sentLast;
    private int lastReceive;
    /** Nothing leaves any more. */
    private boolean closed;
    /** CLOSED came. */
    private boolean ended;
    /** What the server said before the end was read. */
    private boolean drained;
    /** NOT_SENT if what was taken to be sent did not leave before the end. */
    private int ending;
    private int failure;

    ModemLink(AtPort port, ModemOptions options) {
        this.port = port;
        this.options = options;
        out = new ModemChunk(options.chunk);
        in = new byte[options.chunk];
    }

    /**
     * The modem is connected.
     *
     * @param isPassive whether data waits to be asked for
     * @param isAnnounced whether data was announced already
     * @param isClosed whether the end came already
     */
    void open(boolean isPassive, boolean isAnnounced, boolean isClosed) {
        out.drop();
        inStart = 0;
        inEnd = 0;
        passive = isPassive;
        receiving = false;
        announced = isAnnounced;
        sentLast = false;
        lastReceive = port.now();
        closed = isClosed;
        ended = isClosed;
        drained = !isPassive;
        ending = 0;
        failure = 0;
        port.lost(); // what was lost before does not matter
    }

    /** Why the stream is dead: 0, or a cause of {@link ModemTransport}. */
    int failure() {
        return failure != 0 ? failure : ending;
    }

    int read(byte[] buffer, int offset, int length) {
        pump();
        int count = receiving ? 0 : Math.min(length, inEnd - inStart); // a chunk counts when its OK came
        if (count > 0) {
            System.arraycopy(in, inStart, buffer, offset, count);
            inStart += count;
            return count;
        }
        if (failure == 0 && !isAtEnd()) {
            return 0;
        }
        return failure == 0 && ended ? Transport.END_OF_STREAM : Transport.BROKEN;
    }

    int write(byte[] buffer, int offset, int length) {
        pump();
        if (failure != 0 || isAtEnd()) {
            return Transport.BROKEN;
        }
        if (closed) { // what the server said last is still to be read
            return 0;
        }
        int count = out.offer(buffer, offset, length);
        ask();
        return count;
    }

    private boolean isAtEnd() {
        return closed && drained && inStart == inEnd;
    }

    /** Takes what the modem said and does what is next. */
    private void pump() {
        if (failure == 0 && port.lost()) {
            failure = ModemTransport.BYTES_LOST;
        }
        for (int i = 0; i < TOKENS && failure == 0; i++) {
            int token = port.poll();
            if (token == AtReader.NONE || token == AtPort.PAYLOAD && !takePayload()) {
                break;
            }
            hear(token);
        }
        if (failure == 0) {
            out.give(port);
            ask();
        }
    }

    /** False: no room; the rest waits in the serial line. */
    private boolean takePayload() {
        if (inStart == inEnd) {
            inStart = 0;
            inEnd = 0;
        }
        int count = port.take(in, inEnd, in.length - inEnd);
        inEnd += count;
        return count > 0;
    }

    private void hear(int token) {
        switch (token) {
            case AtReader.NOTICE:
                announced = true;
                break;
            case AtReader.READ:
                came = true;
                announced |= port.value() >= in.length; // as much as was asked: there may be more
                failure = port.value() > in.length ? ModemTransport.BYTES_LOST : failure;
                break;
            case AtReader.PROMPT:
                out.release(port, options.sendTimeout);
                break;
            case AtReader.TAKEN:
                if (out.isOwed() && !out.hasLength(port.value())) { // a digit was lost on the way
                    out.drop();
                    failure = ModemTransport.BYTES_LOST;
                }
                break;
            case AtReader.SENT:
                if (out.accept()) {
                    port.done();
                    ending = 0; // CLOSED came first, but it had left
                }
                break;
            case AtReader.OK:
                received();
                break;
            case AtReader.ERROR:
            case AtReader.NOT_SENT:
                refused();
                break;
            case AtReader.CLOSED:
                closed = true;
                ended = true;
                ending = out.isUnsent() ? ModemTransport.NOT_SENT : ending;
                break;
            default:
                int fatal = fatal(token);
                failure = fatal == 0 ? failure : fatal;
                break;
        }
    }

    /** Without data the modem says ERROR; with OK alone, the header was lost. */
    private void received() {
        if (receiving) {
            receiving = false;
            port.done();
            failure = came ? failure : ModemTransport.BYTES_LOST;
        }
    }

    private void refused() {
        if (receiving) { // there is nothing
            receiving = false;
            drained = closed;
            port.done();
        } else if (out.isOwed()) { // the connection has ended; CLOSED comes behind what the server said last
            out.drop();
            port.done();
            ending = ModemTransport.NOT_SENT;
            closed = true;
        }
    }

    private static int fatal(int token) {
        switch (token) {
            case AtReader.DISJOINED:
                return ModemTransport.ACCESS_POINT_LOST;
            case AtReader.READY:
            case AtReader.ECHO: // which we switched off
                return ModemTransport.REBOOTED;
            case AtPort.GARBLED:
                return ModemTransport.BYTES_LOST;
            case AtPort.TIME_OUT:
                return ModemTransport.SILENT;
            default:
                return 0;
        }
    }

    /** Starts a command if none is under way: to receive and to send in turns, if both are to be. */
    private void ask() {
        if (receiving || out.isOwed()) {
            return;
        }
        boolean wants = passive && inStart == inEnd && !drained
                && (announced || closed || port.now() - lastReceive >= options.probeInterval);
        if (out.isQueued() && !closed && !(announced && wants && sentLast)) {
            sentLast = true;
            out.ask(port, options.answerTimeout);
        } else if (wants) {
            sentLast = false;
            receiving = true;
            came = false;
            announced = false;
            lastReceive = port.now();
            port.command("AT+CIPRECVDATA=").number(in.length);
            port.send(false, options.answerTimeout);
        }
    }

    /** Drops the stream: what was not yet promised is forgotten, and a modem that listens is told to close. */
    void close() {
        if (!out.isOwed()) {
            out.drop();
            if (failure == 0 && !closed) {
                port.mention("AT+CIPCLOSE\r\n");
            }
        }
    }

    /**
     * Gives the modem what it was promised, also after the stream was dropped: it would take the next command for
     * the rest of the payload, and send that to the server.
     *
     * @return whether nothing is owed any more
     */
    boolean finish() {
        for (int i = 0; i < TOKENS && out.isOwed(); i++) {
            if (failure == ModemTransport.SILENT || failure == ModemTransport.REBOOTED) {
                return true; // it waits for nothing, or nobody knows for what
            }
            int token = port.poll();
            if (token == AtReader.NONE) {
                out.give(port);
                break;
            }
            if (token == AtPort.PAYLOAD) {
                port.skip();
            } else {
                hear(token);
            }
        }
        return !out.isOwed();
    }

    /** How it ended is known. */
    void forget() {
        failure = 0;
        out.drop();
    }
}
