package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No argument that makes no sense throws: each is refused by a result of its own, before a byte is sent. */
class SnArgumentsTest {
    private final SnStage stage = new SnStage(0);
    private final SnDiscovery discovery = new SnDiscovery(2);
    private final SnWill will = new SnWill();
    private final byte[] bytes = new byte[8];
    private SnClient client;

    @BeforeEach
    void start() {
        stage.config.options = new SnOption[] {new SnQos2Subscriber(2, 10), new SnQos2Publisher(), will, discovery};
        stage.start();
        client = stage.client;
    }

    @Test
    void nothingIsNoTopicNoFilterAndNoOptions() {
        assertEquals(Result.INVALID_ARGUMENT, client.connect(null));
        assertEquals(Result.INVALID_TOPIC, client.publish(null, bytes, 0, 1, 1, false));
        assertEquals(Result.INVALID_TOPIC, client.publish(new Topic(8), bytes, 0, 1, 1, false));
        assertEquals(Result.INVALID_TOPIC, client.publishShort(null, bytes, 0, 1, 1, false, 0));
        assertEquals(Result.INVALID_TOPIC, client.forget(null));
        assertEquals(Result.INVALID_TOPIC, client.forget(new Topic(8)));
        assertEquals(Result.INVALID_TOPIC, client.subscribeShort(null, 0));
        assertEquals(Result.INVALID_TOPIC, client.unsubscribeShort(null));
        assertEquals(Result.INVALID_TOPIC, will.updateTopic(null, 0, false));
        assertEquals(Result.NOT_CONNECTED, client.subscribe((TopicFilter) null, 0));
    }

    @Test
    void nothingIsNoPayload() {
        Topic topic = new Topic("a");
        int[][] ranges = {{0, 9}, {-1, 1}, {0, -1}, {8, 1}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}};
        for (int[] range : ranges) {
            assertEquals(Result.INVALID_ARGUMENT, client.publish(topic, bytes, range[0], range[1], 1, false));
            assertEquals(Result.INVALID_ARGUMENT, will.updateMessage(bytes, range[0], range[1]));
            assertEquals(Result.INVALID_ARGUMENT, discovery.add(1, bytes, range[0], range[1]));
        }
        assertEquals(Result.INVALID_ARGUMENT, client.publish(topic, null, 0, 1, 1, false));
        assertEquals(Result.INVALID_ARGUMENT, will.updateMessage(null, 0, 0));
    }

    @Test
    void anAddressIsAnAddressAndAGatewayHasOneOctet() {
        assertEquals(Result.INVALID_ARGUMENT, discovery.add(1, null, 0, 0));
        assertEquals(Result.INVALID_ARGUMENT, discovery.add(256, bytes, 0, 6));
        assertEquals(Result.INVALID_ARGUMENT, discovery.add(1, new byte[20], 0, 19));
        assertEquals(Result.OK, discovery.add(1, bytes, 0, 0));
    }

    @Test
    void aListOfSubscriptionsIsTheOneThatTheConnectionBeganWith() {
        Subscriptions list = new Subscriptions(20);
        list.add(new TopicFilter("a"), 0, 0);
        list.add(new TopicFilter("b"), 1, 0);
        stage.options.clientId = new Utf8String("n");
        stage.options.subscriptions = list;
        discovery.add(1, SnStage.GATEWAY, 0, SnStage.GATEWAY.length);
        assertEquals(Result.OK, client.connect(stage.options));
        stage.settle();
        stage.receive(Bytes.of("03 05 00"));
        stage.options.subscriptions = null; // for the next connection
        stage.take();
        stage.receive(Bytes.of("08 13 00 0007 0001 00"));
        assertEquals(List.of("* subscribed 0 OK 00", "> 061220000262"), stage.take());
    }
}
