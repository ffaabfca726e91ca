package nogc.javase;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;

/**
 * Serves a client on a thread of its own, so that any thread may publish.
 * <pre>
 *  threads that publish ──▶ PublishRing ──▶ ┌────────────────┐ ──▶ socket
 *  threads that execute ──▶ tasks ────────▶ │ thread, client │
 *                                Listener ◀─└────────────────┘ ◀── socket
 * </pre>
 * That thread alone touches the client once {@link #start} was called. It sleeps in a selector until there is input,
 * room for output, a message, a task, or the client's own deadline: no tick, no busy loop.
 *
 * <p>A message is copied into a preallocated cell and then handed to the client in the order of arrival. When the
 * client has no room the message keeps its cell, and those behind it theirs, until there is room; then the ring fills
 * up, and {@link #publish} says {@link Result#FULL}. Nothing is dropped and nothing overtakes. Neither the thread nor
 * those that publish allocate anything, whatever the number of messages; a connection costs what {@link TcpTransport}
 * says.
 *
 * <p>Each message for which {@link #publish} answered {@link Result#OK} is reported once, to {@link #onAccepted} or
 * {@link #onRefused}, also if the runner was closed or its thread ended in the middle of that call; no other is
 * reported. Neither waits for the other: a call that the end of the runner overtook answers
 * {@link Result#DISCONNECTED}.
 *
 * <p>Listener events come on the thread of the runner; the client may be called there directly.
 */
public class ClientRunner implements AutoCloseable {
    /** What {@link #close()} waits at most for queued messages, in milliseconds. */
    public static final int CLOSE_TIMEOUT = 5000;

    private static final int TASKS = 64;
    /** What DISCONNECT and the server get to end the connection once all is out or the time is up, in nanoseconds. */
    private static final long LEAVE_TIMEOUT = 2_000_000_000L;
    private static final Consumer<SelectionKey> NOTHING = key -> { };

    // What wakes the thread.
    private static final int AWAKE = 0;
    private static final int ASLEEP_UNTIL_TASK = 1;
    private static final int ASLEEP_UNTIL_ANYTHING = 2;

    /** A call that waits for the client's thread. */
    private static final class Task extends Ring.Cell {
        private Runnable call;
    }

    private final Client client;
    private final Selectable transport;
    private final PublishRing messages;
    private final Ring<Task> tasks = new Ring<>(TASKS, Task::new);
    private final Selector selector;
    private final Thread thread;
    private final AtomicInteger sleep = new AtomicInteger(AWAKE);

    // For the thread alone.
    private boolean blocked;
    private boolean leaving;

    // Guarded by `signal`, which is notified of every change.
    private final Object signal = new Object();
    private volatile boolean connected;
    private volatile boolean idle;
    private volatile boolean ended;
    private volatile boolean drained = true; // until the thread starts
    private volatile boolean closing;
    private volatile long closeDeadline;
    private volatile int waitingForRoom;

    /**
     * Makes a runner with 64 cells for messages of up to 512 bytes of payload, 128 bytes of topic and 128 bytes of
     * properties, and a thread that keeps the JVM alive until {@link #close}.
     *
     * @param client a client over {@code transport}
     * @param transport the client's transport
     */
    public ClientRunner(Client client, Selectable transport) {
        this(client, transport, new PublishRing(64, 128, 512, 128), false);
    }

