package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The line that the other tests stand on keeps to the contract of Uart. */
class FakeUartTest {
    private final FakeUart line = new FakeUart(4);
    private final byte[] buffer = new byte[8];

    @Test
    void givesNothingWhereNothingCame() {
        assertEquals(0, line.read(buffer, 0, 8));
    }

    @Test
    void fillsTheGivenPlaceAndNoMore() {
        line.give("abc");
        assertEquals(2, line.read(buffer, 3, 2));
        assertArrayEquals(new byte[] {0, 0, 0, 'a', 'b', 0, 0, 0}, buffer);
        assertEquals(1, line.read(buffer, 0, 8));
    }

    @Test
    void losesWhatFindsNoRoomAndCountsItOnce() {
        line.give("abcdef");
        assertEquals(2, line.lost());
        assertEquals(0, line.lost());
        assertEquals(4, line.read(buffer, 0, 8));
        line.give("gh");
        assertEquals(2, line.read(buffer, 0, 8));
        assertEquals('h', buffer[1]);
    }

    @Test
    void pausesOnceWhereItIsTold() {
        line.pauseAt = 2;
        line.give("abc");
        assertEquals(2, line.read(buffer, 0, 8));
        assertEquals(1, line.read(buffer, 0, 8));
    }

    @Test
    void takesOnlySoMuchAndLosesTheByteItIsToldTo() {
        line.most = 2;
        line.vanishAt = 1;
        assertEquals(2, line.write(new byte[] {'a', 'b', 'c'}, 0, 3));
        assertEquals(1, line.write(new byte[] {'c'}, 0, 1));
        assertEquals("ac", line.takeAll());
    }
}
