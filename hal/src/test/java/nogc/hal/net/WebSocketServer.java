package nogc.hal.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The server's end of a WebSocket over a {@link MemoryStream}, written from RFC 6455 with the JDK's own SHA-1 and
 * Base64, and strict: what a client must not send fails the test.
 */
public final class WebSocketServer {
    private final MemoryStream stream;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<String> controls = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private byte[] rest = new byte[0];
    private int lastMask;
    private int sameMasks;

    public WebSocketServer(MemoryStream stream) {
        this.stream = stream;
    }

    /** The connection ended: what of a frame came is nothing. */
    public void connectionEnds() {
        receive();
        rest = new byte[0];
    }

    /** The request that came, whole, and taken away. */
    public String takeRequest() {
        String request = stream.takeText();
        if (!request.endsWith("\r\n\r\n")) {
            throw new AssertionError("a request has no end: " + request);
        }
        return request;
    }

    /** The value of a field of a request; null if it has none. */
    public static String field(String request, String name) {
        for (String line : request.split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return null;
    }

    /** What proves that the request was read. */
    public static String accept(String request) {
        try {
            byte[] text = (field(request, "Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The usual good answer to a request. */
    public static String answer(String request) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(request) + "\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";
    }

    /** Opens a transport over the stream with the usual answer. */
    public void open(WebSocketTransport transport) {
        if (transport.open() != 0) {
            throw new AssertionError("open without an answer");
        }
        stream.give(answer(takeRequest()));
        if (transport.open() != 1) {
            throw new AssertionError("open with an answer");
        }
    }

    /** A frame as a server sends it, not masked, in the shortest form. */
    public static byte[] frame(boolean last, int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length <= 125) {
            frame.write(payload.length);
        } else if (payload.length <= 0xffff) {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Sends data in one binary frame. */
    public void send(byte[] payload) {
        stream.give(frame(true, 2, payload));
    }

    /** Reads the frames that came. */
    public void receive() {
        byte[] taken = stream.take();
        byte[] all = java.util.Arrays.copyOf(rest, rest.length + taken.length);
        System.arraycopy(taken, 0, all, rest.length, taken.length);
        int at = 0;
        int next = frameEnd(all, at);
        while (next >= 0) {
            unmask(all, at, next);
            at = next;
            next = frameEnd(all, at);
        }
        rest = java.util.Arrays.copyOfRange(all, at, all.length);
    }

    private static int frameEnd(byte[] all, int at) {
        if (all.length - at < 6) {
            return -1;
        }
        int length = all[at + 1] & 0x7f;
        int header = 6;
        if (length == 126) {
            length = (all[at + 2] & 0xff) << 8 | all[at + 3] & 0xff;
            header = 8;
        } else if (length == 127) {
            throw new AssertionError("a frame above 65,535 bytes");
        }
        return all.length - at < header + length ? -1 : at + header + length;
    }

    private void unmask(byte[] all, int at, int end) {
        if ((all[at] & 0xf0) != 0x80 || (all[at + 1] & 0x80) == 0) {
            throw new AssertionError("a frame that is not final, not masked, or has reserved bits");
        }
        int opcode = all[at] & 0x0f;
        int mask = (all[at + 1] & 0x7f) == 126 ? at + 4 : at + 2;
        int length = end - mask - 4;
        if (mask == at + 4 && length <= 125) {
            throw new AssertionError("not the shortest form");
        }
        int bits = (all[mask] & 0xff) << 24 | (all[mask + 1] & 0xff) << 16 | (all[mask + 2] & 0xff) << 8
                | all[mask + 3] & 0xff;
        sameMasks += bits == lastMask ? 1 : 0;
        lastMask = bits;
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (all[mask + 4 + i] ^ all[mask + i % 4]);
        }
        if (opcode == 2) {
            data.writeBytes(payload);
            lengths.add(length);
        } else if (opcode >= 8 && opcode <= 10) {
            controls.add(text(opcode, payload));
        } else {
            throw new AssertionError("opcode " + opcode);
        }
    }

    private static String text(int opcode, byte[] payload) {
        if (opcode == 8) {
            return payload.length == 0 ? "close"
                    : "close " + ((payload[0] & 0xff) << 8 | payload[1] & 0xff) + (payload.length > 2 ? " …" : "");
        }
        return (opcode == 9 ? "ping " : "pong ") + new String(payload, StandardCharsets.ISO_8859_1);
    }

    /** Data that came so far, whatever frames it came in, and taken away. */
    public byte[] takeData() {
        receive();
        byte[] bytes = data.toByteArray();
        data.reset();
        return bytes;
    }

    /** Control frames that came, as {@code pong abc} or {@code close 1000}, and taken away. */
    public List<String> takeControls() {
        receive();
        List<String> taken = List.copyOf(controls);
        controls.clear();
        return taken;
    }

    /** Payload lengths of the data frames so far. */
    public List<Integer> lengths() {
        return lengths;
    }

    /** How often a frame had the mask of the one before it. */
    public int sameMasks() {
        return sameMasks;
    }
}
