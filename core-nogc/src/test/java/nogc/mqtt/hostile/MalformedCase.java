package nogc.mqtt.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Bytes;

/**
 * A line of a table in {@code /malformed}: version, state of the connection, the bytes of the server, how the client
 * ends the connection (the DISCONNECT that it sends, or {@code close}), and what is wrong with the bytes.
 */
record MalformedCase(String file, int line, boolean version5, String state, byte[] bytes, String answer, String wrong) {
    private static final List<String> FILES = List.of("header.txt", "packets.txt", "strings.txt", "properties.txt",
            "states.txt");

    static List<MalformedCase> all() {
        List<MalformedCase> cases = new ArrayList<>();
        for (String file : FILES) {
            List<String> lines = read(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                    cases.add(parse(file, i + 1, lines.get(i)));
                }
            }
        }
        return cases;
    }

    private static MalformedCase parse(String file, int line, String text) {
        String[] columns = text.split("\\|");
        String[] state = columns[0].strip().split("\\s+");
        return new MalformedCase(file, line, state[0].equals("5"), state[1], bytes(columns[1]),
                columns[2].replace(" ", ""), columns[3].strip());
    }

    /** {@code 30 05*3}: pairs of digits, repeated. */
    private static byte[] bytes(String column) {
        StringBuilder digits = new StringBuilder();
        for (String token : column.strip().split("\\s+")) {
            String[] parts = token.split("\\*");
            digits.append(parts[0].repeat(parts.length > 1 ? Integer.parseInt(parts[1]) : 1));
        }
        return Bytes.of(digits.toString());
    }

    private static List<String> read(String file) {
        try {
            return Files.readAllLines(Path.of(MalformedCase.class.getResource("/malformed/" + file).toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return file + ":" + line + ": " + (version5 ? "5.0 " : "3.1.1 ") + state + ", " + wrong;
    }
}
