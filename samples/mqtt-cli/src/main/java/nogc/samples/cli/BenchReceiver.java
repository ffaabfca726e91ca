package nogc.samples.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.TopicFilter;

/** Receives as fast as it can: the measured client of {@code mqtt bench --direction in}. */
final class BenchReceiver extends Connection {
    /** How far the feeding client may be ahead: below the 1,000 messages that brokers queue for a client. */
    private static final int AHEAD = 800;

    private final TopicFilter filter;
    private final BenchRun run;
    private final CountDownLatch ready;
    private long received;
    /** What the feeding client may have published in all. */
    private volatile long credit = AHEAD;

    BenchReceiver(BenchArguments asked, String topic, BenchRun run, CountDownLatch ready) throws IOException {
        super("bench", asked.connection, BenchPublisher.config(asked));
        filter = new TopicFilter(topic);
        this.run = run;
        this.ready = ready;
        sleepsBy(asked.coalesce, asked.spin);
    }

    long credit() {
        return credit;
    }

    @Override
    void connected(boolean sessionPresent) {
        int result = client.subscribe(filter, arguments.qos);
        if (result < 0) {
            fail("cannot subscribe: " + Failure.ofCall(result));
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        if (result == Result.OK) {
            run.begin();
            ready.countDown();
        } else {
            fail("the broker refused the subscription");
        }
    }

    @Override
    boolean isPatient() {
        return false;
    }

    @Override
    int step() {
        if (ready.getCount() == 0 && run.isOver(received)) {
            finish(DONE);
            return 0;
        }
        return 1000;
    }

    @Override
    void afterPoll() {
        if (credit - AHEAD != received) {
            credit = received + AHEAD;
        }
    }

    @Override
    public int onMessage(Message message) {
        received++;
        return ACCEPT;
    }
}
