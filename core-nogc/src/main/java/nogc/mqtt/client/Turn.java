package nogc.mqtt.client;

import nogc.hal.Clock;
import nogc.hal.Transport;
import nogc.mqtt.session.ServerReference;

/** One turn of an engine over a transport and a clock: at most one read, one pass over what came, and one write. */
final class Turn {
    private final Engine engine;
    private final Transport transport;
    private final Clock clock;
    /** The last read filled its space, so the transport may hold more, of which no selector or interrupt tells. */
    private boolean filled;

    Turn(Engine engine, Transport transport, Clock clock) {
        this.engine = engine;
        this.transport = transport;
        this.clock = clock;
    }

    /** Does what is due. */
    void take() {
        engine.at(clock.millis());
        if (engine.link().mayRead()) {
            read(); // ahead of the deadlines: what came in time counts, however late we look
            close();
        }
        engine.at(clock.millis());
        engine.step();
        close();
        if (engine.link().wantsOpen()) {
            open();
        }
        write();
        close();
    }

    /** Milliseconds until the next turn is wanted, 0 for at once. */
    int remaining() {
        return filled && engine.inputSpace() > 0 ? 0 : engine.remaining();
    }

    private void open() {
        ServerReference reference = engine.session().reference();
        int result = reference != null && reference.takeChange()
                ? transport.endpoint(reference.host(), 0, reference.length(), reference.port()) : 0;
        if (result >= 0) {
            result = transport.open();
        }
        if (result != 0) {
            engine.at(clock.millis());
        }
        if (result > 0) {
            engine.opened();
        } else if (result < 0) {
            engine.lost(result);
        }
    }

    private void read() {
        int space = engine.inputSpace();
        int count = 0;
        if (space > 0) {
            count = transport.read(engine.input(), engine.inputOffset(), space);
            filled = count == space;
        }
        if (count != 0) {
            engine.at(clock.millis());
        }
        engine.received(Math.max(count, 0));
        if (count < 0 && engine.link().mayRead()) {
            engine.lost(count);
        }
    }

    private void write() {
        int length = engine.output();
        if (length > 0) {
            int count = transport.write(engine.outputBuffer(), engine.outputOffset(), length);
            engine.at(clock.millis());
            if (count < 0) {
                engine.lost(count);
            } else {
                engine.written(count);
            }
        }
    }

    private void close() {
        if (engine.link().wantsClose()) {
            transport.close();
            engine.link().closed();
        }
    }
}
