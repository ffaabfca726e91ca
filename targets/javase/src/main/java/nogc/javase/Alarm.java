package nogc.javase;

import java.nio.channels.Selector;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Wakes a selector after a time, for a transport whose opening waits for a clock and not for the network. */
final class Alarm {
    /** Made when the first alarm is set: most programs set none. */
    private static final class Clock {
        private static final ScheduledThreadPoolExecutor THREAD = make();

        private static ScheduledThreadPoolExecutor make() {
            ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(null, task, "nogc-alarm", 0, false);
                thread.setDaemon(true);
                return thread;
            });
            clock.setRemoveOnCancelPolicy(true);
            return clock;
        }
    }

    private Future<?> set;

    /**
     * Wakes it after so many milliseconds, 0 for not at all; instead of what was set before. Not where the system has
     * no thread to give: the opening then takes until its caller gives it up, and the next one goes on behind it.
     */
    void wake(Selector selector, int millis) {
        cancel();
        if (millis > 0 && isTicking()) {
            set = Clock.THREAD.schedule(selector::wakeup, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Starts the thread, unless it runs, ahead of what it would find in its queue else if it came later. */
    private static boolean isTicking() {
        try {
            Clock.THREAD.prestartCoreThread();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    void cancel() {
        if (set != null) {
            set.cancel(false);
            set = null;
        }
    }
}
