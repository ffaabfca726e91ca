package nogc.mqtt.transcript;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import nogc.hal.Clock;
import nogc.hal.Transport;
import nogc.mqtt.client.Client;

/** Where a transcript is played: what is around the client, and who polls it. Time passes when it is told to. */
abstract class Stage {
    private int time;
    private int wait;
    private IntSupplier beside = () -> Integer.MAX_VALUE;

    Stage(int start) {
        time = start;
    }

    Clock clock() {
        return () -> time;
    }

    /** What the application calls ahead of each poll, and how long it may then sleep. */
    final void alsoPolls(IntSupplier own) {
        beside = own;
    }

    /** Time passes; the client is polled whenever it asked to be. */
    final void pass(int millis, Client client, BooleanSupplier complete) {
        int left = millis;
        while (wait <= left) {
            time += wait;
            left -= wait;
            settle(client, () -> true);
        }
        time += left;
        wait -= left;
        await(complete);
    }

    /** Time passes, and the application does something else than to poll. */
    final void sleep(int millis) {
        time += millis;
        wait = 0;
    }

    /** Waits for what is still on its way, without a poll. */
    void await(BooleanSupplier complete) {
    }

    /** Polls, notes how long the client will sleep now, and returns it. */
    final int poll(Client client) {
        int own = beside.getAsInt();
        wait = client.poll();
        if (wait < 0) {
            throw new AssertionError("poll answered " + Notation.name(wait));
        }
        wait = Math.min(wait, own);
        return wait;
    }

    /** Polls until the client wants nothing; {@code complete} tells whether all has happened that shall. */
    abstract void settle(Client client, BooleanSupplier complete);

    abstract Transport transport();

    /** The server sends. */
    abstract void feed(byte[] bytes);

    /** What open answers from now on. */
    abstract void opens(int result);

    /** Whether the transport takes no bytes. */
    abstract void blocks(boolean now);

    /** The connection ends behind what was fed. */
    abstract void ends(int result);

    /** What the server has received and nobody has taken yet. */
    abstract byte[] written();

    abstract byte[] takeWritten();

    /** All bytes of input that the client has read. */
    abstract int bytesRead();
}
