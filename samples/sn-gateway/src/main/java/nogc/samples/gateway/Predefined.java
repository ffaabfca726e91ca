package nogc.samples.gateway;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/**
 * The predefined topics, from a file. One in a line, for all clients or for one:
 * <pre>
 *   # what follows a number sign behind a space is for people
 *   1   sensors/door
 *   7   sensors/window
 *   7   sensors/attic/window   for node-12
 * </pre>
 */
final class Predefined {
    private static final int HIGHEST = 65534;

    /** By id, for all and for each client; and the other way. */
    private final Map<String, Map<Integer, String>> topics = new HashMap<>();
    private final Map<String, Map<String, Integer>> ids = new HashMap<>();

    /** A table without any. */
    Predefined() {
    }

    /**
     * Reads a file.
     *
     * @throws SettingsException with the line and what is wrong in it
     */
    static Predefined read(Path file) throws SettingsException {
        try {
            return parse(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new SettingsException("--predefined " + file + " is no text in UTF-8");
        } catch (IOException e) {
            throw new SettingsException("--predefined " + file + " cannot be read: "
                    + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
    }

    static Predefined parse(String name, List<String> lines) throws SettingsException {
        Predefined table = new Predefined();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst(i == 0 ? "^\uFEFF" : "$", "").replaceFirst("(^|\\s)#.*", "")
                    .strip();
            if (!line.isEmpty()) {
                String fault = table.add(line.split("\\s+"));
                if (fault != null) {
                    throw new SettingsException(name + ", line " + (i + 1) + ": " + fault);
                }
            }
        }
        return table;
    }

    /** What is wrong, or null. */
    private String add(String[] words) {
        if (words.length != 2 && !(words.length == 4 && words[2].equals("for"))) {
            return "write 'id topic' or 'id topic for client'";
        }
        if (!words[0].matches("[0-9]{1,5}") || Integer.parseInt(words[0]) < 1
                || Integer.parseInt(words[0]) > HIGHEST) {
            return "the id must be 1 to 65534, not '" + words[0] + "'";
        }
        if (new Topic(words[1].length() * 3).set(words[1]) != Result.OK) {
            return "'" + words[1] + "' is no topic name";
        }
        String client = words.length == 4 ? words[3] : "";
        if (!client.matches("[\\x20-\\x7e]{0,23}")) {
            return "no client has the identifier '" + client + "': 1 to 23 characters of ASCII";
        }
        int id = Integer.parseInt(words[0]);
        if (topics.computeIfAbsent(client, c -> new HashMap<>()).put(id, words[1]) != null) {
            return "the id " + id + " has a topic already";
        }
        if (ids.computeIfAbsent(client, c -> new HashMap<>()).put(words[1], id) != null) {
            return "the topic " + words[1] + " has an id already";
        }
        return null;
    }

    /** The topic that an id stands for with this client, or null; a null client is one that is not connected. */
    String topic(String client, int id) {
        String own = client == null ? null : topics.getOrDefault(client, Map.of()).get(id);
        return own != null ? own : topics.getOrDefault("", Map.of()).get(id);
    }

    /** The id that this client knows a topic by, or 0. */
    int id(String client, String topic) {
        Integer own = ids.getOrDefault(client, Map.of()).get(topic);
        if (own != null) {
            return own;
        }
        Integer shared = ids.getOrDefault("", Map.of()).get(topic);
        return shared == null || topics.getOrDefault(client, Map.of()).containsKey(shared) ? 0 : shared;
    }
}
