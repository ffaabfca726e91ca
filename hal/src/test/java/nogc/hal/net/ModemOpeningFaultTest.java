package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong until the stream is open: a code in bounded time, and a way back. */
class ModemOpeningFaultTest {
    @Test
    void noiseBeforeTheFirstAnswerIsOverheard() {
        Board board = new Board();
        board.modem.noise("\u0000\u00ff\u00fe~~+IPD,9:OK\r\nOK\r\nCONNECT\r\n+CIPRECVDATA:500,");
        board.build(null).opens();
        board.works();
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
            board.works();
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
        board.works();
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
        board.works();
    }

    @Test
    void eachAnswerOfTheWrongAccessPointIsNamed() {
        assertJoinFails(ModemTransport.NO_ACCESS_POINT, board -> board.modem.accessPoint = "other");
        assertJoinFails(ModemTransport.WRONG_PASSWORD, board -> board.modem.password = "other");
        assertJoinFails(ModemTransport.SILENT, board -> board.modem.joinTime = 25_000);
    }

    private static void assertJoinFails(int cause, Consumer<Board> fault) {
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
        board.works();
    }

    @Test
    void aConnectionOfAnEarlierLifeIsClosed() {
        Board board = Board.ready();
        board.build(null); // the board was reset, the modem was not
        board.opens();
        assertEquals(2, board.connections);
        board.works();
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
        board.works();
    }

    @Test
    void aSilentModemIsResetAndThenGivenUp() {
        Board board = new Board().build(null);
        board.modem.dead = true;
        assertEquals(Transport.BROKEN, board.tryOpen());
        assertEquals(ModemTransport.SILENT, board.transport.cause());
        assertTrue(board.line.takeAll().isEmpty());
        board.modem.dead = false;
        board.reopens();
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
        board.works();
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
            board.reopens();
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
            board.works();
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
