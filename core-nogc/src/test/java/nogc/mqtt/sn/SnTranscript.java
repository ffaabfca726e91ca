package nogc.mqtt.sn;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A text of datagrams, times, calls and events that must happen exactly so. A file holds several, each behind a line
 * {@code == } with the sentence that it proves; {@code # rows:} names rows of the table of rules. Then each line is one
 * of:
 * <pre>
 *   config retries=2 …               fields of SnConfig            options keepAlive=0 …   fields of ConnectOptions
 *   with will sleep discovery:3 …    options of the client: see SnCaller
 *   entropy 5 7 …                    what Entropy gives, the last one for ever; 0 if there is no such line
 *
 *   connected                        connect, CONNECT, CONNACK, onConnected
 *   ! call arguments = result        a call; $name keeps a handle, or stands for it
 *   &lt; 03 05 00                       a datagram of the gateway; from:hex in front for another sender
 *   @ +5000                          milliseconds pass; the client is polled whenever it asked to be
 *   @ +5000 unpolled                 milliseconds pass in which the application is busy with something else
 *   ~ opening | opens | refuses CODE what open() answers from now on
 *   ~ blocks | flows | lost CODE     the transport takes no datagram, takes them again, breaks
 *   ~ longest N                      the longest datagram of the transport
 *   when event ! call … = result     makes the call inside the next event of this name
 *   when message answer ANSWER       the next message gets this answer: WAIT, DEFER, a number
 *   ? name = value                   a counter of SnMetrics, a question of SnClient, or: waits
 *
 *   &gt; 02 16                          a datagram to the gateway since the line before; to:hex in front for another
 *   &gt;&gt; 1 03 01 01                    a broadcast with this radius
 *   * disconnected GATEWAY_LOST      what the application hears; retry= may be left out
 * </pre>
 */
record SnTranscript(String file, String title, List<String> rows, List<Line> lines) {
    /** A line with its number in the file. */
    record Line(int number, String text) {
    }

    private static final String OF_CLIENT = "/sn/transcripts";
    private static final String OF_SLEEPING_CLIENT = "/sn/sleeping";

    static List<SnTranscript> all() {
        return below(OF_CLIENT, List.of("! connect = OK", "> CONNECT", "< 03 05 00", "* connected"));
    }

    /** Those of {@link SnSleepingClient}, whose notation {@link SnSleepingPerformance} has. */
    static List<SnTranscript> ofSleepingClient() {
        return below(OF_SLEEPING_CLIENT, List.of("! connect = OK", "> CONNECT", "< 03 05 00", "* OK"));
    }

    private static List<SnTranscript> below(String folder, List<String> connected) {
        List<SnTranscript> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(SnTranscript.class.getResource(folder).toURI()))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
                read(file, all, connected);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static void read(Path file, List<SnTranscript> all, List<String> connected) throws IOException {
        List<String> text = Files.readAllLines(file);
        SnTranscript transcript = null;
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (line.startsWith("== ")) {
                transcript = new SnTranscript(file.getFileName().toString(), line.substring(3), new ArrayList<>(),
                        new ArrayList<>());
                all.add(transcript);
            } else if (line.startsWith("# rows:")) {
                transcript.rows.addAll(List.of(line.substring(7).strip().split("\\s+")));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                for (String part : line.equals("connected") ? connected : List.of(line)) {
                    transcript.lines.add(new Line(i + 1, part));
                }
            }
        }
    }

    /** Each row that a transcript names, with the files that do. */
    static Map<String, List<String>> index() {
        Map<String, List<String>> index = new TreeMap<>();
        List<SnTranscript> all = new ArrayList<>(all());
        all.addAll(ofSleepingClient());
        for (SnTranscript transcript : all) {
            for (String row : transcript.rows) {
                List<String> files = index.computeIfAbsent(row, key -> new ArrayList<>());
                if (!files.contains(transcript.file)) {
                    files.add(transcript.file);
                }
            }
        }
        return index;
    }
}
