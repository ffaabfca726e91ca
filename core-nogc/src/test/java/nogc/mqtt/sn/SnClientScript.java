package nogc.mqtt.sn;

import nogc.mqtt.Bytes;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;

/** A script for a {@link SnClient} with all its options. */
public final class SnClientScript extends SnScript {
    private final SnStage stage;
    private final SnSleep sleep = new SnSleep();
    private final SnDiscovery discovery = new SnDiscovery(2);
    private final SnWill will = new SnWill();
    private final Topic[] topics = {new Topic("a"), new Topic("b/c"), new Topic("ab")};
    private final TopicFilter filter = new TopicFilter("t/+");

    private SnClientScript(SnStage stage, int settings) {
        super(stage);
        this.stage = stage;
        stage.config.reconnectMaximum = 1000;
        stage.config.retryTime = 1000;
        stage.config.receiveBuffer = 64;
        stage.config.queue = 200;
        stage.config.topics = 2;
        boolean discovers = (settings & 1) != 0;
        if (discovers) {
            addGateway();
        }
        SnSubscriber subscriber = (settings & 2) != 0 ? new SnQos2Subscriber(2, 10) : new SnSubscriber(2, 10);
        stage.config.options = discovers ? new SnOption[] {subscriber, new SnQos2Publisher(), sleep, will, discovery}
                : new SnOption[] {sleep, will, new SnQos2Publisher(), subscriber};
        stage.options.clientId = new Utf8String("node");
        stage.options.cleanStart = (settings & 4) != 0 ? 1 : 0;
        if ((settings & 8) != 0) {
            stage.options.willTopic = topics[0];
        }
        stage.start();
    }

    private void addGateway() {
        discovery.add(1, SnStage.GATEWAY, 0, SnStage.GATEWAY.length);
    }

    /** Plays it; throws what the client must not. */
    public static void run(byte[] data) {
        if (data.length > 0) {
            new SnClientScript(new SnStage(data[0] * 16777216), data[0]).play(data);
        }
    }

    @Override
    void act(int what, int number) {
        SnClient client = stage.client;
        switch (what) {
            case 4 -> client.connect(stage.options);
            case 5 -> client.disconnect();
            case 6 -> client.abort();
            case 7 -> client.publish(topics[number % 3], payload, 0, number % 30, number % 3, false, number);
            case 8 -> client.publishPredefined(1 + number, payload, 0, number % 30, number % 4 - 1, false, number);
            case 9 -> client.subscribe(filter, number % 3);
            case 10 -> client.unsubscribe(filter);
            case 11 -> sleep.sleep(1 + number);
            case 12 -> sleep.wake();
            case 13 -> stage.pass(number * 100);
            case 14 -> stage.recorder.answer(number % 3 == 0 ? 1 : number % 3 == 1 ? 0x80 : 0);
            default -> {
                client.resume();
                will.updateMessage(payload, 0, number % 30);
            }
        }
    }

    @Override
    void assertWorks() {
        SnClient client = stage.client;
        addGateway();
        client.resume();
        client.abort();
        stage.settle();
        client.resume();
        stage.settle();
        if (!client.isIdle()) {
            throw new AssertionError("it is not idle after abort: " + stage.log);
        }
        stage.options.cleanStart = 1;
        stage.options.willTopic = null;
        client.connect(stage.options);
        stage.pass(100);
        byte[] gateway = Bytes.of(stage.lastAddress());
        stage.receive(gateway, Bytes.of("03 05 00"));
        if (!client.isActive()) {
            throw new AssertionError("it does not connect any more: " + stage.log);
        }
        stage.recorder.forget();
        stage.take();
        stage.receive(gateway, Bytes.of("08 0c 21 0005 7777 70"));
        String heard = stage.take().toString();
        if (!heard.matches(".*[*] message - '70 q1, > (to:\\w+ )?070d0005777700\\]")) {
            throw new AssertionError("it receives nothing any more: " + heard);
        }
    }
}
