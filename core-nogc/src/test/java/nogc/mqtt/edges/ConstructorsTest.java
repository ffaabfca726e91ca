package nogc.mqtt.edges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.hal.FlashRegion;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.memory.IdleBoard;
import nogc.mqtt.request.Replies;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnForwarder;
import nogc.mqtt.store.NorFlash;
import org.junit.jupiter.api.Test;

/** A constructor that is given a bad size says which one, and what it may be. */
class ConstructorsTest {
    @Test
    void whateverSizeAConstructorRefusesItNames() {
        IdleBoard board = new IdleBoard();
        Replies replies = new Replies() {
            @Override
            public void onReply(int handle, int tag, Message reply) {
                throw new AssertionError("nobody asked");
            }

            @Override
            public void onNoReply(int handle, int tag, int result, int reasonCode) {
                throw new AssertionError("nobody asked");
            }
        };
        ConstructorSweep sweep = new ConstructorSweep()
                .usually("Protocol", new Mqtt5())
                .usually("Topic", new Topic("topic"))
                .usually("Replies", replies)
                .usually("Client", new Client(new Config(), new Mqtt5(), board, board, board, new Listener() { }))
                .usually(FlashRegion.class.getSimpleName(), new NorFlash(4, 512, 4))
                .usually(int[].class.getSimpleName(), new int[] {0, 1})
                .usually("EndpointList(order)", 0)
                .usually("SnForwarder(offset)", 0)
                .usually("SnTopic(topicIdType)", SnFlags.PREDEFINED)
                .usually("SnForwarder(length)", 2)
                .over("../hal/src/main/java").over("src/main/java");
        assertEquals("", String.join("\n", sweep.faults));
        assertTrue(sweep.tried.containsAll(List.of("Subscriptions(capacity)", "PacketEncoder(capacity)",
                "EndpointList(capacity)", "FlashLog(largestRecord)", "SnForwarder(offset)",
                "SerialTransport(silence)")), sweep.tried.toString());
    }

    @Test
    void anAddressThatIsNotThereIsRefused() {
        assertEquals("nodeId must hold length bytes from offset on",
                assertThrows(IllegalArgumentException.class, () -> new SnForwarder(null, 0, 1)).getMessage());
    }
}
