package nogc.mqtt.sn;

import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import nogc.mqtt.Result;

/** One turn of an engine over a transport and a clock: at most one datagram in, an answer to it and one request out. */
final class SnTurn {
    /** Milliseconds until a transport that failed to open is opened again. */
    private static final int OPEN_AGAIN = 1000;
    /** Milliseconds until a transport that is opening is looked at again. */
    private static final int OPENING = 10;

    private final SnEngine engine;
    private final SnSession session;
    private final DatagramTransport transport;
    private final Clock clock;
    private boolean open;

    SnTurn(SnEngine engine, SnSession session, DatagramTransport transport, Clock clock) {
        this.engine = engine;
        this.session = session;
        this.transport = transport;
        this.clock = clock;
    }

    /** Whether the transport is open. */
    boolean isOpen() {
        return open;
    }

    /** Does what is due, and returns the milliseconds until the next turn is wanted, 0 for at once. */
    int take() {
        engine.at(clock.millis());
        int wait = step();
        if (session.closing) {
            session.closing = false;
            transport.close();
            open = false;
        }
        return wait;
    }

    private int step() {
        int opening = open || !engine.wantsTransport() ? 1 : open();
        boolean received = false;
        if (open) {
            write();
            received = engine.offerHeld() || read();
            write();
        }
        engine.tick();
        if (open) {
            write();
        }
        if (opening < 0) {
            return OPEN_AGAIN;
        }
        if (!open && opening > 0 && engine.wantsTransport()) {
            return 0; // it is wanted since this very step
        }
        int remaining = received ? 0 : engine.remaining();
        return opening == 0 ? Math.min(OPENING, Math.max(1, remaining)) : remaining;
    }

    private int open() {
        int result = transport.open();
        if (result > 0) {
            open = true;
            session.longest = Math.min(session.config.transmitBuffer, transport.longest());
            if (!session.gatewayChosen) {
                session.gateway.length = transport.peer(session.gateway.bytes, 0);
            }
        } else if (result < 0) {
            died(result);
        }
        return result;
    }

    private boolean read() {
        if (!engine.wantsInput()) {
            return false;
        }
        int count = transport.receive(engine.input(), 0, engine.input().length);
        if (count > 0) {
            session.sender.length = transport.sender(session.sender.bytes, 0);
            engine.received(count);
        } else if (count == DatagramTransport.TOO_LONG) {
            engine.tooLong();
        } else if (count < 0) {
            died(count);
        }
        return count > 0 || count == DatagramTransport.TOO_LONG;
    }

    private void write() {
        if (session.isOutEmpty() || !open) {
            return;
        }
        int length = session.outLength;
        int count = session.radius == SnSession.UNICAST
                ? transport.send(session.gateway.bytes, 0, session.gateway.length, session.out, 0, length)
                : transport.broadcast(session.radius, session.out, 0, length);
        if (count > 0) {
            engine.written();
        } else if (count == DatagramTransport.TOO_LONG) {
            engine.unsendable(Result.DATAGRAM_TOO_LARGE);
        } else if (count == Transport.UNSUPPORTED) {
            engine.unsendable(count);
        } else if (count < 0) {
            died(count);
        }
    }

    private void died(int cause) {
        transport.close();
        open = false;
        engine.died(cause);
    }
}
