package nogc.javase;

import nogc.mqtt.Result;

/**
 * Where a {@link ClientRunner} stands, and those who wait for that to change.
 * <pre>
 *            start                 the client gave up or was disconnected
 *   NEW ───────────────▶ RUNNING ◀──────────────────────────────────────▶ IDLE
 *    │                      │                connected anew                │
 *    │ close                │ close                                        │ close
 *    └──────────────────────┴───────────▶ CLOSING ◀────────────────────────┘
 *                                            │ all is out or the time is up      (from everywhere: a failure)
 *                                            ▼
 *                                          ENDED
 * </pre>
 */
final class Life {
    /** The columns of the table at {@link ClientRunner}. */
    enum State { NEW, RUNNING, IDLE, CLOSING, ENDED }

    // Guarded by this object, which is notified of every change.
    private volatile State state = State.NEW;
    private volatile boolean connected;
    private volatile long closeDeadline;
    private volatile int waitingForRoom;

    State state() {
        return state;
    }

    boolean isConnected() {
        return connected;
    }

    /** What a call that hands over a message has to answer; {@link Result#OK} if it may be tried. */
    int mayPublish() {
        State now = state;
        return now == State.IDLE ? Result.NOT_CONNECTED
                : now == State.CLOSING || now == State.ENDED ? Result.DISCONNECTED : Result.OK;
    }

    /** What a start has to answer; {@link Result#OK} if it may be tried. */
    int mayStart() {
        State now = state;
        return now == State.RUNNING ? Result.ALREADY_CONNECTED
                : now == State.CLOSING || now == State.ENDED ? Result.DISCONNECTED : Result.OK;
    }

    /** The client has a thread from now on. */
    synchronized void started() {
        state = State.RUNNING;
        notifyAll();
    }

    /** The thread: what the client is at. */
    void tell(boolean nowConnected, boolean nowIdle) {
        State now = nowIdle ? State.IDLE : State.RUNNING;
        boolean same = state == now || state == State.CLOSING;
        if (nowConnected == connected && same) {
            return;
        }
        synchronized (this) {
            connected = nowConnected;
            if (state != State.CLOSING) {
                state = now;
            }
            notifyAll();
        }
    }

    /**
     * Asks for the end; of several calls the earliest time counts.
     *
     * @return whether the caller has to bring it about, since there never was a thread
     */
    synchronized boolean close(long timeoutMillis) {
        State before = state;
        long deadline = Deadline.in(timeoutMillis);
        if (before != State.CLOSING && before != State.ENDED) {
            closeDeadline = deadline;
            state = State.CLOSING;
            notifyAll();
        } else if (Deadline.isEarlier(deadline, closeDeadline)) {
            closeDeadline = deadline;
        }
        return before == State.NEW;
    }

    boolean isClosing() {
        return state == State.CLOSING;
    }

    /** Until when messages are waited for; only once closing. */
    long closeDeadline() {
        return closeDeadline;
    }

    /** The connection is gone, and nothing is taken any more: but waiting for the end goes on. */
    synchronized void ending() {
        connected = false;
        if (state != State.CLOSING) {
            closeDeadline = Deadline.in(0);
            state = State.CLOSING;
        }
        notifyAll();
    }

    /** All is told. */
    synchronized void ended() {
        state = State.ENDED;
        notifyAll();
    }

    synchronized void awaitEnd() throws InterruptedException {
        while (state != State.ENDED) {
            wait();
        }
    }

    synchronized boolean awaitConnected(long timeoutMillis) throws InterruptedException {
        long deadline = Deadline.in(timeoutMillis);
        while (!connected && (state == State.NEW || state == State.RUNNING) && awaitChange(deadline)) {
            continue;
        }
        return connected;
    }

    /** Waits for the next change; false if the deadline has passed. The caller holds the lock. */
    boolean awaitChange(long deadline) throws InterruptedException {
        long millis = Deadline.millisTo(deadline);
        if (millis == 0) {
            return false;
        }
        wait(millis);
        return true;
    }

    /** One that holds the lock, ahead of its next attempt: room that comes after that is announced. */
    void waitForRoom(int one) {
        waitingForRoom += one;
    }

    /** The thread has made room for messages. */
    void roomCame() {
        if (waitingForRoom > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }
}
