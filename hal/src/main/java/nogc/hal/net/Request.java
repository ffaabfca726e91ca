package nogc.hal.net;

import nogc.hal.Transport;

/**
 * What is asked of a server or proxy, on its way out: pieces that stay where they are, joined in a small buffer, so
 * that a token of any length needs no memory of its own.
 */
final class Request {
    private static final int PIECES = 16;

    private final byte[] chunk;
    private final String[] texts = new String[PIECES];
    private final byte[][] bytes = new byte[PIECES][];
    private final int[] lengths = new int[PIECES];
    private int pieces;
    private int piece;
    private int position;
    private int sent;
    private int filled;

    /** @param chunk what it may use while it is sent: most bytes of one write */
    Request(byte[] chunk) {
        this.chunk = chunk;
    }

    Request begin() {
        pieces = 0;
        piece = 0;
        position = 0;
        sent = 0;
        filled = 0;
        return this;
    }

    Request text(String text) {
        texts[pieces] = text;
        lengths[pieces++] = text.length();
        return this;
    }

    Request bytes(byte[] piece, int length) {
        texts[pieces] = null;
        bytes[pieces] = piece;
        lengths[pieces++] = length;
        return this;
    }

    /** {@code host:port}, the host in brackets if it is an IPv6 address; without the port if that is 0. */
    Request authority(HostPort of) {
        boolean bracketed = of.isBareIpv6();
        text(bracketed ? "[" : "").bytes(of.host, of.hostLength).text(bracketed ? "]" : "");
        return bytes(of.digits, of.digitsLength);
    }

    /**
     * Sends what the stream takes now.
     *
     * @return 1 once all is gone, 0 if some is left, or the stream's code
     */
    int send(Transport below) {
        while (true) {
            if (sent == filled) {
                fill();
                if (filled == 0) {
                    return 1;
                }
            }
            int count = below.write(chunk, sent, filled - sent);
            if (count <= 0) {
                return count;
            }
            sent += count;
        }
    }

    private void fill() {
        sent = 0;
        filled = 0;
        while (piece < pieces && filled < chunk.length) {
            if (position == lengths[piece]) {
                piece++;
                position = 0;
            } else {
                String text = texts[piece];
                chunk[filled++] = text == null ? bytes[piece][position] : (byte) text.charAt(position);
                position++;
            }
        }
    }
}
