package nogc.mqtt.sn;

import nogc.mqtt.Bytes;

/** A script for a {@link SnSleepingClient}. */
public final class SnSleepingScript extends SnScript {
    private static final String[] TOPICS = {"a", "b/c", "#5", "~ab"};

    private final SnSleepingStage stage;

    private SnSleepingScript(SnSleepingStage stage, int settings) {
        super(stage);
        this.stage = stage;
        stage.settings.retryTime = 1000;
        stage.settings.longest = 32 + (settings & 7);
        stage.settings.cleanSession = (settings & 8) != 0;
        stage.settings.keepAlive = settings & 16;
        stage.startSleeper();
    }

    /** Plays it; throws what the client must not. */
    public static void run(byte[] data) {
        if (data.length > 0) {
            new SnSleepingScript(new SnSleepingStage(data[0] * 16777216), data[0]).play(data);
        }
    }

    @Override
    void act(int what, int number) {
        SnSleepingClient client = stage.sleeper;
        SnTopic topic = stage.topic(TOPICS[number & 3]);
        switch (what) {
            case 4, 5 -> client.connect();
            case 6 -> client.disconnect();
            case 7 -> client.abort();
            case 8, 9 -> client.publish(topic, payload, 0, number % 30, number >> 2 & 1, false);
            case 10 -> client.subscribe(topic, number >> 2 & 1);
            case 11 -> client.sleep(1 + number);
            case 12 -> client.wake();
            case 13 -> stage.pass(number * 100);
            case 14 -> stage.taking = (number & 1) != 0;
            default -> client.take();
        }
    }

    @Override
    void assertWorks() {
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
