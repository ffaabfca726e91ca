package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import nogc.hal.Transport;
import nogc.hal.net.MemoryStream;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketServer;
import nogc.hal.net.WebSocketTransport;

/** Any answer to the hand-shake, any frames: no exception, no hang, good frames of ours, the same however it is cut. */
public final class WebSocketFuzz {
    /** Byte 0: 0 for an answer, 1 for frames behind a good one; 1: bytes read ahead; 2: size of the reads; 3: of pieces. */
    private static final int SETTINGS = 4;
    /** More calls than that for one input and the transport is spinning. */
    private static final int SPINNING = 10_000;

    private WebSocketFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < SETTINGS) {
            return;
        }
        byte[] input = Arrays.copyOfRange(data, SETTINGS, data.length);
        boolean frames = (data[0] & 1) != 0;
        int readAhead = 16 + (data[1] & 0xff);
        String whole = play(input, frames, 512, 512, Integer.MAX_VALUE);
        assertEquals(whole, play(input, frames, readAhead, 1 + (data[2] & 0x7f), 1 + (data[3] & 0x1f)));
        assertEquals(whole, play(input, frames, 16, 1, 1));
    }

    private static String play(byte[] input, boolean frames, int readAhead, int reads, int piece) {
        MemoryStream stream = new MemoryStream(4096);
        WebSocketServer server = new WebSocketServer(stream);
        WebSocketOptions options = new WebSocketOptions();
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        options.receiveBuffer = readAhead;
        WebSocketTransport transport = new WebSocketTransport(stream, () -> 0x01020304, options);
        transport.open();
        String request = server.takeRequest();
        if (frames) {
            stream.give(WebSocketServer.answer(request));
        }
        stream.give(input);
        stream.end = Transport.END_OF_STREAM;
        stream.mostIn = piece;
        int opened = 0;
        for (int calls = 0; opened == 0; calls++) {
            assertTrue(calls < SPINNING, "open spins");
            opened = transport.open();
        }
        String told = "open " + opened + " " + transport.httpStatus();
        return opened < 0 ? told : told + read(transport, reads) + " " + server.takeData().length
                + lastPong(server) + " " + transport.closeCode();
    }

    private static String read(WebSocketTransport transport, int reads) {
        StringBuilder text = new StringBuilder(" ");
        byte[] buffer = new byte[reads];
        int count = 0;
        for (int calls = 0; count >= 0; calls++) {
            assertTrue(calls < SPINNING, "read spins");
            text.append(HexFormat.of().formatHex(buffer, 0, count));
            count = transport.read(buffer, 0, reads);
            assertTrue(count <= reads);
        }
        assertEquals(count, transport.read(buffer, 0, reads), "it says so again");
        return text.append(' ').append(count).toString();
    }

    /** Of several pings at once only the last is answered, so how many pongs there are does depend on the cuts. */
    private static String lastPong(WebSocketServer server) {
        String last = "";
        for (String control : server.takeControls()) {
            last = control.startsWith("pong") || last.isEmpty() ? control : last;
        }
        return last;
    }
}
