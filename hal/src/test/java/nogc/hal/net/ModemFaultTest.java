package nogc.hal.net;

import static nogc.hal.net.EspAtModem.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a board and its modem: a code in bounded time, and a way back. */
class ModemFaultTest {
    private static final byte[] HELLO = bytes("hello, modem");

    private static void assertWorks(Board board) {
        assertEquals(HELLO.length, board.write(HELLO));
        assertTrue(board.got.toString().endsWith("hello, modem"), board.got.toString());
        board.serverSends(HELLO);
        assertArrayEquals(HELLO, board.read(HELLO.length));
    }

    private static void assertReopens(Board board) {
        board.transport.close();
        board.opens();
        assertWorks(board);
    }

    @Test
    void noiseBeforeTheFirstAnswerIsOverheard() {
        Board board = new Board();
        board.modem.noise("\u0000\u00ff\u00fe~~+IPD,9:OK\r\nOK\r\nCONNECT\r\n+CIPRECVDATA:500,");
        board.build(null).opens();
        assertWorks(board);
    }

    @Test
    void aLineThatNeverRestsIsSpokenToAllTheSame() {
        Board board = new Board().build(null);
        for (int i = 0; i < 3500; i++) {
            board.modem.noise("~\r\n");
            assertEquals(0, board.transport.open());
            board.step();
        }
        assertTrue(board.modem.commands.toString().contains("ATE0") || board.line.sent() > 0);
        board.opens();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void aBusyModemIsToldAgain(int times) {
        for (int at = 0; at < 8; at++) { // before each of the commands
            Board board = new Board().build(null);
            while (board.modem.commands.size() < at) {
                assertEquals(0, board.transport.open());
                board.step();
            }
            board.modem.busy = times;
            board.opens();
            board.modem.busy = times;
            assertWorks(board);
        }
    }

    @Test
    void aModemThatIsStillJoiningIsWaitedFor() {
        Board board = new Board().build(null);
        board.modem.joinTime = 14_000;
        while (!board.modem.commands.toString().contains("CWJAP")) {
            assertEquals(0, board.transport.open());
            board.step();
        }
        board.transport.close(); // the client lost its patience
        board.opens();
        assertWorks(board);
    }

    @Test
    void messagesBetweenCommandAndAnswerDisturbNothing() {
        Board board = new Board().build(null);
        String messages = "WIFI CONNECTED\r\nWIFI GOT IP\r\n+STA_CONNECTED:\"a\"\r\n\r\n+TIME_UPDATED\r\n"
                + "smartconfig type:1\r\n"
                + "a line that is far longer than the reader keeps, and full of , and : and > and OK\r\n";
        List<String> seen = new ArrayList<>();
        int result;
        do {
            if (!seen.equals(board.modem.commands)) {
                seen = new ArrayList<>(board.modem.commands);
                board.modem.interleaved = messages;
            }
            result = board.transport.open();
            board.step();
        } while (result == 0);
        assertEquals(1, result);
        board.modem.interleaved = messages;
        assertWorks(board);
    }

    @Test
    void eachAnswerOfTheWrongAccessPointIsNamed() {
        assertJoinFails(ModemTransport.NO_ACCESS_POINT, board -> board.modem.accessPoint = "other");
        assertJoinFails(ModemTransport.WRONG_PASSWORD, board -> board.modem.password = "other");
        assertJoinFails(ModemTransport.SILENT, board -> board.modem.joinTime = 25_000);
    }

    private static void assertJoinFails(int cause, java.util.function.Consumer<Board> fault) {
        Board board = new Board().build(null);
        fault.accept(board);
        assertEquals(Transport.UNREACHABLE, board.tryOpen());
        assertEquals(cause, board.transport.cause());
        board.transport.close();
        board.modem.accessPoint = "net";
        board.modem.password = "secret";
        board.modem.joinTime = 1000;
        board.opens();
        assertEquals(ModemTransport.NONE, board.transport.cause());
    }

    @ParameterizedTest
    @CsvSource({"1, -68", "2, -66"})
    void aServerThatCannotBeHadHasItsCode(int connectResult, int code) {
        Board board = new Board().build(null);
        board.connectResult = connectResult;
        assertEquals(code, board.tryOpen());
        assertEquals(ModemTransport.NO_CONNECTION, board.transport.cause());
        board.transport.close();
        board.connectResult = 0;
        board.modem.commands.clear();
        board.opens();
        assertFalse(board.modem.commands.toString().contains("CWJAP"), "joined it was, said AT+CIPSTATUS");
    }

    @Test
    void aConnectionThatTakesTooLongHasItsCode() {
        Board board = new Board().build(null);
        board.modem.connectTime = 40_000;
        assertEquals(Transport.UNREACHABLE, board.tryOpen());
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        board.modem.connectTime = 100;
        board.transport.close();
        board.pass(20_000); // and then it came after all
        board.opens();
        assertWorks(board);
    }

    @Test
    void aConnectionOfAnEarlierLifeIsClosed() {
        Board board = Board.ready();
        board.build(null); // the board was reset, the modem was not
        board.opens();
        assertEquals(2, board.connections);
        assertWorks(board);
    }

    @Test
    void alreadyConnectedIsClosedAndConnectedAnew() {
        Board board = Board.ready();
        board.transport.close();
        board.line.takeAll(); // close() is lost
        board.line.vanishAt = board.line.sent() + 3; // and so is the next AT+CIPCLOSE
        board.opens();
        assertTrue(board.modem.commands.toString().contains("AT+CIPSTART=\"TCP\",\"broker.example\",1883, AT+CIPCLOSE, "
                + "AT+CIPSTART"), board.modem.commands.toString());
        assertWorks(board);
    }

    @Test
    void aSilentModemIsResetAndThenGivenUp() {
        Board board = new Board().build(null);
        board.modem.dead = true;
        assertEquals(Transport.BROKEN, board.tryOpen());
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        assertTrue(board.line.takeAll().isEmpty());
        board.modem.dead = false;
        assertReopens(board);
    }

    @Test
    void aWedgedModemIsResetByItsPin() {
        Board board = new Board();
        List<Boolean> pin = new ArrayList<>();
        board.build(down -> {
            pin.add(down);
            if (!down) {
                board.modem.reboot();
            }
        });
        board.modem.dead = true;
        board.opens();
        assertEquals(List.of(true, false), pin);
        assertWorks(board);
        board.modem.dead = true;
        assertEquals(Transport.BROKEN, board.readCode(), "the probe finds out");
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        assertReopens(board);
        assertEquals(4, pin.size());
    }

    @Test
    void aModemThatAnswersNothingButResetIsResetByCommand() {
        Board board = new Board().build(null);
        board.modem.noise("\r\n");
        board.modem.busy = 1000;
        while (board.modem.boots == 0) {
            assertEquals(0, board.transport.open());
            if (board.modem.commands.contains("AT+RST")) {
                board.modem.busy = 0;
            }
            board.step();
        }
        board.opens();
        assertWorks(board);
    }

    @Test
    void theModemRebootsInTheOpenStream() {
        Board board = Board.ready();
        board.modem.reboot();
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.REBOOTED, board.transport.cause());
        board.modem.commands.clear();
        assertReopens(board);
        assertTrue(board.modem.commands.contains("AT+CIPRECVMODE=1"), "it was told everything anew");
    }

