package nogc.mqtt.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text file of bytes, times, calls and events that must happen exactly so. Its first line is the sentence that it
 * proves; {@code # clauses:} names the clauses, {@code # versions:} the versions of MQTT, and {@code # undivided:} says
 * why its input cannot be cut anywhere, if so. Then each line is one of:
 * <pre>
 *   config receiveBuffer=64 …          fields of Config        options keepAlive=0 …   fields of ConnectOptions
 *   entropy 5 7 …                      what Entropy gives, the last one for ever; 0 if there is no such line
 *   requester TOPIC 4 2                the application has a Requester with this Response Topic, room for so much
 *                                      Response Information and so many slots, and a Responder: what it is told is
 *                                      {@code reply}, {@code noReply} and {@code asked}
 *
 *   connected 0 {props}                connect, CONNECT, CONNACK (Session Present, properties), onConnected
 *   reconnected 1 {props}              the same for the next attempt, which the client makes by itself after 1 ms
 *   ! call arguments = result          a call of Client; $name keeps a handle, or stands for it
 *   &lt; 20 02 00 00                      bytes from the server
 *   @ +5000                            milliseconds pass; the client is polled whenever it asked to be
 *   @ +5000 unpolled                   milliseconds pass in which the application is busy with something else
 *   ~ opening | opens | refuses CODE   what open() answers from now on
 *   ~ blocks | flows | lost CODE       the transport takes no bytes, takes them again, breaks
 *   ~ source N | source fails          the long payload gives N bytes more and then none, or fails
 *   ~ source N unpolled                the same, but nobody polls the client because of that
 *   when event ! call … = result       makes the call inside the next event of this name
 *   when event answer ANSWER           the next event of this name gets this answer: WAIT, DEFER, a code in hex, -1
 *   always event answer ANSWER         each event without an answer of its own gets this one
 *   ? name = value                     a counter of Metrics, a limit of ServerLimits, a question of Client
 *
 *   &gt; c0 00                            bytes to the server since the line before; CONNECT stands for any CONNECT
 *   * disconnected PING_TIMEOUT        what the application hears, in order; retry= and handle= may be left out
 * </pre>
 * After each line but the last two kinds the client is polled until it wants nothing, and all that it wrote and said
 * must be what the lines behind it expect. {@code 3|} and {@code 5|} in front make a line of one version only. Bytes
 * are hexadecimal or {@code 'text'}, {@code 'x'*50}, {@code stream:0-200} (a part of the long payload).
 */
record Transcript(String file, String title, List<String> clauses, List<String> versions, boolean isUndivided,
        List<Line> lines) {
    /** A line with its number in the file. */
    record Line(int number, String text) {
    }

    private static final String FOLDER = "/transcripts";

    static List<Transcript> all() {
        try (Stream<Path> files = Files.walk(Path.of(Transcript.class.getResource(FOLDER).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().map(Transcript::read).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Transcript read(Path file) {
        List<String> text;
        try {
            text = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(new Line(i + 1, line));
            }
        }
        List<String> versions = header(text, "versions");
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(file + ": no versions");
        }
        return new Transcript(file.getFileName().toString(), text.get(0), header(text, "clauses"), versions,
                !header(text, "undivided").isEmpty(), lines);
    }

    private static List<String> header(List<String> text, String name) {
        String start = "# " + name + ":";
        return text.stream().filter(line -> line.startsWith(start))
                .flatMap(line -> Stream.of(line.substring(start.length()).strip().split("\\s+")))
                .filter(word -> !word.isEmpty()).toList();
    }

    /** Whether it can be played over a real socket, which always opens and always takes what it is given. */
    boolean suitsSockets() {
        return lines.stream().noneMatch(line -> line.text().matches("([35][|] )?~ (open|refuse|block|flow).*"));
    }

    /** The lines for one version, with {@code connected} and {@code reconnected} written out. */
    List<Line> lines(String version) {
        List<Line> played = new ArrayList<>();
        for (Line line : lines) {
            String text = line.text();
            if (text.matches("[35]\\|.*")) {
                if (text.charAt(0) != version.charAt(0)) {
                    continue;
                }
                text = text.substring(2).strip();
            }
            List<String> tokens = Notation.tokens(text);
            boolean again = tokens.get(0).equals("reconnected");
            if (again || tokens.get(0).equals("connected")) {
                String present = tokens.get(1);
                String block = tokens.size() > 2 ? tokens.get(2) : "";
                for (String part : List.of(again ? "@ +1" : "! connect = OK", "* connecting", "> CONNECT",
                        "< " + connack(version, present, block), "* connected " + present + " " + block)) {
                    played.add(new Line(line.number(), part));
                }
            } else {
                played.add(new Line(line.number(), text));
            }
        }
        return played;
    }

    private static String connack(String version, String present, String block) {
        if (version.startsWith("3")) {
            return "20 02 0" + present + " 00";
        }
        String properties = block.isEmpty() ? "" : block.substring(1, block.length() - 1);
        int length = Notation.block("{" + properties + "}").length;
        return String.format("20 %02x 0%s 00 %02x ", 3 + length, present, length) + properties;
    }
}
