package nogc.javase;

import nogc.mqtt.Result;

/** Calls on their way from any thread to the thread of a {@link ClientRunner}. Each that was taken is made once. */
final class Tasks {
    /** A call that waits. */
    private static final class Task extends Ring.Cell {
        private Runnable call;
    }

    private final Ring<Task> ring;
    private final Callbacks callbacks;

    /** As many may wait, a power of two from 2. */
    Tasks(int calls, Callbacks callbacks) {
        if (calls < 2 || Integer.bitCount(calls) != 1) {
            throw new IllegalArgumentException("calls must be a power of two and at least 2, not " + calls);
        }
        ring = new Ring<>(calls, Task::new);
        this.callbacks = callbacks;
    }

    /** Any thread: takes a call, with the results of {@link ClientRunner#execute}. */
    int offer(Runnable call) {
        if (call == null) {
            return Result.INVALID_ARGUMENT;
        }
        Task task = ring.claim();
        if (task == null) {
            return ring.isClosed() ? Result.DISCONNECTED : Result.FULL;
        }
        task.call = call;
        return ring.commit(task) ? Result.OK : Result.DISCONNECTED;
    }

    /** The client's thread: makes the calls that wait now; one that they post waits for the next turn. */
    void run() {
        for (int left = ring.size(); left > 0; left--) {
            Task task = ring.peek();
            if (task == null) {
                return; // not yet complete: its thread will ask for another turn
            }
            run(task);
        }
    }

    /** The client's thread: takes no more calls, and makes those that were taken. */
    void close() {
        ring.close();
        for (Task last = ring.peekLast(); last != null; last = ring.peekLast()) {
            run(last);
        }
    }

    private void run(Task task) {
        Runnable call = task.call;
        task.call = null;
        ring.release(task);
        callbacks.run(call);
    }
}
