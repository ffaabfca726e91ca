package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.api.Test;

class RepliesTest {
    @Test
    void repliesLeaveInTheOrderInWhichTheyCameWhole() {
        Random random = new Random(1);
        Replies replies = new Replies();
        Deque<int[]> model = new ArrayDeque<>();
        for (int i = 0; i < 1000; i++) {
            if (random.nextBoolean() && !replies.isFull()) {
                int[] reply = {random.nextBoolean() ? PacketType.PUBREL : PacketType.PUBCOMP, 1 + random.nextInt(65535),
                    random.nextBoolean() ? 0 : 0x92};
                replies.add(reply[0], reply[1], reply[2]);
                model.add(reply);
            } else if (!model.isEmpty()) {
                int[] reply = model.remove();
                assertEquals(reply[0], replies.packetType());
                assertEquals(reply[1], replies.packetId());
                assertEquals(reply[2], replies.reasonCode());
                replies.written();
            }
            assertEquals(model.size(), replies.count());
            assertEquals(model.isEmpty(), replies.isEmpty());
            assertEquals(model.size() == 8, replies.isFull());
        }
        replies.clear();
        assertTrue(replies.isEmpty());
    }
}
