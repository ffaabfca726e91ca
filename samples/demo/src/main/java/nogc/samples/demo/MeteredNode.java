package nogc.samples.demo;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.function.Supplier;
import nogc.javase.Selectable;
import nogc.samples.sensor.SensorNode;

/**
 * Serves a node on a thread of its own, and counts over some of its readings how often that thread, which stands for
 * the processor of a device, had to wake up, and what went over the wire.
 */
final class MeteredNode {
    /** The first readings go with the connection and are not counted. */
    private static final int FIRST = 3;

    private final String name;
    private final SensorNode node;
    private final Selector selector;
    private final Selectable stream;
    private final Supplier<Traffic> traffic;
    private final Story story;
    private final int readings;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean counted;
    private int wakings;
    private int seen;
    private int wakingsBefore;
    private Traffic before;
    private Traffic during;
    private int wakingsDuring;

    /**
     * A node that is not started.
     *
     * @param name for the story
     * @param node to serve
     * @param selector that its transport has registered with
     * @param stream that transport if it is a stream, else null
     * @param traffic what went over the wire so far
     * @param readings how many are counted over
     * @param story is told each reading, or null
     */
    MeteredNode(String name, SensorNode node, Selector selector, Selectable stream, Supplier<Traffic> traffic,
            int readings, Story story) {
        this.name = name;
        this.node = node;
        this.selector = selector;
        this.stream = stream;
        this.traffic = traffic;
        this.readings = readings;
        this.story = story;
        thread = new Thread(this::serve, name);
    }

    void start() {
        Observer.require(node.start());
        thread.start();
    }

    private void serve() {
        try (selector) {
            while (!node.isStopped()) {
                if (stopping) {
                    node.stop();
                }
                int wait = node.poll();
                look();
                if (wait > 0 && !node.isStopped()) {
                    sleep(wait);
                    wakings++;
                }
            }
        } catch (IOException e) {
            System.err.println("demo: " + name + ": " + e.getMessage());
        }
    }

    private void sleep(int millis) throws IOException {
        if (stream != null) {
            stream.watch(node.client().wantsInput(), node.client().wantsOutput());
        }
        selector.select(key -> { }, millis);
    }

    /** From the moment when one reading is sent to the same moment of a later one. */
    private void look() {
        int taken = node.counters().readings;
        if (taken == seen) {
            return;
        }
        seen = taken;
        if (story != null) {
            story.tell(name, "takes reading " + taken);
        }
        if (taken == FIRST) {
            before = traffic.get().now();
            wakingsBefore = wakings;
        } else if (taken == FIRST + readings) {
            during = traffic.get().since(before);
            wakingsDuring = wakings - wakingsBefore;
            counted = true;
        }
    }

    /** Whether all readings that count were taken, at the latest after the time. */
    boolean await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!counted && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return counted;
    }

    /** Has the node leave, and waits for it. */
    void stop(long millis) throws InterruptedException {
        stopping = true;
        selector.wakeup();
        thread.join(millis);
    }

    String name() {
        return name;
    }

    SensorNode node() {
        return node;
    }

    /** What a reading costs, once {@link #await} said that it was counted. */
    Cost cost(String protocol, int headers) {
        return new Cost(protocol, readings, wakingsDuring, during, headers);
    }
}
