package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nogc.hal.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The open WebSocket: a stream to its user, frames to the server. */
class WebSocketTransportTest {
    private final MemoryStream stream = new MemoryStream();
    private WebSocketServer server = new WebSocketServer(stream);
    private final Random random = new Random(1);
    private final WebSocketOptions options = new WebSocketOptions();
    private final byte[] buffer = new byte[70000];
    private WebSocketTransport transport;

    @BeforeEach
    void open() {
        open(256, 256);
    }

    private void open(int receiveBuffer, int transmitBuffer) {
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        options.receiveBuffer = receiveBuffer;
        options.transmitBuffer = transmitBuffer;
        stream.clear();
        stream.room = Integer.MAX_VALUE;
        stream.mostIn = Integer.MAX_VALUE;
        stream.writeResult = 0;
        server = new WebSocketServer(stream);
        transport = new WebSocketTransport(stream, random::nextInt, options);
        server.open(transport);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Reads until nothing comes. */
    private byte[] readAll(int most) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = transport.read(buffer, 0, most);
        while (count > 0 || stream.waiting() > 0) {
            all.write(buffer, 0, count);
            count = transport.read(buffer, 0, most);
        }
        return all.toByteArray();
    }

    private int read() {
        return transport.read(buffer, 0, buffer.length);
    }

    private static byte[] close(int code, String reason) {
        byte[] payload = ("  " + reason).getBytes(StandardCharsets.UTF_8);
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        return WebSocketServer.frame(true, 8, payload);
    }

