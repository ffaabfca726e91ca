package nogc.bench.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.bench.Version;

/**
 * What {@link PeerLoad} and {@link ReceiveLoad} are told, in the words that the loads in C take, too, with the client
 * ahead of them:
 * <pre>
 *   [--credits] [--v5] CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]
 * </pre>
 *
 * @param credits whether messages are asked for
 * @param client name for {@link Peer#of}
 * @param server where to; MQTT 3.1.1 without {@code --v5}, TLS with a CA file
 * @param qos 0 to 2
 * @param seconds of the run that counts
 * @param payload bytes of a message
 * @param inFlight messages that are not acknowledged, at most
 */
record LoadOptions(boolean credits, String client, Server server, int qos, double seconds, int payload, int inFlight) {
    private static final String WORDS = "[--credits] [--v5] CLIENT HOST PORT QOS SECONDS PAYLOAD IN-FLIGHT [CA.pem]";
    private static final int LEAST = 7;

    /** Reads them, or prints what they have to be and ends the program with status 2. */
    static LoadOptions orUsage(Class<?> program, String... arguments) {
        try {
            return of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("usage: " + program.getSimpleName() + ' ' + WORDS + "; not: "
                    + String.join(" ", arguments));
            System.exit(2);
            throw e;
        }
    }

    static LoadOptions of(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean credits = words.remove("--credits");
        Version version = words.remove("--v5") ? Version.MQTT_5 : Version.MQTT_311;
        if (words.size() < LEAST || words.size() > LEAST + 1) {
            throw new IllegalArgumentException(WORDS);
        }
        Path authorities = words.size() > LEAST ? Path.of(words.get(LEAST)) : null;
        Server server = new Server(words.get(1), Integer.parseInt(words.get(2)), version, authorities);
        return new LoadOptions(credits, words.get(0), server, Integer.parseInt(words.get(3)),
                Double.parseDouble(words.get(4)), Integer.parseInt(words.get(5)), Integer.parseInt(words.get(6)));
    }
}