    @Test
    void aRebootThatNobodyHeardIsSeenByTheEcho() {
        Board board = Board.ready();
        board.modem.reboot();
        forgetWhatIsSaid(board, 1000);
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.REBOOTED, board.transport.cause());
        assertReopens(board);
    }

    @Test
    void aRebootBetweenTwoConnectionsThatNobodyHeardIsSeenByTheEcho() {
        Board board = Board.ready();
        board.transport.close();
        board.modem.reboot();
        forgetWhatIsSaid(board, 1000);
        board.opens();
        assertWorks(board);
    }

    /** The modem speaks, but the line is not connected. */
    private static void forgetWhatIsSaid(Board board, int millis) {
        byte[] unheard = new byte[100];
        for (int i = 0; i < millis; i++) {
            board.pass(1);
            board.line.read(unheard, 0, 100);
        }
    }

    @Test
    void theModemDiesAtEachMomentOfTheOpening() {
        int length = millisToOpen();
        for (int at = 0; at < length; at += 23) {
            Board board = new Board().build(null);
            board.modem.joinTime = 300;
            for (int i = 0; i < at; i++) {
                board.transport.open();
                board.step();
            }
            board.modem.dead = true;
            assertTrue(board.tryOpen() < 0, "after " + at + " ms");
            assertEquals(ModemTransport.SILENT, board.transport.cause());
            board.modem.dead = false;
            assertReopens(board);
        }
    }

    @Test
    void theModemRebootsAtEachMomentOfTheOpening() {
        int length = millisToOpen();
        for (int at = 0; at < length; at += 7) {
            Board board = new Board().build(null);
            board.modem.joinTime = 300;
            for (int i = 0; i < at; i++) {
                board.transport.open();
                board.step();
            }
            board.modem.reboot();
            int result = board.tryOpen();
            if (result != 1) {
                board.transport.close();
                board.opens();
            }
            assertWorks(board);
        }
    }

    private static int millisToOpen() {
        Board board = new Board().build(null);
        board.modem.joinTime = 300;
        int before = board.clock.now;
        board.opens();
        return board.clock.now - before;
    }

    @Test
    void aModemThatRebootsForEverIsGivenUp() {
        Board board = new Board().build(null);
        int result = 0;
        for (int i = 0; result == 0; i++) {
            if (i % 1500 == 1400) {
                board.modem.reboot();
            }
            board.modem.joinTime = 5000;
            result = board.transport.open();
            board.step();
            assertTrue(i < 60_000);
        }
        assertEquals(Transport.BROKEN, result);
        assertEquals(ModemTransport.REBOOTED, board.transport.cause());
    }

    @Test
    void theAccessPointIsLostAndJoinedAgain() {
        Board board = Board.ready();
        board.modem.commands.clear();
        board.modem.loseAccessPoint();
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.ACCESS_POINT_LOST, board.transport.cause());
        assertReopens(board);
        assertTrue(board.modem.commands.toString().contains("CWJAP"));
    }

    @Test
    void theAccessPointIsLostWhileNobodyListens() {
        Board board = Board.ready();
        board.transport.close();
        board.pass(50);
        board.modem.loseAccessPoint();
        board.pass(50);
        board.modem.commands.clear();
        board.opens();
        assertTrue(board.modem.commands.toString().contains("CWJAP"));
        assertWorks(board);
    }

    @Test
    void theAccessPointIsLostAndNobodyHearsOfIt() {
        Board board = Board.ready();
        board.transport.close();
        board.pass(50);
        board.modem.loseAccessPoint();
        forgetWhatIsSaid(board, 50);
        assertEquals(Transport.UNREACHABLE, board.tryOpen());
        assertReopens(board);
    }

    @Test
    void aFailedSendBreaksTheStream() {
        Board board = Board.ready();
        board.modem.failSend = true;
        assertEquals(Transport.BROKEN, board.write(HELLO));
        assertEquals(0, board.got.size());
        board.transport.close();
        assertReopens(board);
    }

    @Test
    void aLostPromptEndsInACodeAndIsCancelled() {
        Board board = Board.ready();
        board.modem.loseNextPrompt = true;
        assertEquals(Transport.BROKEN, board.write(HELLO));
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        assertTrue(board.modem.isTakingPayload());
        board.transport.close();
        board.opens();
        assertWorks(board);
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
            assertWorks(board);
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
            assertReopens(board);
        }
    }

    @Test
    void anOverrunOfTheReceiverBreaksTheStream() {
        Board board = Board.ready();
        board.modem.noise("~".repeat(400) + "\r\n");
        board.pass(50);
        assertEquals(Transport.BROKEN, board.readCode());
        assertEquals(ModemTransport.BYTES_LOST, board.transport.cause());
        assertReopens(board);
    }

    @Test
    void eachByteLostOnTheWayToTheModemIsSurvived() {
        Board whole = Board.ready();
        int opening = whole.line.sent();
        assertWorks(whole);
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
                int sent = board.write(HELLO);
                assertTrue(sent == Transport.BROKEN || board.got.toString().equals("hello, modem"),
                        "byte " + at + ": " + sent + ", but the server got '" + board.got + "'");
                assertTrue("hello, modem".startsWith(board.got.toString()));
            }
            board.line.vanishAt = -1;
            assertReopens(board);
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
        assertWorks(board);
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

    @Test
    void anotherModemThatRefusesWhatEachKnowsIsNamed() {
        Board board = new Board().build(null);
        int result = 0;
        for (int i = 0; result == 0; i++) {
            String heard = board.line.takeAll();
            if (heard.contains("ATE0") || heard.contains("CIPCLOSE")) {
                board.line.give("\r\nOK\r\n");
            } else if (heard.contains("AT+")) {
                board.line.give("\r\nERROR\r\n");
            }
            board.clock.now++;
            result = board.transport.open();
            assertTrue(i < 60_000);
        }
        assertEquals(Transport.BROKEN, result);
        assertEquals(ModemTransport.COMMAND_REFUSED, board.transport.cause());
    }

    @Test
    void aFirmwareWithoutTlsIsInsecure() {
        Board board = new Board();
        board.options.security = ModemOptions.TLS_SERVER_VERIFIED;
        board.build(null);
        int result = 0;
        while (result == 0) {
            String heard = board.line.takeAll();
            if (heard.contains("CIPSSLCCONF")) {
                board.line.give("\r\nERROR\r\n");
            } else if (heard.contains("AT")) {
                board.line.give("\r\nOK\r\n");
            }
            board.clock.now++;
            result = board.transport.open();
        }
        assertEquals(Transport.INSECURE, result);
        assertEquals(ModemTransport.COMMAND_REFUSED, board.transport.cause());
    }
}
