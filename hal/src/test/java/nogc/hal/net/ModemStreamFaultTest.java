package nogc.hal.net;

import static nogc.hal.net.EspAtModem.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes and answers that are lost in the open stream: noticed, or they do not matter. */
class ModemStreamFaultTest {
    @Test
    void aFailedSendBreaksTheStream() {
        Board board = Board.ready();
        board.modem.failSend = true;
        assertEquals(Transport.BROKEN, board.write(Board.HELLO));
        assertEquals(ModemTransport.NOT_SENT, board.transport.cause(), "known as soon as write says BROKEN");
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.NOT_SENT, board.transport.cause());
        assertEquals(0, board.got.size());
        board.transport.close();
        board.reopens();
        assertEquals(ModemTransport.NONE, board.transport.cause());
    }

    /** "link is not valid", ERROR, and the CLOSED of it before, behind or never. */
    @Test
    void aSendThatTheModemRefusesForItHasNoLinkIsNotSent() {
        for (int lostAt = -1; lostAt < 10; lostAt++) { // CLOSED CR LF lost, whole or in part
            Board board = Board.ready();
            board.pass(5);
            board.modem.endConnection();
            for (int i = 0; i < 8; i++) {
                int next = board.modem.next();
                if (i != lostAt && lostAt < 9) {
                    board.line.give(next);
                }
            }
            int ended = board.write(Board.HELLO);
            assertEquals(Transport.BROKEN, ended, "lost at " + lostAt);
            int cause = board.transport.cause();
            if (lostAt >= 0 && lostAt < 6 || lostAt == 9) { // nobody told it before it asked to send
                assertEquals(ModemTransport.NOT_SENT, cause, "lost at " + lostAt);
            }
            board.reopens();
        }
    }

    /** The connection ends between AT+CIPSEND and SEND OK, whenever: it is known that the chunk may be lost. */
    @Test
    void aConnectionThatClosesAmidASendSaysThatItWasNotSent() {
        int unsent = 0;
        for (int at = 0; at < 40; at++) {
            Board board = Board.ready();
            board.modem.sendTime = 10;
            assertEquals(Board.HELLO.length - 1, board.transport.write(Board.HELLO, 0, Board.HELLO.length));
            for (int i = 0; i < at; i++) {
                board.step();
                board.transport.read(new byte[1], 0, 1);
            }
            board.modem.endConnection();
            assertTrue(board.readCode() < 0);
            boolean left = board.got.toString().equals("hello, modem");
            assertEquals(left ? ModemTransport.NONE : ModemTransport.NOT_SENT, board.transport.cause(), "at " + at);
            unsent += left ? 0 : 1;
            board.reopens();
        }
        assertTrue(unsent > 10 && unsent < 40, unsent + " of 40");
    }

    @Test
    void aLostPromptEndsInACodeAndIsCancelled() {
        Board board = Board.ready();
        board.modem.loseNextPrompt = true;
        assertEquals(Transport.BROKEN, board.write(Board.HELLO));
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        assertTrue(board.modem.isTakingPayload());
        board.transport.close();
        board.opens();
        board.works();
        assertEquals("hello, modem", board.got.toString(), "no command was taken for payload");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, Integer.MAX_VALUE})
    void aStreamDroppedInMidChunkPaysWhatItPromised(int most) {
        for (int at = 0; at < 60; at++) {
            Board board = Board.ready();
            board.line.most = most;
            byte[] chunk = bytes("0123456789".repeat(15));
            board.modem.connectTime = 1;
            board.transport.write(chunk, 0, 150);
            for (int i = 0, last = 0; i < at && last == 0; i++) {
                last = board.transport.write(chunk, 149, 1);
                board.step();
            }
            byte[] first = board.got.toByteArray();
            board.transport.close();
            int closed = board.clock.now;
            while (board.connections < 2) {
                assertTrue(board.clock.now - closed < 1000, "it is given at once");
                first = board.got.size() == 0 ? first : board.got.toByteArray();
                assertEquals(0, board.transport.open());
                board.step();
            }
            String sent = new String(first);
            assertTrue("0123456789".repeat(15).startsWith(sent), "after " + at + " ms the server got " + sent);
            board.opens();
            board.works();
            assertEquals("hello, modem", board.got.toString());
        }
    }

    /** +IPD,150 · +CIPRECVDATA:150,x…x · OK: each byte of it once. */
    @Test
    void eachByteLostOnTheWayToTheBoardIsNoticedOrDoesNotMatter() {
        byte[] data = bytes("x".repeat(150));
        for (int at = 0; at < 184; at++) {
            Board board = Board.ready();
            board.line.loseAt = board.line.given() + at;
            board.serverSends(data);
            byte[] got = board.read(150);
            if (got.length < 150) {
                assertEquals(Transport.BROKEN, board.readCode(), "byte " + at);
            } else {
                assertArrayEquals(data, got, "byte " + at);
            }
            assertTrue(new String(data).startsWith(new String(got)), "byte " + at + ": " + new String(got));
            board.reopens();
        }
    }

    @Test
    void anOverrunOfTheReceiverBreaksTheStream() {
        Board board = Board.ready();
        board.modem.noise("~".repeat(400) + "\r\n");
        board.pass(50);
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.BYTES_LOST, board.transport.cause());
        board.reopens();
    }

    @Test
    void eachByteLostOnTheWayToTheModemIsSurvived() {
        Board whole = Board.ready();
        int opening = whole.line.sent();
        whole.works();
        for (int at = 0; at < whole.line.sent(); at++) {
            Board board = new Board();
            board.line.vanishAt = at;
            board.build(null);
            board.modem.joinTime = 200;
            int result = board.tryOpen();
            if (at >= opening) {
                assertEquals(1, result);
            }
            if (result == 1 && board.endpoint.equals("tcp://broker.example:1883")) {
                int sent = board.write(Board.HELLO);
                assertTrue(sent == Transport.BROKEN || board.got.toString().equals("hello, modem"),
                        "byte " + at + ": " + sent + ", but the server got '" + board.got + "'");
                assertTrue("hello, modem".startsWith(board.got.toString()));
            }
            board.line.vanishAt = -1;
            board.reopens();
        }
    }

    @Test
    void theInputMaySplitAtEveryByte() {
        Board whole = Board.ready();
        exchange(whole);
        for (int at = 0; at < whole.line.taken(); at++) {
            Board board = new Board();
            board.line.pauseAt = at;
            board.build(null).opens();
            exchange(board);
        }
        for (int most = 1; most < 40; most += 3) { // and everywhere at once
            Board board = new Board();
            board.line.most = most;
            board.build(null).opens();
            exchange(board);
        }
    }

    private static void exchange(Board board) {
        board.works();
        byte[] long1 = bytes("long ".repeat(100));
        board.serverSends(long1);
        assertArrayEquals(long1, board.read(500));
        assertEquals(500, board.write(long1));
        board.modem.endConnection();
        assertEquals(Transport.END_OF_STREAM, board.readCode());
    }

    @Test
    void whatStaysBehindAReadNeedsNoAnnouncement() {
        Board board = Board.ready();
        board.modem.forgetsToAnnounce = true;
        int before = board.clock.now;
        board.serverSends(bytes("x".repeat(1500)));
        assertEquals(1500, board.read(1500).length);
        assertTrue(board.clock.now - before < 1000);
    }

    @Test
    void dataThatWasNotAnnouncedIsFoundByTheProbe() {
        Board board = Board.ready();
        board.modem.forgetsToAnnounce = true;
        board.serverSends(bytes("y".repeat(192)));
        board.pass(1);
        assertEquals(0, board.transport.read(new byte[1], 0, 1), "now it asks");
        board.serverSends(bytes("z".repeat(300)));
        assertEquals("y".repeat(192) + "z".repeat(300), new String(board.read(492)));
    }
}