    /**
     * Makes a runner.
     *
     * @param client a client over {@code transport}
     * @param transport the client's transport
     * @param messages the ring for messages of other threads
     * @param daemon whether the JVM may end although this runner was not closed
     */
    public ClientRunner(Client client, Selectable transport, PublishRing messages, boolean daemon) {
        this.client = client;
        this.transport = transport;
        this.messages = messages;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("no selector: " + e.getMessage(), e);
        }
        transport.register(selector);
        thread = new Thread(this::run, "nogc-mqtt");
        thread.setDaemon(daemon);
    }

    /**
     * Connects and starts the thread. From now on only listener events and tasks may touch the client.
     *
     * @param options as for {@link Client#connect}
     * @return the result of {@link Client#connect}; the thread runs only if it is {@link Result#OK}
     */
    public int start(ConnectOptions options) {
        int result = client.connect(options);
        if (result >= 0) {
            drained = false;
            thread.start();
        }
        return result;
    }

    /**
     * Publishes a message from any thread, without properties and tag.
     *
     * @see #publish(Topic, byte[], int, int, int, boolean, PropertyWriter, long)
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain) {
        return publish(topic, payload, offset, length, qos, retain, null, 0);
    }

    /**
     * Publishes a message from any thread. All arguments are copied before it returns. Bounded, takes no lock,
     * allocates nothing.
     *
     * @param topic where to
     * @param payload array of the payload, may be null for an empty one
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain RETAIN flag
     * @param properties of the message, or null
     * @param tag any number, handed to {@link #onAccepted} and {@link #onRefused}
     * @return {@link Result#OK}: it is queued, and will be reported; {@link Result#FULL}: no free cell;
     *     {@link Result#BUFFER_TOO_SMALL}: it exceeds the cells; {@link Result#INVALID_ARGUMENT},
     *     {@link Result#INVALID_TOPIC}, {@link Result#INVALID_QOS}; {@link Result#DISCONNECTED}: the runner is closed
     *     or closing, and nothing was queued
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, long tag) {
        if (closing || ended) {
            return Result.DISCONNECTED;
        }
        int result = messages.offer(topic, payload, offset, length, qos, retain, properties, tag);
        if (result == Result.OK && sleep.get() == ASLEEP_UNTIL_ANYTHING) {
            wake();
        }
        return result;
    }

    /**
     * As {@link #publish(Topic, byte[], int, int, int, boolean, PropertyWriter, long)}, but waits for a free cell.
     * Allocates nothing, but takes a lock where it has to wait. Never on the thread of the runner.
     *
     * @param timeoutMillis longest wait in milliseconds; {@link Result#FULL} comes after it
     * @throws InterruptedException if the calling thread was interrupted while waiting; nothing was queued
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, long tag, long timeoutMillis) throws InterruptedException {
        int result = publish(topic, payload, offset, length, qos, retain, properties, tag);
        if (result != Result.FULL || Thread.currentThread() == thread) {
            return result;
        }
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        synchronized (signal) {
            waitingForRoom++;
            try {
                // Counted first, tried then: room that comes after this attempt is announced.
                result = publish(topic, payload, offset, length, qos, retain, properties, tag);
                while (result == Result.FULL && waitForSignal(deadline)) {
                    result = publish(topic, payload, offset, length, qos, retain, properties, tag);
                }
            } finally {
                waitingForRoom--;
            }
        }
        return result;
    }

    /**
     * Has a call made on the client's thread, ahead of the messages that wait there.
     *
     * @param call short and not blocking; an exception is treated as one of a listener. One that still waits when the
     *     thread ends is not made
     * @return {@link Result#OK}; {@link Result#FULL} if 64 calls wait already; {@link Result#DISCONNECTED} if the
     *     thread ended
     */
    public int execute(Runnable call) {
        if (call == null) {
            return Result.INVALID_ARGUMENT;
        }
        if (ended) {
            return Result.DISCONNECTED;
        }
        Task task = tasks.claim();
        if (task == null) {
            return Result.FULL;
        }
        task.call = call;
        tasks.commit(task);
        wake();
        return Result.OK;
    }

    /** @return whether the connection stood when the thread last looked */
    public boolean isConnected() {
        return connected;
    }

    /**
     * Waits until the connection stands.
     *
     * @param timeoutMillis longest wait in milliseconds
     * @return true if it does; false if the time is over, the client gave up (see {@code onConnectFailed}), or the
     *     thread ended
     * @throws InterruptedException if the calling thread was interrupted
     */
    public boolean awaitConnected(long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        synchronized (signal) {
            while (!connected && !idle && !ended && waitForSignal(deadline)) {
                continue;
            }
            return connected;
        }
    }

    /** Waits for the next change; false if the deadline has passed. The caller holds the lock. */
    private boolean waitForSignal(long deadline) throws InterruptedException {
        long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        if (millis <= 0) {
            return false;
        }
        signal.wait(millis);
        return true;
    }

    /** Closes within {@link #CLOSE_TIMEOUT}. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Takes no more messages, waits until those in the ring and in the client are completed, sends DISCONNECT and ends
     * the thread. What is left when the time is up is reported to {@link #onRefused} or, if the client has it, stays in
     * the session. Idempotent. On the thread of the runner it does not wait: the thread ends by itself.
     *
     * @param timeoutMillis longest wait for messages; DISCONNECT and the server's answer may add two seconds
     * @return whether every message was completed
     */
    public boolean close(int timeoutMillis) {
        if (!closing) {
            closeDeadline = System.nanoTime() + timeoutMillis * 1_000_000L;
            closing = true;
        }
        if (Thread.currentThread() == thread) {
            return false;
        }
        if (thread.getState() == Thread.State.NEW) {
            end();
            return drained;
        }
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                closeDeadline = System.nanoTime();
                wake();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return drained;
    }

    /**
     * The client took a message of {@link #publish}; {@code Listener.onPublished} will tell of the same handle how it
     * ended. On the thread of the runner. Does nothing unless overridden.
     *
     * @param tag that {@code publish} was given
     * @param handle that the client gave
     */
    protected void onAccepted(long tag, int handle) {
    }

    /**
     * The client refused a message of {@link #publish} for good, or the runner ended before it had room. On the thread
     * of the runner, or on that which closes a runner that was never started. Does nothing unless overridden.
     *
     * @param tag that {@code publish} was given
     * @param result negative, as of {@link Client#publish}, or {@link Result#DISCONNECTED}
     */
    protected void onRefused(long tag, int result) {
    }

    /**
     * A listener or a task threw, or the selector broke. The state of the client is undefined then, so the connection
     * is dropped (the server sends the will) and the thread ends. Prints the stack trace unless overridden.
     *
     * @param failure what was thrown
     */
    protected void onFailure(Throwable failure) {
        System.err.println("nogc-mqtt: the client's thread ends");
        failure.printStackTrace();
    }

    private void run() {
        try {
            serve();
        } catch (Throwable e) {
            onFailure(e);
        } finally {
            end();
        }
    }

    private void serve() throws IOException {
        while (true) {
            runTasks();
            int wait = client.poll();
            boolean moved = moveMessages();
            tellState();
            if (leaving && (client.isIdle() || isLate())) {
                if (client.abort() == Result.OK) {
                    client.poll(); // it is late: the end is told all the same
                }
                return;
            }
            if (wait > 0 && !moved && !startsLeaving()) {
                sleep(wait);
            }
        }
    }

    private void runTasks() {
        for (Task task = tasks.peek(); task != null; task = tasks.peek()) {
            Runnable call = task.call;
            task.call = null;
            tasks.release(task);
            call.run();
        }
    }

    /** Hands messages to the client until one finds no room; whether any was handed over. */
    private boolean moveMessages() {
        blocked = false;
        boolean moved = false;
        PublishRing.Message message = messages.peek();
        while (message != null) {
            int result = hand(message);
            if (result == Result.FULL) {
                blocked = true;
                break;
            }
            release(message, result);
            moved = true;
            message = messages.peek();
        }
        if (moved && waitingForRoom > 0) {
            synchronized (signal) {
                signal.notifyAll();
            }
        }
        return moved;
    }

    private int hand(PublishRing.Message message) {
        PropertyWriter properties = message.hasProperties ? message.properties : null;
        return message.refusal < 0 ? message.refusal : client.publish(message.topic, message.payload, 0,
                message.payloadLength, message.qos, message.retain, properties);
    }

    private void release(PublishRing.Message message, int result) {
        long tag = message.tag;
        messages.release(message);
        if (result >= 0) {
            onAccepted(tag, result);
        } else {
            onRefused(tag, result);
        }
    }

    private void tellState() {
        boolean nowConnected = client.isConnected();
        boolean nowIdle = client.isIdle();
        if (nowConnected != connected || nowIdle != idle) {
            synchronized (signal) {
                connected = nowConnected;
                idle = nowIdle;
                signal.notifyAll();
            }
        }
    }

    /** Disconnects when the runner is closing and all messages are out, or the time for them is up. */
    private boolean startsLeaving() {
        if (!closing || leaving) {
            return false;
        }
        drained = messages.peek() == null && client.usedSlots() == 0;
        if (!drained && !isLate() && !client.isIdle()) {
            return false;
        }
        leaving = true;
        closeDeadline = System.nanoTime() + LEAVE_TIMEOUT;
        client.disconnect();
        return true;
    }

    private boolean isLate() {
        return System.nanoTime() - closeDeadline >= 0;
    }

    private void sleep(int clientWait) throws IOException {
        long wait = clientWait;
        if (closing) {
            wait = Math.min(wait, (closeDeadline - System.nanoTime()) / 1_000_000 + 1);
        }
        transport.watch(client.wantsInput(), client.wantsOutput());
        // A message behind one that waits for room in the client is no reason to wake up.
        sleep.set(blocked ? ASLEEP_UNTIL_TASK : ASLEEP_UNTIL_ANYTHING);
        // Announced first, looked then: what comes after this look wakes the selector.
        if (wait > 0 && tasks.peek() == null && (blocked || messages.peek() == null)) {
            selector.select(NOTHING, wait);
        }
        sleep.set(AWAKE);
        if (Thread.interrupted()) {
            closing = true;
            closeDeadline = System.nanoTime();
        }
    }

    private void wake() {
        if (sleep.getAndSet(AWAKE) != AWAKE) {
            selector.wakeup();
        }
    }

    private void end() {
        transport.close();
        transport.register(null);
        synchronized (signal) {
            connected = false;
            ended = true;
            signal.notifyAll();
        }
        try {
            selector.close();
        } catch (IOException e) {
            onFailure(e);
        }
        // Who published past the check of `closing` finds the ring closed, or its message here.
        if (messages.close()) {
            boolean completed = client.usedSlots() == 0;
            for (PublishRing.Message last = messages.peekLast(); last != null; last = messages.peekLast()) {
                completed = false;
                release(last, Result.DISCONNECTED);
            }
            drained &= completed;
        }
    }
}
