package nogc.mqtt.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every clause of both versions that binds a client, from {@code src/test/resources/conformance}: the numbered ones of
 * Appendix B of the OASIS documents (3.1.1 of 29 October 2014, 5.0 of 31 October 2018), and under identifiers of our
 * own ({@code TRAP-…}) rules of the prose that implementers commonly get wrong; and the rules of MQTT-SN 1.2, which has
 * no numbers of its own ({@code SN-section-number}, {@code SN-D-…} for what real gateways do).
 */
final class Manifest {
    /**
     * A row.
     *
     * @param id version, colon, identifier
     * @param role {@code client}: binds the client; {@code both}; {@code handles}: the server's duty that a client
     * checks or copes with
     * @param area of the standard
     * @param requirement in our own words
     */
    record Row(String id, String role, String area, String requirement) {
        /** The version of MQTT; rows of MQTT-SN have none in front. */
        String version() {
            int colon = id.indexOf(':');
            return colon < 0 ? "SN 1.2" : id.substring(0, colon);
        }

        /** The chapter of the standard: 1 to 7, or D for what real gateways do. */
        char chapter() {
            return id.charAt(id.indexOf('-') + 1);
        }
    }

    /** A row that no test proves: {@code open} (to be done), or {@code not testable} in a client, and why. */
    record Exception(String id, String state, String reason) {
    }

    private Manifest() {
    }

    /** All rows, in the order of the files. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String[] cells : table("mqtt-3.1.1-client.tsv", 4)) {
            rows.add(new Row("3.1.1:" + cells[0], cells[1], cells[2], cells[3]));
        }
        for (String[] cells : table("mqtt-5.0-client.tsv", 4)) {
            rows.add(new Row("5.0:" + cells[0], cells[1], cells[2], cells[3]));
        }
        for (String[] cells : table("mqtt-sn-1.2-client.tsv", 6)) {
            rows.add(new Row(cells[0], cells[1], cells[2], cells[3]));
        }
        for (String[] cells : table("traps.tsv", 4)) {
            rows.add(new Row(cells[0], cells[1], cells[2], cells[3]));
        }
        return rows;
    }

    /** Rows of MQTT-SN that say themselves that a test of the client can prove little. */
    static Set<String> untestable() {
        Set<String> untestable = new TreeSet<>();
        for (String[] cells : table("mqtt-sn-1.2-client.tsv", 6)) {
            if (cells[5].equals("no")) {
                untestable.add(cells[0]);
            }
        }
        return untestable;
    }

    /** The rows without a test, by identifier. */
    static Map<String, Exception> exceptions() {
        Map<String, Exception> exceptions = new TreeMap<>();
        for (String[] cells : table("exceptions.tsv", 3)) {
            exceptions.put(cells[0], new Exception(cells[0], cells[1], cells[2]));
        }
        return exceptions;
    }

    private static List<String[]> table(String file, int columns) {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Manifest.class.getResourceAsStream("/conformance/" + file), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t");
                if (cells.length != columns) {
                    throw new IllegalArgumentException(file + ": not " + columns + " columns: " + line);
                }
                rows.add(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
