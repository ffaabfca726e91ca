package nogc.samples.cli;

import nogc.javase.Sleeper;

/** What {@code mqtt bench} was asked for. */
final class BenchArguments {
    final ConnectionArguments connection = new ConnectionArguments();
    String topic;
    /** Whether the measured client receives; else it publishes. */
    boolean inwards;
    /** Messages to measure, or 0 to measure by time. */
    long messages;
    /** Milliseconds to measure. */
    int duration = 10_000;
    /** Payload bytes of each message. */
    int size = 64;
    /** Messages that may be unacknowledged (QoS 1 and 2) or queued (QoS 0). */
    int inFlight = 20;

    /** Microseconds in which packets that come one by one may gather. */
    int coalesce = Sleeper.DEFAULT_COALESCING;
    /** Microseconds to go on polling behind a packet, ahead of a sleep. */
    int spin = -1; // the sleeper finds out

    private boolean inFlightGiven;
    private boolean durationGiven;

    /**
     * Reads a command line.
     *
     * @param words all words of it
     * @param first index of the first word behind {@code bench}
     * @return what it asks for
     * @throws UsageException if it cannot be obeyed
     */
    static BenchArguments parse(String[] words, int first) throws UsageException {
        BenchArguments arguments = new BenchArguments();
        CommandLine.Options options = line -> arguments.connection.take(line) || arguments.take(line);
        ConfigurationFile.read("bench", options);
        new CommandLine(words, first).takeAll("bench", options);
        arguments.check();
        return arguments;
    }

    private boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-t", "--topic" -> topic = Topics.name(line.option(), line.value("a topic"));
            case "-n", "--messages" -> messages = line.number(1, 1_000_000_000_000L);
            case "--seconds" -> {
                duration = Math.max(1, line.milliseconds());
                durationGiven = true;
            }
            case "--size" -> size = line.integer(0, 1_000_000);
            case "--inflight" -> {
                inFlight = line.integer(1, 1023);
                inFlightGiven = true;
            }
            case "--coalesce" -> coalesce = line.integer(0, 1000);
            case "--spin" -> spin = line.integer(0, 1000);
            case "--direction" -> inwards = direction(line.value("a direction"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean direction(String value) throws UsageException {
        return switch (value) {
            case "out" -> false;
            case "in" -> true;
            default -> throw new UsageException("--direction must be out or in, not '" + value + "'");
        };
    }

    private void check() throws UsageException {
        if (messages != 0 && durationGiven) {
            throw new UsageException("-n does not go with --seconds: give one of them");
        }
        if (topic == null && connection.endpoint.topic() != null) {
            topic = Topics.name("-L", connection.endpoint.topic());
        }
        if (connection.willTopic != null) {
            throw new UsageException("a will has no place in a bench: leave --will-topic out");
        }
        connection.check();
        if (connection.qos == 0 && !inFlightGiven) {
            inFlight = 1023;
        }
    }
}
