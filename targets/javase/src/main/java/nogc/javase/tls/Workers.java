package nogc.javase.tls;

import java.nio.channels.Selector;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that do what takes long in a hand-shake (files, signatures, certificate paths) for all transports
 * of the JVM: at most one for each processor, daemons, gone 10 s after the last work.
 */
final class Workers {
    private static final ScheduledThreadPoolExecutor THREADS = threads();

    private Workers() {
    }

    private static ScheduledThreadPoolExecutor threads() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                Runtime.getRuntime().availableProcessors(), work -> {
                    Thread thread = new Thread(null, work, "nogc-tls", 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.setKeepAliveTime(10, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }

    /** A piece of work, and what became of it. */
    static final class Job implements Runnable {
        private final Callable<?> work;
        private final Selector waiting;
        private Object result;
        private Throwable failure;
        private volatile boolean done;

        private Job(Callable<?> work, Selector waiting) {
            this.work = work;
            this.waiting = waiting;
        }

        @Override
        public void run() {
            if (done) {
                return;
            }
            try {
                result = work.call();
            } catch (Throwable e) { // a provider's Error too: else the transport would wait for ever
                failure = e;
            }
            done = true;
            wake(waiting);
        }

        /** Whether it ended. */
        boolean isDone() {
            return done;
        }

        /** What it gave; only once done. */
        Object result() {
            return result;
        }

        /** What it threw, or null; only once done. */
        Throwable failure() {
            return failure;
        }
    }

    /**
     * Starts some work that wakes {@code waiting}, unless that is null, when it is done. It has failed at once where
     * there is no thread and the system has none to give.
     */
    static Job start(Callable<?> work, Selector waiting) {
        Job job = new Job(work, waiting);
        try {
            THREADS.execute(job);
        } catch (OutOfMemoryError e) { // one thread more would have been welcome: it is queued for those that there are
            if (THREADS.getPoolSize() == 0) {
                job.failure = e;
                job.done = true;
            }
        }
        return job;
    }

    /** Wakes a selector, unless that is null, after a time; unless there is no thread for it. */
    static Future<?> wakeAfter(int millis, Selector waiting) {
        try {
            return THREADS.schedule(() -> wake(waiting), millis, TimeUnit.MILLISECONDS);
        } catch (OutOfMemoryError e) {
            return new CompletableFuture<>(); // it is queued, and the wake-up of a stream that is closed harms nobody
        }
    }

    private static void wake(Selector waiting) {
        if (waiting != null) {
            waiting.wakeup();
        }
    }
}
