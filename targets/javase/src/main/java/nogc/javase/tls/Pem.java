package nogc.javase.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file (RFC 7468), and the header lines that older private keys have (RFC 1421). */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /**
     * One block.
     *
     * @param label what stands behind BEGIN
     * @param encrypted whether a header says {@code ENCRYPTED}
     * @param der its bytes
     */
    record Block(String label, boolean encrypted, byte[] der) {
    }

    private Pem() {
    }

    /**
     * All blocks of a file, in their order; what stands between them is a comment.
     *
     * @param name of the file, for the messages
     * @param file its bytes
     * @throws TlsException if a block is not closed or not in base 64
     */
    static List<Block> blocks(String name, byte[] file) throws TlsException {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        for (int begin = find(file, BEGIN, at); begin >= 0; begin = find(file, BEGIN, at)) {
            int labelAt = begin + BEGIN.length();
            int labelEnd = find(file, DASHES, labelAt);
            String label = labelEnd < 0 ? "" : new String(file, labelAt, labelEnd - labelAt, StandardCharsets.US_ASCII);
            String footer = "-----END " + label + DASHES;
            int end = labelEnd < 0 ? -1 : find(file, footer, labelEnd);
            if (end < 0) {
                throw new TlsException(TlsResult.OWN_FILES, name + " ends within a block of PEM", null);
            }
            blocks.add(block(name, label, Arrays.copyOfRange(file, labelEnd + DASHES.length(), end)));
            at = end + footer.length();
        }
        return blocks;
    }

    private static Block block(String name, String label, byte[] body) throws TlsException {
        int headers = find(body, "\n\n", 0);
        headers = headers < 0 ? find(body, "\r\n\r\n", 0) : headers;
        boolean hasHeaders = headers > 0 && find(body, ":", 0) >= 0;
        boolean encrypted = hasHeaders && find(body, "ENCRYPTED", 0) >= 0;
        byte[] base64 = hasHeaders ? Arrays.copyOfRange(body, headers, body.length) : body;
        try {
            return new Block(label, encrypted, Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new TlsException(TlsResult.OWN_FILES, name + ": " + label + " is not in base 64", e);
        } finally {
            Arrays.fill(body, (byte) 0);
            Arrays.fill(base64, (byte) 0);
        }
    }

    private static int find(byte[] bytes, String text, int from) {
        for (int i = from; i <= bytes.length - text.length(); i++) {
            int same = 0;
            while (same < text.length() && bytes[i + same] == text.charAt(same)) {
                same++;
            }
            if (same == text.length()) {
                return i;
            }
        }
        return -1;
    }
}
