package nogc.mqtt.sn;

import java.util.Arrays;
import nogc.mqtt.Bytes;

/** The same as {@link SnScript} for a sleeping client: any datagrams, times and calls, from the bytes of a fuzzer. */
public final class SnSleepingScript {
    private static final byte[] STRANGER = {9, 9};
    private static final String[] TOPICS = {"a", "b/c", "#5", "~ab"};

    private final SnSleepingStage stage;
    private final byte[] payload = new byte[30];

    private SnSleepingScript(int settings) {
        stage = new SnSleepingStage(settings * 16777216);
        stage.settings.retryTime = 1000;
        stage.settings.longest = 32 + (settings & 7);
        stage.settings.cleanSession = (settings & 8) != 0;
        stage.settings.keepAlive = settings & 16;
        stage.startSleeper();
    }

    /** Plays it; throws what the client must not. */
    public static void play(byte[] data) {
        if (data.length == 0) {
            return;
        }
        SnSleepingScript script = new SnSleepingScript(data[0]);
        int at = 1;
        while (at < data.length) {
            at += script.step(data, at);
            if (script.stage.log.size() > 1000) {
                script.stage.take();
            }
        }
        script.assertWorks();
    }

    private int step(byte[] data, int at) {
        int what = data[at] & 0xFF;
        int next = at + 1 < data.length ? data[at + 1] & 0xFF : 0;
        SnSleepingClient client = stage.sleeper;
        SnTopic topic = stage.topic(TOPICS[next & 3]);
        switch (what % 16) {
            case 0, 1, 2, 3 -> {
                byte[] datagram = Arrays.copyOfRange(data, Math.min(data.length, at + 2),
                        Math.min(data.length, at + 2 + next % 40));
                if (what < 128 && datagram.length > 1) {
                    datagram[0] = (byte) datagram.length; // a length that is right gets further
                }
                if (datagram.length > 0) {
                    stage.receive(what % 16 == 3 ? STRANGER : stage.peer, datagram);
                }
                return 2 + datagram.length;
            }
            case 4, 5 -> client.connect();
            case 6 -> client.disconnect();
            case 7 -> client.abort();
            case 8, 9 -> client.publish(topic, payload, 0, next % 30, next >> 2 & 1, false);
            case 10 -> client.subscribe(topic, next >> 2 & 1);
            case 11 -> client.sleep(1 + next);
            case 12 -> client.wake();
            case 13 -> stage.pass(next * 100);
            case 14 -> stage.taking = (next & 1) != 0;
            default -> client.take();
        }
        stage.settle();
        return 2;
    }

    /** Leaves, comes back to a new session, and passes a message in each direction. */
    private void assertWorks() {
        SnSleepingClient client = stage.sleeper;
        stage.taking = true;
        client.abort();
        stage.settle();
        stage.pass(stage.settings.congestionWait);
        client.connect();
        stage.settle();
        stage.receive(Bytes.of("03 05 00"));
        if (!client.isActive()) {
            throw new AssertionError("it does not connect any more: " + stage.log);
        }
        stage.take();
        client.subscribe(stage.topic("#5"), 1);
        stage.settle();
        byte[] subscribe = Bytes.of(stage.take().get(0).substring(2));
        byte[] suback = Bytes.of("08 13 20 0000 0000 00");
        System.arraycopy(subscribe, 3, suback, 5, 2);
        stage.receive(suback);
        stage.receive(Bytes.of("08 0c 21 0005 7777 70"));
        String heard = stage.take().toString();
        if (!heard.equals("[* OK, * message #5 '70 q1, > 070d0005777700]")) {
            throw new AssertionError("it receives nothing any more: " + heard);
        }
    }
}
