package nogc.mqtt.sn;

import java.util.Arrays;

/**
 * Any datagrams, times and calls in any order, from the bytes of a fuzzer: bounded, and a client that works once it is
 * left alone. What the calls are a subclass says.
 */
abstract class SnScript {
    private static final byte[] STRANGER = {9, 9};

    private final SnStage stage;
    final byte[] payload = new byte[30];

    SnScript(SnStage stage) {
        this.stage = stage;
    }

    /**
     * Makes a call, or has some time pass.
     *
     * @param what 4 to 15
     * @param number 0 to 255, for its arguments
     */
    abstract void act(int what, int number);

    /** Leaves, comes back to a new session, and passes a message in each direction. */
    abstract void assertWorks();

    /** Plays what stands behind the first byte, which is for the settings; throws what the client must not. */
    final void play(byte[] data) {
        int at = 1;
        while (at < data.length) {
            int what = data[at] & 0xFF;
            int number = at + 1 < data.length ? data[at + 1] & 0xFF : 0;
            at += 2;
            if (what % 16 < 4) {
                byte[] datagram = Arrays.copyOfRange(data, Math.min(data.length, at),
                        Math.min(data.length, at + number % 40));
                receive(what, datagram);
                at += datagram.length;
            } else {
                act(what % 16, number);
                stage.settle();
            }
            if (stage.log.size() > 1000) {
                stage.take();
            }
        }
        assertWorks();
    }

    private void receive(int what, byte[] datagram) {
        if (what < 128 && datagram.length > 1) {
            datagram[0] = (byte) datagram.length; // a length that is right gets further
        }
        if (datagram.length > 0) {
            stage.receive(what % 16 == 3 ? STRANGER : stage.peer, datagram);
        }
    }
}
