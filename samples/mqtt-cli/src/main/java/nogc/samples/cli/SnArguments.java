package nogc.samples.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.sn.SnSettings;

/** What {@code mqtt sn-pub}, {@code sn-sub} and {@code sn-search} were asked for. */
final class SnArguments {
    private static final int LONGEST_CLIENT_IDENTIFIER = 23;
    static final int LONGEST_TOPIC = 1024;

    private final String command;
    String host = "localhost";
    int port = 1884;
    String clientId;
    int keepAlive = 60;
    int qos;
    int retryMillis = 2000;
    boolean quiet;
    // sn-pub
    String topic;
    int predefined;
    byte[] message;
    boolean lines;
    boolean retain;
    // sn-sub
    final List<String> filters = new ArrayList<>();
    final List<Integer> ids = new ArrayList<>();
    boolean verbose;
    boolean keepSession;
    int count;
    int sleepSeconds;
    /** Also how long sn-search listens, in milliseconds; 0 for no end. */
    int waitMillis;
    // sn-search
    InetSocketAddress group;
    int radius;

    private SnArguments(String command) {
        this.command = command;
    }

    /**
     * Reads a command line.
     *
     * @param words all words of it; the first is the command
     * @throws UsageException if it cannot be obeyed
     */
    static SnArguments parse(String[] words) throws UsageException {
        SnArguments arguments = new SnArguments(words[0]);
        new CommandLine(words, 1).takeAll(words[0], line -> arguments.takeShared(line) || switch (arguments.command) {
            case "sn-pub" -> arguments.takePub(line);
            case "sn-sub" -> arguments.takeSub(line);
            default -> arguments.takeSearch(line);
        });
        arguments.check();
        return arguments;
    }

    private boolean takeShared(CommandLine line) throws UsageException {
        if (line.option().equals("--quiet")) {
            quiet = true;
            return true;
        }
        if (command.equals("sn-search")) {
            return false;
        }
        switch (line.option()) {
            case "-h", "--host" -> host = EndpointArguments.hostAlone(line, line.value("a host name"));
            case "-p", "--port" -> port = line.integer(1, 65535);
            case "-i", "--id" -> clientId = line.value("a client identifier");
            case "-k", "--keepalive" -> keepAlive = line.integer(1, 65535);
            case "-q", "--qos" -> qos = line.integer(command.equals("sn-pub") ? -1 : 0, 2);
            case "--retry" -> retryMillis = retry(line.milliseconds());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int retry(int millis) throws UsageException {
        if (millis < SnSettings.SHORTEST_RETRY) {
            throw new UsageException("--retry must be at least " + SnSettings.SHORTEST_RETRY / 1000.0 + " seconds");
        }
        return millis;
    }

    /** What fits a datagram with room for a message. */
    private static String bounded(String topic) throws UsageException {
        if (ConnectionArguments.bytes(topic).length > LONGEST_TOPIC) {
            throw new UsageException("-t must be at most " + LONGEST_TOPIC + " bytes: a datagram has to carry it");
        }
        return topic;
    }

    private boolean takePub(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-t", "--topic" -> topic = bounded(Topics.name(line.option(), line.value("a topic")));
            case "--predefined" -> predefined = line.integer(1, 65534);
            case "-m", "--message" -> message = ConnectionArguments.bytes(line.value("a message"));
            case "-n", "--null-message" -> message = new byte[0];
            case "-l", "--stdin-line" -> lines = true;
            case "-r", "--retain" -> retain = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeSub(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-t", "--topic" -> filters.add(bounded(Topics.filter(line.option(),
                    line.value("a topic filter"))));
            case "--predefined" -> ids.add(line.integer(1, 65534));
            case "-v", "--verbose" -> verbose = true;
            case "-c" -> keepSession = true;
            case "-C" -> count = line.integer(1, Integer.MAX_VALUE);
            case "-W" -> waitMillis = line.milliseconds();
            case "--sleep" -> sleepSeconds = line.integer(2, 65535);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeSearch(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--group" -> group = group(line.value("an address"));
            case "--radius" -> radius = line.integer(0, 255);
            case "-W" -> waitMillis = line.milliseconds();
            case "-C" -> count = line.integer(1, 255);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static InetSocketAddress group(String text) throws UsageException {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 1884 : (int) CommandLine.number("the port of --group", text.substring(colon + 1), 1,
                65535);
        if (host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            try {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                // the line below says it
            }
        }
        throw new UsageException("--group must be an IPv4 address, with a port if it is not 1884, not '" + text + "'");
    }

    private void check() throws UsageException {
        if (clientId == null) {
            clientId = "mqtt-" + ProcessHandle.current().pid();
        }
        if (!clientId.matches("[\\x20-\\x7e]{1," + LONGEST_CLIENT_IDENTIFIER + "}")) {
            throw new UsageException("-i must be 1 to 23 characters of ASCII");
        }
        switch (command) {
            case "sn-pub" -> checkPub();
            case "sn-sub" -> {
                if (filters.isEmpty() && ids.isEmpty()) {
                    throw new UsageException("-t is missing: say which topic to subscribe to, or --predefined ID");
                }
            }
            default -> {
                if (group == null) {
                    group = group("255.255.255.255");
                }
                waitMillis = waitMillis == 0 ? 5000 : waitMillis;
            }
        }
    }

    private void checkPub() throws UsageException {
        if (topic == null == (predefined == 0)) {
            throw new UsageException("say where to: give one of -t TOPIC and --predefined ID");
        }
        if (message == null != lines) {
            throw new UsageException("give one of -m TEXT, -n and -l");
        }
        if (qos < 0 && topic != null && ConnectionArguments.bytes(topic).length != 2) {
            throw new UsageException("-q -1 needs --predefined ID, or a topic of two bytes: it registers none");
        }
    }
}
