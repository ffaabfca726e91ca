package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nogc.javase.broker.FreePort;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads publish while the runner is closed; what each call answered and what is reported must agree. */
@Timeout(120)
class PublishWhileClosingTest {
    private static final int PUBLISHERS = 4;
    private static final int MOST = 100_000;

    private final CyclicBarrier barrier = new CyclicBarrier(PUBLISHERS + 1);
    private final Publisher[] publishers = new Publisher[PUBLISHERS];
    private volatile CountingRunner runner;

    /** Counts the reports of each tag. */
    private static final class CountingRunner extends ClientRunner {
        final byte[][] reports;

        CountingRunner(Client client, Selectable transport, PublishRing messages, byte[][] reports) {
            super(client, transport, messages, true);
            this.reports = reports;
        }

        @Override
        protected void onAccepted(int tag, int handle) {
            reports[tag / MOST][tag % MOST]++;
        }

        @Override
        protected void onRefused(int tag, int result) {
            onAccepted(tag, result);
        }
    }

    /** In each round one publishes until the runner is closed; its messages are such as a client refuses at once. */
    private final class Publisher extends Thread {
        private final int number;
        private final int rounds;
        private final Topic topic = new Topic("closing");
        private final byte[] payload;
        private int taken;

        Publisher(int number, int rounds, int length) {
            this.number = number;
            this.rounds = rounds;
            payload = new byte[length];
            topic.setAlias(9999);
        }

        @Override
        public void run() {
            for (int round = 0; round < rounds; round++) {
                meet();
                taken = 0;
                int result = Result.OK;
                while (result != Result.DISCONNECTED && taken < MOST - 1) {
                    result = runner.publish(topic, payload, 0, payload.length, 0, false, null,
                            number * MOST + taken);
                    taken += result == Result.OK ? 1 : 0;
                    if (result == Result.FULL) {
                        Thread.yield(); // else those that find no room take the processors from the one that closes
                    }
                }
                meet();
            }
        }
    }

    private void meet() {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** With a long payload the end mostly comes between claim and commit of a cell, with a short one ahead of it. */
    @ParameterizedTest
    @CsvSource({"true, 16, 1000", "true, 1000000, 200", "false, 16, 2000", "false, 1000000, 200"})
    void whatWasTakenIsReportedOnceAndWhatWasNotIsNot(boolean started, int length, int rounds) {
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers[i] = new Publisher(i, rounds, length);
            publishers[i].setDaemon(true);
            publishers[i].start();
        }
        int deadPort = FreePort.find();
        byte[][] reports = new byte[PUBLISHERS][MOST];
        int wrong = 0;
        int taken = 0;
        for (int round = 0; round < rounds; round++) {
            TcpTransport transport = new TcpTransport("127.0.0.1", deadPort, 64);
            Client client = new Client(TestClient.smallSteps(), new Mqtt5(), transport, new SteadyClock(),
                    new SystemEntropy(), new Listener() { });
            runner = new CountingRunner(client, transport, new PublishRing(8, 8, length, 0), reports);
            if (started) {
                assertEquals(Result.OK, runner.start(new ConnectOptions()));
            }
            meet();
            LockSupport.parkNanos(round % 20 * 10_000); // each time a little later
            runner.close(0);
            meet();
            for (Publisher publisher : publishers) {
                byte[] found = reports[publisher.number];
                for (int i = 0; i < publisher.taken; i++) {
                    wrong += found[i] == 1 ? 0 : 1;
                }
                wrong += found[publisher.taken]; // of the call that was told DISCONNECTED
                Arrays.fill(found, 0, publisher.taken + 1, (byte) 0);
                taken += publisher.taken;
            }
        }
        assertEquals(0, wrong, "reported twice, never or without having been taken, of " + taken + " messages taken");
    }
}
