package nogc.samples.cli;

import java.util.Locale;

/**
 * When a measurement begins and ends: after a warm-up of a tenth or two seconds, so many messages or seconds. The
 * warm-up is made of short rounds that begin and end as the measurement does: HotSpot throws away what it has compiled
 * of the way to a branch when that is taken for the first time, and would compile anew in all that counts.
 */
final class BenchRun {
    /** In nanoseconds; the optimising compiler is done by then. */
    private static final long SHORTEST_WARM_UP = 2_000_000_000L;
    private static final long ROUND = 50_000_000L;
    private static final int WARMING_UP = 0;
    private static final int MEASURING = 1;
    /** The time is up, but what left last may not have arrived yet. */
    private static final int ENDING = 2;
    private static final int OVER = 3;

    final Meter meter = new Meter();
    private final BenchArguments asked;
    private int state = WARMING_UP;
    private long warmUntil;
    /** When this round or the measurement ends: at a time, and not ahead of so many messages. */
    private long until;
    private long least;
    private long startCount;
    /** Messages that were measured. */
    private long count;

    BenchRun(BenchArguments asked) {
        this.asked = asked;
    }

    /** The first message may go: the warm-up starts. */
    void begin() {
        until = System.nanoTime();
        warmUntil = until + Math.max(SHORTEST_WARM_UP, asked.duration * 100_000L);
    }

    /**
     * Looks whether it is time for the next state.
     *
     * @param completed messages so far
     * @return whether the measurement is over
     */
    boolean isOver(long completed) {
        if (System.nanoTime() - until >= 0 && completed >= least) {
            go(completed);
        }
        return state == OVER;
    }

    private void go(long completed) {
        if (state == WARMING_UP) {
            boolean warm = System.nanoTime() - warmUntil >= 0 && completed >= asked.messages / 10;
            startCount = completed;
            meter.start();
            state = warm ? MEASURING : WARMING_UP;
            until = System.nanoTime() + (!warm ? ROUND : asked.messages > 0 ? 0 : asked.duration * 1_000_000L);
            least = warm ? completed + asked.messages : 0;
        } else if (state == MEASURING) {
            state = ENDING;
            if (asked.inwards || asked.connection.qos > 0) {
                end(completed);
            }
        }
    }

    /** Whether the server is still to be asked, by a last message at QoS 1, whether all arrived; then {@link #end}. */
    boolean isEnding() {
        return state == ENDING;
    }

    /** The measurement is over, once. */
    void end(long completed) {
        if (state == ENDING) {
            meter.stop();
            count = completed - startCount;
            state = OVER;
        }
    }

    /** @return whether there are figures */
    boolean isMeasured() {
        return state == OVER && count > 0;
    }

    /** @return the figures in lines */
    String report() {
        ConnectionArguments to = asked.connection;
        return String.format(Locale.ROOT, """
                %s, QoS %d, %d B of payload, %d in flight, MQTT %s, %s, %.1f s
                  messages    %,d
                  throughput  %.1f k msg/s
                  CPU         %.2f us per message in the client's thread, %.2f us in the whole process
                  allocated   %s B per message in the client's thread (%,d B in all)
                  memory      %.1f MB of the machine (RSS), %d collections
                """, asked.inwards ? "in" : "out", to.qos, asked.size, asked.inFlight,
                to.isVersion5() ? "5.0" : "3.1.1", to.endpoint.where(), meter.time / 1e9, count,
                count / (meter.time / 1e6), meter.threadCpu / 1e3 / count, meter.processCpu / 1e3 / count,
                meter.allocated == 0 ? "0" : String.format(Locale.ROOT, "%.4f", (double) meter.allocated / count),
                meter.allocated, meter.resident / 1048576.0, meter.collections);
    }
}
