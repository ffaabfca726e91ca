package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublishRingTest {
    private final PublishRing ring = new PublishRing(4, 8, 8, 8);
    private final Topic topic = new Topic("t/1");
    private final byte[] payload = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private int offer(int tag) {
        return ring.offer(topic, payload, 0, 3, 0, false, null, tag);
    }

    @Test
    void aMessageComesOutAsItWentIn() {
        PropertyWriter properties = new PropertyWriter(8);
        properties.put(Property.MESSAGE_EXPIRY_INTERVAL, 7);
        topic.setAlias(5);
        assertEquals(Result.OK, ring.offer(topic, payload, 1, 8, 2, true, properties, 42));
        PublishRing.Message message = ring.peek();
        assertTrue(message.topic.contentEquals(topic.bytes(), 0, topic.length()));
        assertEquals(5, message.topic.alias());
        assertArrayEquals(Arrays.copyOfRange(payload, 1, 9), Arrays.copyOf(message.payload, message.payloadLength));
        assertEquals(2, message.qos);
        assertTrue(message.retain);
        assertTrue(message.hasProperties);
        assertTrue(message.properties.contains(Property.MESSAGE_EXPIRY_INTERVAL));
        assertEquals(5, message.properties.length());
        assertEquals(42, message.tag);
        assertEquals(0, message.refusal);
    }

    @Test
    void nothingOfAnEarlierMessageStaysInACell() {
        PropertyWriter properties = new PropertyWriter(8);
        properties.put(Property.MESSAGE_EXPIRY_INTERVAL, 7);
        topic.setAlias(5);
        for (int i = 0; i < 4; i++) {
            ring.offer(topic, payload, 0, 8, 2, true, properties, 42);
            ring.release(ring.peek());
        }
        topic.setAlias(0);
        assertEquals(Result.OK, ring.offer(topic, null, 0, 0, 0, false, null, 0));
        PublishRing.Message message = ring.peek();
        assertEquals(0, message.topic.alias());
        assertEquals(0, message.payloadLength);
        assertEquals(0, message.qos);
        assertFalse(message.retain || message.hasProperties);
        assertEquals(0, message.tag);
    }

    @Test
    void theCallerMayReuseItsArraysAtOnce() {
        Topic reused = new Topic(8);
        reused.set("one");
        ring.offer(reused, payload, 0, 1, 0, false, null, 0);
        reused.set("two");
        payload[0] = 99;
        assertTrue(ring.peek().topic.contentEquals(new Topic("one").bytes(), 0, 3));
        assertEquals(1, ring.peek().payload[0]);
    }

    @Test
    void aFullRingSaysSoAndKeepsTheOrder() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) {
                assertEquals(Result.OK, offer(i));
            }
            assertEquals(Result.FULL, offer(4));
            ring.release(ring.peek());
            assertEquals(Result.OK, offer(4));
            for (int i = 1; i < 5; i++) {
                PublishRing.Message message = ring.peek();
                assertEquals(i, message.tag);
                ring.release(message);
            }
            assertNull(ring.peek());
        }
    }

    @Test
    void whatNoCellCanHoldIsRefusedAtOnce() {
        assertEquals(Result.BUFFER_TOO_SMALL, ring.offer(new Topic("123456789"), payload, 0, 1, 0, false, null, 0));
        assertEquals(Result.BUFFER_TOO_SMALL, ring.offer(topic, payload, 0, 9, 0, false, null, 0));
        PropertyWriter properties = new PropertyWriter(20);
        properties.put(Property.MESSAGE_EXPIRY_INTERVAL, 7);
        properties.put(Property.CONTENT_TYPE, payload, 0, 2);
        assertEquals(Result.BUFFER_TOO_SMALL, ring.offer(topic, payload, 0, 1, 0, false, properties, 0));
        assertEquals(Result.INVALID_ARGUMENT, ring.offer(null, payload, 0, 1, 0, false, null, 0));
        assertEquals(Result.INVALID_ARGUMENT, ring.offer(topic, payload, 8, 2, 0, false, null, 0));
        assertEquals(Result.INVALID_ARGUMENT, ring.offer(topic, payload, -1, 2, 0, false, null, 0));
        assertEquals(Result.INVALID_ARGUMENT, ring.offer(topic, payload, 0, -1, 0, false, null, 0));
        assertEquals(Result.INVALID_ARGUMENT, ring.offer(topic, null, 0, 1, 0, false, null, 0));
        assertEquals(Result.INVALID_TOPIC, ring.offer(new Topic(5), payload, 0, 1, 0, false, null, 0));
        assertEquals(Result.INVALID_QOS, ring.offer(topic, payload, 0, 1, 3, false, null, 0));
        assertNull(ring.peek());
    }

    @Test
    void aSizeOutOfRangeIsRefusedByItsName() {
        assertRefused("cells must be a power of two and at least 2, not 3", 3, 8, 8, 0);
        assertRefused("cells must be a power of two and at least 2, not 1", 1, 8, 8, 0);
        assertRefused("cells must be a power of two and at least 2, not 0", 0, 8, 8, 0);
        assertRefused("topicCapacity must be 1 to 65535, not 0", 2, 0, 8, 0);
        assertRefused("topicCapacity must be 1 to 65535, not 65536", 2, 65536, 8, 0);
        assertRefused("payloadCapacity must be 0 or more, not -1", 2, 8, -1, 0);
        assertRefused("propertiesCapacity must be 0 or more, not -2", 2, 8, 8, -2);
    }

    private static void assertRefused(String rule, int cells, int topic, int payload, int properties) {
        Exception refusal = assertThrows(IllegalArgumentException.class,
                () -> new PublishRing(cells, topic, payload, properties));
        assertEquals(rule, refusal.getMessage());
    }

    @Test
    @Timeout(600) // each of them yields at every turn, and on a busy machine others have that one
    void fourThreadsLoseNothingDoubleNothingKeepTheirOrderAndAllocateNothing() throws InterruptedException {
        long allocated = -1;
        for (int attempt = 0; attempt < 5 && allocated != 0; attempt++) { // as Allocation.untilNone
            allocated = passFromFourThreads(100_000);
        }
        assertEquals(0, allocated);
    }

    /** What the four threads allocated together. */
    private long passFromFourThreads(int each) throws InterruptedException {
        Producer[] producers = new Producer[4];
        for (int i = 0; i < producers.length; i++) {
            producers[i] = new Producer(i, each);
            producers[i].start();
        }
        long[] next = new long[producers.length];
        long consumed = 0;
        while (consumed < (long) each * producers.length) {
            PublishRing.Message message = ring.peek();
            if (message == null) {
                Thread.yield();
                continue;
            }
            int producer = message.payload[0];
            assertEquals(next[producer]++, message.tag);
            ring.release(message);
            consumed++;
        }
        long allocated = 0;
        for (Producer producer : producers) {
            producer.join();
            allocated += producer.allocated;
        }
        assertNull(ring.peek());
        return allocated;
    }

    private final class Producer extends Thread {
        private final byte[] message = new byte[8];
        private final Topic own = new Topic("p");
        private final int count;
        private long allocated;

        Producer(int number, int count) {
            message[0] = (byte) number;
            this.count = count;
        }

        @Override
        public void run() {
            long before = 0;
            for (int i = 0; i < count; i++) {
                if (i == 1000) {
                    before = Allocation.bytes();
                }
                while (ring.offer(own, message, 0, 8, 1, false, null, i) == Result.FULL) {
                    Thread.yield();
                }
            }
            allocated = Allocation.bytes() - before;
        }
    }
}
