package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.hal.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transparent line: it opens in silence, and a lost byte breaks it. */
class SerialTransportTest {
    private final FakeUart line = new FakeUart(64);
    private final FakeClock clock = new FakeClock();
    private final SerialTransport transport = new SerialTransport(line, clock, 20);
    private final byte[] buffer = new byte[16];

    @BeforeEach
    void start() {
        clock.now = Integer.MAX_VALUE - 5;
    }

    private void opens() {
        assertEquals(0, transport.open());
        clock.now += 20;
        assertEquals(1, transport.open());
    }

    @Test
    void opensWhenTheLineWasSilentForAsLongAsItWasTold() {
        assertEquals(0, transport.open());
        clock.now += 19;
        assertEquals(0, transport.open());
        clock.now += 1;
        assertEquals(1, transport.open());
    }

    @Test
    void theRestOfAnEarlierConnectionIsDroppedAndDelaysTheOpening() {
        line.give("the rest of an earlier connection");
        assertEquals(0, transport.open());
        clock.now += 15;
        line.give("of it");
        for (int i = 0; i < 4; i++) { // in pieces of 16 bytes
            assertEquals(0, transport.open());
        }
        clock.now += 19;
        assertEquals(0, transport.open());
        clock.now += 1;
        assertEquals(1, transport.open());
        assertEquals(0, transport.read(buffer, 0, 16));
    }

    @Test
    void withoutSilenceItOpensAtOnce() {
        assertEquals(1, new SerialTransport(line, clock, 0).open());
    }

    @Test
    void theLongestSilenceIsWaitedForWithoutOverflow() {
        SerialTransport patient = new SerialTransport(line, clock, Integer.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            assertEquals(0, patient.open());
            clock.now += 20_000_000;
        }
        clock.now += Integer.MAX_VALUE - 2_000_000_000;
        assertEquals(1, patient.open());
    }

    @Test
    void bytesPassUnchangedBothWays() {
        opens();
        line.give("\0\r\n+IPD,5:\u00ff");
        assertEquals(11, transport.read(buffer, 2, 14));
        assertEquals('\r', buffer[3]);
        assertEquals(-1, buffer[12]);
        assertEquals(0, transport.read(buffer, 0, 16));
        assertEquals(3, transport.write(new byte[] {9, 'a', 'b', 'c'}, 1, 3));
        assertEquals("abc", line.takeAll());
    }

    @Test
    void aLineThatTakesFewerBytesSaysSo() {
        opens();
        line.most = 2;
        assertEquals(2, transport.write(new byte[5], 0, 5));
        line.most = 0;
        assertEquals(0, transport.write(new byte[5], 0, 5));
    }

    @Test
    void aLostByteBreaksTheStream() {
        opens();
        for (int i = 0; i < 65; i++) {
            line.give(i);
        }
        assertEquals(Transport.BROKEN, transport.read(buffer, 0, 16));
    }

    @Test
    void whatWasLostBeforeTheOpeningDoesNotMatter() {
        for (int i = 0; i < 100; i++) {
            line.give(i);
        }
        for (int i = 0; i < 5; i++) { // the first only starts
            assertEquals(0, transport.open());
        }
        clock.now += 20;
        assertEquals(1, transport.open());
        assertEquals(0, transport.read(buffer, 0, 16));
    }

    @Test
    void afterCloseItOpensAnew() {
        opens();
        transport.close();
        transport.close();
        line.give("x");
        assertEquals(0, transport.open());
        assertEquals(0, transport.open());
        clock.now += 20;
        assertEquals(1, transport.open());
        assertEquals(0, transport.read(buffer, 0, 16));
    }

    @Test
    void theBridgeAloneKnowsWhereTo() {
        assertEquals(0, transport.endpoint(null, 0, 0, 0));
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(new byte[] {'a'}, 0, 1, 1883));
    }
}
