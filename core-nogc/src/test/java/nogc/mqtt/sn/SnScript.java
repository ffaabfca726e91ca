package nogc.mqtt.sn;

import java.util.Arrays;
import nogc.mqtt.Bytes;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;

/**
 * Any datagrams, times and calls in any order, from the bytes of a fuzzer: bounded, and a client that works once it is
 * left alone.
 */
public final class SnScript {
    private static final byte[] STRANGER = {9, 9};

    private final SnStage stage;
    private final SnSleep sleep = new SnSleep();
    private final SnDiscovery discovery = new SnDiscovery(2);
    private final SnWill will = new SnWill();
    private final byte[] payload = new byte[30];
    private final Topic[] topics = {new Topic("a"), new Topic("b/c"), new Topic("ab")};
    private final TopicFilter filter = new TopicFilter("t/+");

    private SnScript(int settings) {
        stage = new SnStage(settings * 16777216);
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
    public static void play(byte[] data) {
        if (data.length == 0) {
            return;
        }
        SnScript script = new SnScript(data[0]);
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
        SnClient client = stage.client;
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
            case 4 -> client.connect(stage.options);
            case 5 -> client.disconnect();
            case 6 -> client.abort();
            case 7 -> client.publish(topics[next % 3], payload, 0, next % 30, next % 3, false, next);
            case 8 -> client.publishPredefined(1 + next, payload, 0, next % 30, next % 4 - 1, false, next);
            case 9 -> client.subscribe(filter, next % 3);
            case 10 -> client.unsubscribe(filter);
            case 11 -> sleep.sleep(1 + next);
            case 12 -> sleep.wake();
            case 13 -> stage.pass(next * 100);
            case 14 -> stage.recorder.answer(next % 3 == 0 ? 1 : next % 3 == 1 ? 0x80 : 0);
            default -> {
                client.resume();
                will.updateMessage(payload, 0, next % 30);
            }
        }
        stage.settle();
        return 2;
    }

    /** Leaves, comes back to a new session, and passes a message in each direction. */
    private void assertWorks() {
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
