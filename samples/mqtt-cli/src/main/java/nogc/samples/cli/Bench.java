package nogc.samples.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import nogc.mqtt.Authenticator;
import nogc.mqtt.PacketTrace;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicAliases;

/** {@code mqtt bench}: measures one client on the calling thread. */
final class Bench {
    /**
     * Loaded here and now. When the JVM's optimising compiler gets to code that looks at a field that was null so far,
     * it has the measured thread load the type of that field, for ten kilobytes.
     */
    private static final List<Class<?>> TYPES = List.of(PropertyWriter.class, Subscriptions.class, PayloadSource.class,
            SessionStore.class, TopicAliases.class, PacketTrace.class, Authenticator.class, Result.class);

    private Bench() {
    }

    /** Measures, prints the figures and returns the exit code. */
    static int run(BenchArguments asked) throws IOException {
        String topic = asked.topic != null ? asked.topic
                : "mqtt-bench/" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
        BenchRun run = new BenchRun(asked);
        int code = asked.inwards ? receive(asked, topic, run) : new BenchPublisher(asked, topic, run, null).run();
        if (code != Connection.DONE) {
            return code;
        }
        if (!run.isMeasured()) {
            System.err.println("mqtt bench: ended before anything was measured");
            return Connection.FAILED;
        }
        System.out.print(run.report());
        return Connection.DONE;
    }

    private static int receive(BenchArguments asked, String topic, BenchRun run) throws IOException {
        CountDownLatch ready = new CountDownLatch(1);
        BenchReceiver receiver = new BenchReceiver(asked, topic, run, ready);
        BenchPublisher feeder = new BenchPublisher(asked, topic, null, receiver);
        Thread thread = new Thread(() -> feed(feeder, ready), "feeder");
        thread.setDaemon(true);
        thread.start();
        int code = receiver.run();
        feeder.interrupt();
        ready.countDown();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code;
    }

    private static void feed(BenchPublisher feeder, CountDownLatch ready) {
        try {
            ready.await();
            feeder.run();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the receiver reports that nothing came
        }
    }
}
