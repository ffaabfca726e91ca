package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceEntropyTest {
    @Test
    void devicesThatStartTogetherDiffer() {
        Set<Integer> first = new HashSet<>();
        for (int device = 0; device < 50; device++) {
            first.add(new DeviceEntropy("same").next());
        }
        assertEquals(50, first.size());
    }

    @Test
    void everyBitMoves() {
        DeviceEntropy entropy = new DeviceEntropy("device");
        int ones = 0;
        int zeros = 0;
        for (int i = 0; i < 100; i++) {
            int value = entropy.next();
            ones |= value;
            zeros |= ~value;
        }
        assertEquals(-1, ones & zeros);
    }
}
