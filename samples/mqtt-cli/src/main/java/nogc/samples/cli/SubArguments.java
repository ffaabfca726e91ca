package nogc.samples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code mqtt sub} was asked for. */
final class SubArguments {
    final ConnectionArguments connection = new ConnectionArguments();
    final List<String> filters = new ArrayList<>();
    final List<String> filteredOut = new ArrayList<>();
    /** Messages to print before the end, 0 for no end. */
    int count;
    /** Milliseconds to stay, 0 for no end. */
    int timeout;
    boolean verbose;
    boolean noNewline;
    boolean noRetained;
    boolean retainedOnly;
    boolean retainAsPublished;
    boolean noLocal;
    boolean exitWhenSubscribed;
    /** Filters to unsubscribe from. */
    final List<String> unwanted = new ArrayList<>();
    /** How each message is printed, or null for its payload. */
    OutputFormat format;
    /** JSON with line ends. */
    boolean pretty;
    boolean removeRetained;
    /** How many of a hundred messages are taken on average. */
    double percent = 100;

    /**
     * Reads a command line.
     *
     * @param words all words of it
     * @param first index of the first word behind {@code sub}
     * @return what it asks for
     * @throws UsageException if it cannot be obeyed
     */
    static SubArguments parse(String[] words, int first) throws UsageException {
        SubArguments arguments = new SubArguments();
        CommandLine.Options options = line -> arguments.connection.take(line) || arguments.take(line);
        ConfigurationFile.read("sub", options);
        new CommandLine(words, first).takeAll("sub", options);
        arguments.check();
        return arguments;
    }

    private boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-t", "--topic" -> filters.add(Topics.filter(line.option(), line.value("a topic filter")));
            case "-T", "--filter-out" -> filteredOut.add(Topics.filter(line.option(), line.value("a topic filter")));
            case "-U", "--unsubscribe" -> unwanted.add(Topics.filter(line.option(), line.value("a topic filter")));
            case "-F" -> format = OutputFormat.parse(line.value("a format"));
            case "--pretty" -> pretty = true;
            case "--remove-retained" -> removeRetained = true;
            case "--random-filter" -> percent = line.percent();
            case "-C" -> count = line.integer(1, Integer.MAX_VALUE);
            case "-W" -> timeout = Math.max(1, line.milliseconds());
            case "-v", "--verbose" -> verbose = true;
            case "--store" -> connection.store = Path.of(line.value("a file"));
            case "-N" -> noNewline = true;
            case "-R" -> noRetained = true;
            case "-E" -> exitWhenSubscribed = true;
            case "--retained-only" -> retainedOnly = true;
            case "--retain-as-published" -> retainAsPublished = true;
            case "--no-local" -> noLocal = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void check() throws UsageException {
        if (connection.endpoint.topic() != null) {
            filters.add(Topics.filter("-L", connection.endpoint.topic()));
        }
        if (filters.isEmpty() && unwanted.isEmpty()) {
            throw new UsageException("-t is missing: say which topics to subscribe to");
        }
        if (pretty && (format == null || !format.isJson())) {
            throw new UsageException("--pretty needs a format with %j or %J: it is about JSON");
        }
        if (noRetained && retainedOnly) {
            throw new UsageException("-R does not go with --retained-only: nothing would be printed");
        }
        connection.check();
        if ((retainAsPublished || noLocal) && !connection.isVersion5()) {
            throw new UsageException((noLocal ? "--no-local" : "--retain-as-published") + " needs MQTT 5.0: use -V 5");
        }
        for (String filter : filters) {
            if (noLocal && filter.startsWith("$share/")) {
                throw new UsageException("--no-local does not go with the shared subscription '" + filter + "'");
            }
        }
    }
}
