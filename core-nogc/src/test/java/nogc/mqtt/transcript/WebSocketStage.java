package nogc.mqtt.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BooleanSupplier;
import nogc.hal.Transport;
import nogc.hal.net.MemoryStream;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketServer;
import nogc.hal.net.WebSocketTransport;
import nogc.mqtt.client.Client;

/**
 * A WebSocket over a stream in memory: what the server feeds comes in frames, whole, byte by byte, or in fragments of
 * any length with pings between them.
 */
final class WebSocketStage extends Stage {
    /** How the server cuts what it sends. */
    enum Frames { WHOLE, BYTES, FRAGMENTS }

    private static final int SPINNING = 200;

    private final Recorder recorder;
    private final Frames frames;
    private final int piece;
    private final MemoryStream stream = new MemoryStream();
    private final WebSocketServer server = new WebSocketServer(stream);
    private final WebSocketTransport transport;
    private final Random random = new Random(1);
    private byte[] written = new byte[0];
    private int read;
    private boolean open;
    /** What the stream has behind the hand-shake. */
    private int room = Integer.MAX_VALUE;

    /** @param piece most bytes that pass through the stream at once */
    WebSocketStage(Frames frames, int piece, Recorder recorder) {
        super(0);
        this.recorder = recorder;
        this.frames = frames;
        this.piece = piece;
        WebSocketOptions options = new WebSocketOptions();
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        transport = new WebSocketTransport(new Below(), random::nextInt, options);
    }

    /** The stream below the WebSocket, with a server that answers the hand-shake at once. */
    private final class Below implements Transport {
        private boolean shaking;

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            recorder.note("endpoint "
                    + (host == null ? "own" : new String(host, offset, length, StandardCharsets.US_ASCII)) + " " + port);
            return 0;
        }

        @Override
        public int open() {
            int result = stream.open();
            if (result > 0) {
                server.connectionEnds();
                stream.clear();
                stream.mostIn = Integer.MAX_VALUE;
                stream.mostOut = Integer.MAX_VALUE;
                stream.room = Integer.MAX_VALUE;
                open = true;
                shaking = true;
            }
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return stream.read(buffer, offset, length);
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            int count = stream.write(buffer, offset, length);
            if (shaking && new String(stream.written(), StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                shaking = false;
                stream.give(WebSocketServer.answer(server.takeRequest()));
            }
            return count;
        }

        @Override
        public void close() {
            if (open) {
                recorder.note("close");
            }
            open = false;
        }
    }

    /** What the client sees: the pieces are small once the hand-shake is over. */
    private final class Counted implements Transport {
        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return transport.endpoint(host, offset, length, port);
        }

        @Override
        public int open() {
            int result = transport.open();
            if (result > 0) {
                stream.mostIn = piece;
                stream.mostOut = piece;
                stream.room = room;
            }
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = transport.read(buffer, offset, length);
            read += Math.max(count, 0);
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            return transport.write(buffer, offset, length);
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @Override
    Transport transport() {
        return new Counted();
    }

    @Override
    void feed(byte[] bytes) {
        int at = 0;
        boolean unfinished = false;
        while (at < bytes.length) {
            int length = frames == Frames.WHOLE ? bytes.length
                    : Math.min(frames == Frames.BYTES ? 1 : random.nextInt(6), bytes.length - at);
            boolean last = at + length == bytes.length || frames != Frames.FRAGMENTS || random.nextBoolean();
            stream.give(WebSocketServer.frame(last, unfinished ? 0 : 2, Arrays.copyOfRange(bytes, at, at + length)));
            if (frames == Frames.FRAGMENTS && random.nextBoolean()) {
                stream.give(WebSocketServer.frame(true, 9, new byte[] {'p'}));
            }
            unfinished = !last;
            at += length;
        }
    }

    @Override
    void opens(int result) {
        stream.openResult = result;
    }

    @Override
    void blocks(boolean now) {
        room = now ? 0 : Integer.MAX_VALUE;
        stream.room = room;
    }

    @Override
    void ends(int result) {
        stream.end = result;
    }

    @Override
    void settle(Client client, BooleanSupplier complete) {
        int idle = 0;
        boolean more = true;
        while (more) {
            int before = stream.moved + recorder.count();
            more = poll(client) == 0 || open && client.wantsInput() && (stream.waiting() > 0 || stream.end != 0)
                    || open && client.wantsOutput() && stream.room > 0;
            idle = before == stream.moved + recorder.count() ? idle + 1 : 0;
            if (idle > SPINNING) {
                throw new AssertionError("the client wants to be called at once, again and again");
            }
        }
    }

    @Override
    byte[] written() {
        byte[] more = server.takeData();
        int length = written.length;
        written = Arrays.copyOf(written, length + more.length);
        System.arraycopy(more, 0, written, length, more.length);
        return written;
    }

    @Override
    byte[] takeWritten() {
        byte[] bytes = written();
        written = new byte[0];
        return bytes;
    }

    @Override
    int bytesRead() {
        return read;
    }

    @Override
    public String toString() {
        return "WebSocket, frames " + frames + ", at most " + piece + " bytes at once";
    }
}