    private static byte[] ping(String text) {
        return WebSocketServer.frame(true, 9, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsWrittenArrivesMaskedInFramesNoLongerThanTheBuffer() {
        byte[] sent = bytes(1000);
        assertEquals(1000, transport.write(sent, 0, 1000));
        assertArrayEquals(sent, server.takeData());
        assertEquals(List.of(256, 256, 256, 232), server.lengths());
        assertEquals(0, server.sameMasks());
    }

    @Test
    void everyLengthOfFrameArrives() {
        open(256, 65535);
        for (int length : new int[] {1, 2, 3, 4, 5, 124, 125, 126, 127, 65534, 65535}) {
            byte[] sent = bytes(length + 2);
            assertEquals(length, transport.write(sent, 1, length));
            assertArrayEquals(Arrays.copyOfRange(sent, 1, length + 1), server.takeData());
        }
    }

    @Test
    void bytesCountOnceTheyHaveLeft() {
        byte[] sent = bytes(10);
        stream.room = 5; // of the header, which has 6
        assertEquals(0, transport.write(sent, 0, 10));
        stream.room = 4;
        assertEquals(3, transport.write(sent, 0, 10));
        stream.room = 100;
        assertEquals(7, transport.write(sent, 3, 7));
        assertArrayEquals(sent, server.takeData());
    }

    @Test
    void anyRoomAndAnyOfferGiveTheSameStream() {
        for (int round = 0; round < 200; round++) {
            open(256, 32 + random.nextInt(300));
            byte[] sent = bytes(2000);
            ByteArrayOutputStream arrived = new ByteArrayOutputStream();
            int position = 0;
            int offered = 1;
            while (position < sent.length) {
                stream.room = random.nextInt(100);
                offered = Math.min(offered + random.nextInt(50), sent.length - position); // never fewer than before
                int count = transport.write(sent, position, offered);
                assertTrue(count >= 0 && count <= offered);
                position += count;
                offered = Math.max(offered - count, 1);
                arrived.writeBytes(server.takeData());
            }
            assertArrayEquals(sent, arrived.toByteArray(), "round " + round);
        }
    }

    @Test
    void frameBordersMeanNothingToTheReader() {
        byte[] sent = bytes(3000);
        for (int readAhead : new int[] {16, 100, 256, 5000}) {
            for (int most : new int[] {1, 7, 128, 256, 5000}) {
                open(readAhead, 256);
                for (int at = 0; at < sent.length;) {
                    int length = Math.min(random.nextInt(400), sent.length - at);
                    boolean more = random.nextBoolean() && length < sent.length - at;
                    stream.give(WebSocketServer.frame(!more, 2, Arrays.copyOfRange(sent, at, at + length)));
                    at += length;
                    while (more) {
                        stream.give(ping(""));
                        length = Math.min(random.nextInt(50), sent.length - at);
                        more = random.nextBoolean();
                        stream.give(WebSocketServer.frame(!more, 0, Arrays.copyOfRange(sent, at, at + length)));
                        at += length;
                    }
                }
                stream.mostIn = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(60);
                assertArrayEquals(sent, readAll(most), readAhead + " ahead, " + most + " at once");
            }
        }
    }

    @Test
    void aReadThatIsNotFilledHasLeftNothingInside() {
        for (int readAhead : new int[] {16, 64, 256, 1024}) {
            for (int length = 0; length < 1500; length += 13) {
                open(readAhead, 256);
                stream.give(WebSocketServer.frame(false, 2, bytes(length)));
                stream.give(ping("x"));
                stream.give(WebSocketServer.frame(true, 0, bytes(40)));
                assertEquals(length + 40, transport.read(buffer, 0, 2000));
                assertEquals(0, stream.waiting(), length + " bytes, " + readAhead + " ahead");
            }
        }
    }

    @Test
    void aFrameCutAtAnyByteIsTheSame() {
        byte[] sent = bytes(300);
        for (int cut = 0; cut < 340; cut++) {
            open();
            stream.give(WebSocketServer.frame(false, 2, Arrays.copyOf(sent, 130)));
            stream.give(ping("hello"));
            stream.give(WebSocketServer.frame(true, 0, Arrays.copyOfRange(sent, 130, 300)));
            stream.give(close(1000, "bye"));
            stream.pauseAfter(cut);
            int moved = 0;
            int result = 0;
            for (int i = 0; i < 10 && result >= 0; i++) {
                moved += result;
                result = transport.read(buffer, moved, 400);
            }
            assertEquals(Transport.END_OF_STREAM, result, "cut at " + cut);
            assertArrayEquals(sent, Arrays.copyOf(buffer, moved), "cut at " + cut);
            assertEquals(List.of("pong hello", "close 1000"), server.takeControls(), "cut at " + cut);
        }
    }

    @Test
    void aPingIsAnsweredWithItsContent() {
        stream.give(ping("x".repeat(125)));
        assertEquals(0, read());
        assertEquals(List.of("pong " + "x".repeat(125)), server.takeControls());
        stream.give(ping(""));
        assertEquals(0, read());
        assertEquals(List.of("pong "), server.takeControls());
    }

    @Test
    void anUnaskedPongMeansNothing() {
        stream.give(WebSocketServer.frame(true, 10, new byte[] {1, 2}));
        assertEquals(0, read());
        assertEquals(List.of(), server.takeControls());
    }

    @Test
    void ofManyPingsWithoutRoomTheLastIsAnswered() {
        stream.room = 0;
        stream.give(ping("a"));
        assertEquals(0, read());
        assertTrue(transport.wantsRoom());
        stream.give(ping("b"));
        stream.give(ping("c"));
        assertEquals(0, read());
        stream.room = 1000;
        assertFalse(transport.wantsRoom());
        assertEquals(List.of("pong a", "pong c"), server.takeControls()); // the first was under way
    }

    @Test
    void aPingWithinAHalfWrittenFrameIsAnsweredBehindIt() {
        byte[] sent = bytes(20);
        stream.room = 10;
        assertEquals(4, transport.write(sent, 0, 20));
        stream.give(ping("p"));
        assertEquals(0, read());
        assertTrue(transport.wantsRoom());
        stream.room = 1000;
        assertEquals(16, transport.write(sent, 4, 16));
        assertFalse(transport.wantsRoom());
        assertArrayEquals(sent, server.takeData());
        assertEquals(List.of("pong p"), server.takeControls());
    }

    @Test
    void aFloodOfPingsEndsTheCall() {
        for (int i = 0; i < 900; i++) {
            stream.give(ping("x".repeat(125)));
        }
        assertEquals(0, read());
        assertTrue(stream.waiting() > 50000, stream.waiting() + " left");
        for (int i = 0; i < 3; i++) {
            assertTrue(transport.wantsRead());
            assertEquals(0, read());
        }
        assertEquals(0, stream.waiting());
        assertFalse(transport.wantsRead());
        server.send(bytes(60));
        assertEquals(50, transport.read(buffer, 0, 50));
        assertFalse(transport.wantsRead(), "whose read filled its space knows");
    }

    @Test
    void theServersGoodbyeIsAnsweredAndItsCodeTold() {
        int[][] codes = {{1000, Transport.END_OF_STREAM}, {1001, Transport.END_OF_STREAM},
            {1002, WebSocketTransport.CLOSED}, {1003, WebSocketTransport.CLOSED}, {1008, WebSocketTransport.CLOSED},
            {1011, WebSocketTransport.CLOSED}, {3000, WebSocketTransport.CLOSED}, {4999, WebSocketTransport.CLOSED}};
        for (int[] code : codes) {
            open();
            server.send(new byte[] {7});
            stream.give(close(code[0], "because"));
            assertFalse(transport.wantsRead());
            assertEquals(1, read(), "what came before counts");
            assertTrue(transport.wantsRead());
            assertEquals(code[1], read());
            assertEquals(code[1], read());
            assertEquals(code[1], transport.write(buffer, 0, 1));
            assertEquals(code[0], transport.closeCode());
            assertEquals(List.of("close " + code[0]), server.takeControls());
            transport.close();
            assertEquals(0, stream.take().length, "one goodbye");
        }
        open();
        stream.give(WebSocketServer.frame(true, 8, new byte[0]));
        assertEquals(Transport.END_OF_STREAM, read());
        assertEquals(1005, transport.closeCode());
        assertEquals(List.of("close"), server.takeControls());
    }

    @Test
    void weSayGoodbyeWhenWeClose() {
        transport.close();
        assertEquals(List.of("close 1000"), server.takeControls());
        assertEquals(1, stream.closed);
        transport.close();
        assertEquals(0, stream.take().length);
        server.open(transport);
        stream.room = 8;
        assertEquals(2, transport.write(buffer, 0, 10));
        transport.close(); // in the middle of a frame there is no goodbye
        assertEquals(8, stream.take().length);
    }

    @Test
    void afterACloseItOpensAnew() {
        server.send(bytes(3));
        stream.give(WebSocketServer.frame(false, 2, bytes(3)));
        read();
        stream.room = 7;
        transport.write(buffer, 0, 9);
        transport.close();
        stream.clear();
        stream.room = 10000;
        server = new WebSocketServer(stream);
        server.open(transport);
        server.send(new byte[] {1});
        assertEquals(1, read());
        assertEquals(1, transport.write(new byte[] {3}, 0, 1));
        assertArrayEquals(new byte[] {3}, server.takeData());
    }

    @Test
    void aStreamThatBreaksIsTold() {
        stream.end = Transport.BROKEN;
        server.send(bytes(5));
        assertEquals(5, read());
        assertEquals(Transport.BROKEN, read());
        assertEquals(0, transport.closeCode());
        open();
        stream.writeResult = Transport.BROKEN;
        assertEquals(Transport.BROKEN, transport.write(buffer, 0, 1));
        assertEquals(Transport.BROKEN, read());
        assertFalse(transport.wantsRoom());
        open();
        stream.writeResult = Transport.BROKEN;
        stream.give(ping("x"));
        assertEquals(Transport.BROKEN, read(), "the pong could not leave");
    }
}
