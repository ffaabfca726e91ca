package nogc.hal.net;

import static nogc.hal.net.EspAtModem.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to an open stream and back, with a modem that does what it should. */
class ModemTransportTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void joinsConnectsAndTellsTheModemNothingItDoesNotKnow() {
        Board board = Board.ready();
        assertEquals(List.of("+++ATE0", "ATE0", "AT+CIPCLOSE", "AT+CWMODE=1", "AT+CIPMUX=0", "AT+CIPRECVMODE=1",
                "AT+CWJAP=\"net\",\"secret\"", "AT+CIPSTART=\"TCP\",\"broker.example\",1883"), board.modem.commands);
        assertEquals("tcp://broker.example:1883", board.endpoint);
        assertEquals(ModemTransport.NONE, board.transport.cause());
    }

    @Test
    void aSecondOpeningOnlyConnects() {
        Board board = Board.ready();
        board.transport.close();
        board.modem.commands.clear();
        board.opens();
        assertEquals(List.of("AT+CIPCLOSE", "AT+CIPCLOSE", "AT+CIPSTART=\"TCP\",\"broker.example\",1883"),
                board.modem.commands, "at once by close, and once more since nobody heard the answer");
        assertEquals(2, board.connections);
    }

    @Test
    void closeTellsTheServerAtOnce() {
        Board board = Board.ready();
        board.transport.close();
        board.pass(20);
        assertFalse(board.open);
        board.transport.close();
        assertEquals(Transport.BROKEN, board.transport.read(new byte[1], 0, 1));
        assertEquals(Transport.BROKEN, board.transport.write(new byte[1], 0, 1));
    }

    @ParameterizedTest
    @EnumSource(EspAtModem.Passive.class)
    void bytesPassBothWaysWithEachKindOfReceiving(EspAtModem.Passive kind) {
        Board board = new Board();
        board.modem.passiveCommand = kind;
        board.build(null).opens();
        byte[] there = random(3000);
        byte[] back = random(2500);
        assertEquals(3000, board.write(there));
        assertArrayEquals(there, board.got.toByteArray());
        if (kind == EspAtModem.Passive.NONE) { // a server that does not flood: nothing holds the modem back
            for (int i = 0; i < back.length; i += 100) {
                byte[] piece = java.util.Arrays.copyOfRange(back, i, i + 100);
                board.serverSends(piece);
                assertArrayEquals(piece, board.read(100));
            }
        } else {
            board.serverSends(back);
            assertArrayEquals(back, board.read(2500));
        }
    }

    @Test
    void payloadThatLooksLikeMessagesOfTheModemIsPayload() {
        byte[] nasty = bytes("\r\nCLOSED\r\n\r\nOK\r\nERROR\r\nready\r\nWIFI DISCONNECT\r\n+IPD,5:hello>\r\n"
                + "SEND FAIL\r\nAT+RST\r\n+++");
        Board board = Board.ready();
        for (int i = 0; i < 20; i++) {
            board.serverSends(nasty);
        }
        byte[] got = board.read(20 * nasty.length);
        assertEquals(20 * nasty.length, got.length);
        for (int i = 0; i < got.length; i++) {
            assertEquals(nasty[i % nasty.length], got[i]);
        }
        assertEquals(nasty.length, board.write(nasty));
        assertArrayEquals(nasty, board.got.toByteArray());
        assertEquals(0, board.modem.boots);
    }

    @Test
    void theModemHoldsTheServerBackWhileNobodyReads() {
        Board board = Board.ready();
        board.serverSends(random(20_000));
        for (int i = 0; i < 3000; i++) {
            board.transport.write(new byte[1], 0, 1); // drives the transport without reading
            board.step();
        }
        assertEquals(0, board.modem.room(), "its window is full");
        assertEquals(0, board.line.lost(), "and the serial line was not flooded");
        assertArrayEquals(random(20_000), board.read(20_000));
    }

    @Test
    void theLastByteCountsWhenTheModemHasTakenTheChunk() {
        Board board = Board.ready();
        board.modem.sendTime = 50;
        byte[] text = bytes("hello");
        assertEquals(4, board.transport.write(text, 0, 5));
        for (int i = 0; i < 40; i++) {
            board.step();
            assertEquals(0, board.transport.write(text, 4, 1));
            assertEquals(0, board.got.size());
        }
        board.pass(50);
        assertEquals(1, board.transport.write(text, 4, 1));
        assertEquals("hello", board.got.toString());
        board.pass(100);
        assertEquals("hello", board.got.toString(), "and it was not sent twice");
    }

    @Test
    void whatIsSentNeedsNoReader() {
        Board board = Board.ready();
        assertEquals(500, board.write(random(500)));
        assertArrayEquals(random(500), board.got.toByteArray());
    }

    @Test
    void theEndOfTheStreamComesAfterItsData() {
        Board board = Board.ready();
        board.serverSends(random(1000));
        board.pass(5);
        board.modem.endConnection();
        assertArrayEquals(random(1000), board.read(1000));
        assertEquals(Transport.END_OF_STREAM, board.readCode());
        assertEquals(Transport.BROKEN, board.transport.write(new byte[5], 0, 5));
        board.transport.close();
        board.opens();
    }

    @Test
    void aServerThatClosesWhileWeSendStillGetsItsLastWordRead() {
        Board board = Board.ready();
        board.modem.sendTime = 30;
        board.transport.write(random(100), 0, 100);
        board.pass(20);
        board.serverSends(bytes("goodbye"));
        board.pass(2);
        board.modem.endConnection();
        assertArrayEquals(bytes("goodbye"), board.read(7));
        assertEquals(Transport.END_OF_STREAM, board.readCode());
    }

    @Test
    void specialCharactersInNamesAndPasswordsArrive() {
        Board board = new Board();
        board.modem.accessPoint = "caf\u00c3\u00a9, \"4\" \\o/";
        board.modem.password = "\\\",\\\\,,\"";
        board.options.accessPoint = bytes(board.modem.accessPoint);
        board.options.password = bytes(board.modem.password);
        board.build(null).opens();
    }

    @Test
    void anOpenAccessPointHasAnEmptyPassword() {
        Board board = new Board();
        board.modem.password = "";
        board.options.password = new byte[0];
        board.build(null).opens();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void tlsIsConfiguredBeforeTheConnection(int security) {
        Board board = new Board();
        board.options.security = security;
        board.build(null).opens();
        assertEquals("ssl://broker.example:1883", board.endpoint);
        int at = board.modem.commands.indexOf("AT+CIPSSLCCONF=" + security + ",0,0");
        assertEquals("AT+CIPSSLCSNI=\"broker.example\"", board.modem.commands.get(at + 1));
        assertEquals(security >= 2, board.modem.commands.contains("AT+CIPSSLCCN=\"broker.example\""));
    }

    @Test
    void anotherEndpointIsFollowedAndLeftAgain() {
        Board board = new Board();
        board.options.security = ModemOptions.TLS_SERVER_VERIFIED;
        board.build(null).opens();
        assertEquals(0, board.transport.endpoint(bytes("x10.0.0.7"), 1, 8, 8883));
        board.transport.close();
        board.modem.commands.clear();
        board.opens();
        assertEquals("ssl://10.0.0.7:8883", board.endpoint);
        assertTrue(board.modem.commands.contains("AT+CIPSSLCCN=\"10.0.0.7\""), "the name is verified anew");
        assertFalse(board.modem.commands.toString().contains("CWJAP"), "but it is still joined");
        assertEquals(0, board.transport.endpoint(null, 0, 0, 0));
        board.transport.close();
        board.opens();
        assertEquals("ssl://broker.example:1883", board.endpoint);
    }

    @Test
    void anEndpointThatCannotStandInACommandIsRefused() {
        ModemTransport transport = new Board().build(null).transport;
        for (String host : new String[] {"", "a\"b", "a,b", "a\\b", "a b", "a\r\nAT+RST", "x".repeat(65)}) {
            assertEquals(Transport.UNSUPPORTED, transport.endpoint(bytes(host), 0, host.length(), 1));
        }
        assertEquals(0, transport.endpoint(bytes("x".repeat(64)), 0, 64, 65535));
    }

    @Test
    void theLongestHostFitsItsCommand() {
        Board board = new Board();
        board.options.accessPoint = bytes("a");
        board.options.password = new byte[0];
        board.modem.accessPoint = "a";
        board.modem.password = "";
        board.build(null);
        board.transport.endpoint(bytes("y".repeat(64)), 0, 64, 65535);
        board.opens();
        assertEquals("tcp://" + "y".repeat(64) + ":65535", board.endpoint);
    }

    @Test
    void anOptionOutOfRangeIsRefusedByItsName() {
        assertRefused("accessPoint", board -> board.options.accessPoint = null);
        assertRefused("accessPoint", board -> board.options.accessPoint = new byte[33]);
        assertRefused("line end", board -> board.options.accessPoint = bytes("a\nb"));
        assertRefused("password", board -> board.options.password = null);
        assertRefused("password", board -> board.options.password = bytes("x".repeat(65)));
        assertRefused("host", board -> board.options.host = null);
        assertRefused("host", board -> board.options.host = bytes("x".repeat(65)));
        assertRefused("port", board -> board.options.port = 0);
        assertRefused("port", board -> board.options.port = 65536);
        assertRefused("security", board -> board.options.security = 4);
        assertRefused("chunk", board -> board.options.chunk = 15);
        assertRefused("chunk", board -> board.options.chunk = 2049);
    }

    private static void assertRefused(String word, java.util.function.Consumer<Board> mistake) {
        Board board = new Board();
        mistake.accept(board);
        String message = assertThrows(IllegalArgumentException.class, () -> board.build(null)).getMessage();
        assertTrue(message.contains(word), message);
    }
}
