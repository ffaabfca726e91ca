package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each line of {@code malformed/frames.txt}: the transport says why by a Close frame, ends, and works again when it is
 * opened anew. The bytes come whole and one by one.
 */
class MalformedFrameTest {
    private static final byte[] BEFORE = {(byte) 0x82, 1, 'x'};

    @TestFactory
    Stream<DynamicTest> everyForbiddenFrameEndsTheStream() throws IOException, URISyntaxException {
        List<String> lines = Files.readAllLines(
                Path.of(MalformedFrameTest.class.getResource("/malformed/frames.txt").toURI()));
        List<String[]> rows = lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|")).toList();
        assertTrue(rows.size() >= 57, "lines are missing");
        return rows.stream().map(row -> DynamicTest.dynamicTest(row[3].strip(), () -> {
            send(row, Integer.MAX_VALUE);
            send(row, 1);
        }));
    }

    private static void send(String[] row, int piece) {
        MemoryStream stream = new MemoryStream();
        WebSocketServer server = new WebSocketServer(stream);
        WebSocketOptions options = new WebSocketOptions();
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        WebSocketTransport transport = new WebSocketTransport(stream, () -> 0x01020304, options);
        server.open(transport);
        byte[] buffer = new byte[10];
        stream.mostIn = piece;
        byte[] before = BEFORE.clone();
        before[0] &= row[0].strip().equals("open") ? 0x7f : 0xff;
        stream.give(before);
        stream.give(HexFormat.of().parseHex(row[1].replace(" ", "")));
        int result = 0;
        for (int i = 0; i < 40 && result >= 0; i++) {
            result = transport.read(buffer, 0, 10);
        }
        assertEquals(WebSocketTransport.FRAME_ERROR, result);
        int code = Integer.parseInt(row[2].strip());
        assertEquals(code, transport.closeCode());
        assertEquals(List.of("close " + code), server.takeControls());
        transport.close();
        stream.clear();
        stream.mostIn = Integer.MAX_VALUE;
        server.open(transport);
        server.send(new byte[] {5, 6});
        assertEquals(2, transport.read(buffer, 0, 10));
    }
}
