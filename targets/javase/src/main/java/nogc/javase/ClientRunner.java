package nogc.javase;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
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
 * room for output, a message, a task, or the client's own deadline: no tick, no busy loop. Under load it lets packets
 * gather for a moment ({@link Sleeper#coalesce}), unless {@link #sleeper} is told otherwise. Each of its turns serves
 * the tasks and messages that were there when the turn began, so none of them can keep the client from its work.
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
 * {@link Result#DISCONNECTED}. What the client took is told by {@code Listener.onPublished}, with the same tag.
 *
 * <p><b>Its life.</b> A new runner becomes <i>running</i> by {@link #start}, <i>idle</i> when the client gives up (a
 * refusal for good) or was disconnected by a task or listener, running again by another start, <i>closing</i> by
 * {@link #close}, an interrupt of its thread or what a listener throws, and <i>ended</i> for good. What is answered in
 * each state, while there is no connection; what "waits" does so for its time at most:
 * <pre>
 *                   new           running            idle           closing       ended
 *   start           OK            ALREADY_CONNECTED  OK             DISCONNECTED  DISCONNECTED
 *   publish         OK            OK                 NOT_CONNECTED  DISCONNECTED  DISCONNECTED
 *   execute         OK            OK                 OK             OK            DISCONNECTED
 *   isConnected     false         false              false          false         false
 *   awaitConnected  waits         waits              false          false         false
 *   close           ends          ends               ends           ends          ended
 * </pre>
 * A start that {@link Client#connect} refuses answers that result and changes no state. Messages that wait in an idle
 * runner go out after its next start; calls are made in every state, at the latest when the runner ends.
 *
 * <p>Listener events come on the thread of the runner; the client may be called there directly.
 */
public class ClientRunner implements AutoCloseable {
    /** What {@link #close()} waits at most for queued messages, in milliseconds. */
    public static final int CLOSE_TIMEOUT = 5000;

    /** What DISCONNECT and the server get to end the connection once all is out or the time is up, in milliseconds. */
    private static final int LEAVE_TIMEOUT = 2000;
    private static final int CALLS = 64;

    private final Client client;
    private final PublishRing messages;
    private final Callbacks callbacks = new Callbacks(this);
    private final Tasks tasks;
    private final Sleeper sleeper;
    private final Thread thread;
    private final HandOver handOver = new HandOver();
    private final Life life = new Life();

    /** The thread above, or the one that closes a runner which never had one: it must not wait for itself. */
    private volatile Thread server;
    private volatile boolean drained = true; // until the thread starts

    // For the thread alone.
    private boolean blocked;
    private final Departure departure = new Departure();
    private boolean leaving;
    private long leaveDeadline;

    /**
     * Makes a runner with 64 cells for messages of up to 512 bytes of payload, 128 bytes of topic and 128 bytes of
     * properties, and a thread that keeps the JVM alive until {@link #close}.
     *
     * @param client a client over {@code transport}
     * @param transport the client's transport
     */
    public ClientRunner(Client client, Selectable transport) {
        this(client, transport, new PublishRing(64, 128, 512, 128), CALLS, false);
    }

    /** Makes a runner in which 64 calls may wait. */
    public ClientRunner(Client client, Selectable transport, PublishRing messages, boolean daemon) {
        this(client, transport, messages, CALLS, daemon);
    }

    /**
     * Makes a runner.
     *
     * @param client a client over {@code transport}
     * @param transport the client's transport
     * @param messages the ring for messages of other threads
     * @param calls how many calls of {@link #execute} may wait, a power of two from 2
     * @param daemon whether the JVM may end although this runner was not closed
     * @throws IllegalArgumentException if {@code calls} is no such number
     */
    public ClientRunner(Client client, Selectable transport, PublishRing messages, int calls, boolean daemon) {
        this.client = client;
        this.messages = messages;
        tasks = new Tasks(calls, callbacks);
        try {
            sleeper = new Sleeper(transport);
        } catch (IOException e) {
            throw new IllegalStateException("no selector: " + e.getMessage(), e);
        }
        thread = new Thread(this::run, "nogc-mqtt");
        thread.setDaemon(daemon);
        server = thread;
    }

    /**
     * Connects, with a thread that serves the client from now on, or on that thread once the runner is idle. Only
     * listener events and tasks may touch the client afterwards. From another thread than its own, an idle runner is
     * waited for until its turn ends, which is as long as a listener takes.
     *
     * @param options as for {@link Client#connect}
     * @return the result of {@link Client#connect}; {@link Result#ALREADY_CONNECTED}: it runs;
     *     {@link Result#DISCONNECTED}: it is closed, make a new one; {@link Result#FULL}: idle, and no call finds room
     * @throws OutOfMemoryError if the system has no thread to give; then only {@link #close} is left to be called
     */
    public int start(ConnectOptions options) {
        synchronized (life) {
            if (life.state() == Life.State.NEW) {
                int result = client.connect(options);
                if (result >= 0) {
                    thread.start(); // first: if it cannot be, there is none whose end close would wait for
                    life.started();
                }
                return result;
            }
        }
        if (isOwnThread()) {
            return restart(options);
        }
        int may = life.mayStart();
        if (may != Result.OK) {
            return may;
        }
        CompletableFuture<Integer> result = new CompletableFuture<>();
        int queued = execute(() -> result.complete(restart(options)));
        return queued < 0 ? queued : result.join(); // an interrupt does not end this: it does not take long
    }

    /** The thread: the client has just become idle where others are not told yet, so it is asked, not `life`. */
    private int restart(ConnectOptions options) {
        int result = life.mayStart();
        if (result != Result.DISCONNECTED) {
            result = client.connect(options);
            life.tell(client.isConnected(), client.isIdle());
        }
        return result;
    }

    /**
     * Publishes a message from any thread, without properties and tag.
     *
     * @see #publish(Topic, byte[], int, int, int, boolean, PropertyWriter, int)
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
     * @param tag any number, handed to {@link #onAccepted}, {@link #onRefused} and {@code Listener.onPublished}
     * @return {@link Result#OK}: it is queued, and will be reported; {@link Result#FULL}: no free cell;
     *     {@link Result#BUFFER_TOO_SMALL}: it exceeds the cells; {@link Result#INVALID_ARGUMENT},
     *     {@link Result#INVALID_TOPIC}, {@link Result#INVALID_QOS}; {@link Result#NOT_CONNECTED}: the client has given
     *     up or was disconnected, start it again; {@link Result#DISCONNECTED}: the runner is closed or closing. Unless
     *     OK, nothing was queued
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, int tag) {
        int result = life.mayPublish();
        if (result != Result.OK) {
            return result;
        }
        result = messages.offer(topic, payload, offset, length, qos, retain, properties, tag);
        if (result == Result.OK && handOver.request(HandOver.MESSAGE)) {
            sleeper.wake();
        }
        return result;
    }

    /**
     * As {@link #publish(Topic, byte[], int, int, int, boolean, PropertyWriter, int)}, but waits for a free cell.
     * Allocates nothing, but takes a lock where it has to wait. Never waits on the thread of the runner.
     *
     * @param timeoutMillis longest wait in milliseconds, any number: 0 and less do not wait; {@link Result#FULL} comes
     *     after it
     * @throws InterruptedException if the calling thread was interrupted while waiting; nothing was queued
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, int tag, long timeoutMillis) throws InterruptedException {
        int result = publish(topic, payload, offset, length, qos, retain, properties, tag);
        if (result != Result.FULL || isOwnThread()) {
            return result;
        }
        long deadline = Deadline.in(timeoutMillis);
        synchronized (life) {
            life.waitForRoom(1);
            try {
                // Counted first, tried then: room that comes after this attempt is announced.
                result = publish(topic, payload, offset, length, qos, retain, properties, tag);
                while (result == Result.FULL && life.awaitChange(deadline)) {
                    result = publish(topic, payload, offset, length, qos, retain, properties, tag);
                }
            } finally {
                life.waitForRoom(-1);
            }
        }
        return result;
    }

    /**
     * Has a call made on the client's thread, ahead of the messages that wait there. Each call for which this answered
     * {@link Result#OK} is made once, at the latest when the runner ends; then the client has no connection any more.
     *
     * @param call short and not blocking; what it throws goes to {@link #onFailure}
     * @return {@link Result#OK}; {@link Result#INVALID_ARGUMENT} for null; {@link Result#FULL} if no more calls may
     *     wait; {@link Result#DISCONNECTED} if the runner ended
     */
    public int execute(Runnable call) {
        int result = tasks.offer(call);
        if (result == Result.OK) {
            wake();
        }
        return result;
    }

    private void wake() {
        if (handOver.request(HandOver.CALL)) {
            sleeper.wake();
        }
    }

    /**
     * Disconnects once the messages that wait here, and all that the client was given, have completed, over reconnects
     * if need be; at the latest when a time has passed: what is left then waits for the next start. On the thread of
     * the runner, in a task or listener.
     *
     * @param millis longest time, 0 or more
     * @return {@link Result#OK}; {@link Result#INVALID_ARGUMENT}; {@link Result#NOT_CONNECTED}: there is nothing to
     *     leave
     * @see Client#disconnectWhenDone
     */
    public int disconnectWhenDone(int millis) {
        return departure.ask(client, millis);
    }

    /** @return whether the calling thread is that of the runner, which must not wait for itself */
    public boolean isOwnThread() {
        return Thread.currentThread() == server;
    }

    /** @return what its thread sleeps in, to be told ahead of {@link #start} how; after that it is the thread's */
    public Sleeper sleeper() {
        return sleeper;
    }

    /** @return whether the connection stood when the thread last looked */
    public boolean isConnected() {
        return life.isConnected();
    }

    /**
     * Waits until the connection stands.
     *
     * @param timeoutMillis longest wait in milliseconds, any number: 0 and less do not wait
     * @return true if it does; false if the time is over, the client gave up (see {@code onConnectFailed}), or the
     *     runner is closed or closing
     * @throws InterruptedException if the calling thread was interrupted
     */
    public boolean awaitConnected(long timeoutMillis) throws InterruptedException {
        return life.awaitConnected(timeoutMillis);
    }

    /** Closes within {@link #CLOSE_TIMEOUT}. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Takes no more messages, waits until those in the ring and in the client are completed, sends DISCONNECT and ends
     * the thread. What is left when the time is up is reported to {@link #onRefused} or, if the client has it, stays in
     * the session. Idempotent; of several calls the shortest time counts. On the thread of the runner it does not wait:
     * the thread ends by itself.
     *
     * @param timeoutMillis longest wait for messages, any number: 0 and less do not wait; DISCONNECT and the server's
     *     answer may add two seconds
     * @return whether every message was completed
     */
    public boolean close(int timeoutMillis) {
        Thread caller = Thread.currentThread();
        if (life.close(timeoutMillis)) {
            server = caller;
            end();
            return drained;
        }
        wake();
        if (caller == server) {
            return false;
        }
        boolean interrupted = false;
        while (life.state() != Life.State.ENDED || thread.isAlive()) {
            try {
                life.awaitEnd();
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                life.close(0);
                wake();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
        return drained;
    }

    /**
     * The client took a message of {@link #publish}; {@code Listener.onPublished} will tell of the same handle and tag
     * how it ended. On the thread of the runner. Does nothing unless overridden.
     *
     * @param tag that {@code publish} was given
     * @param handle that the client gave
     */
    protected void onAccepted(int tag, int handle) {
    }

    /**
     * The client refused a message of {@link #publish} for good, or the runner ended before it had room. On the thread
     * of the runner, or on that which closes a runner that was never started. Does nothing unless overridden.
     *
     * @param tag that {@code publish} was given
     * @param result negative, as of {@link Client#publish}, or {@link Result#DISCONNECTED}
     */
    protected void onRefused(int tag, int result) {
    }

    /**
     * A task, {@link #onAccepted} or {@link #onRefused} threw, and nothing else is concerned; or a listener did, or the
     * selector or the transport broke: the state of the client is undefined then, so the connection is dropped (the
     * server sends the will) and the runner ends. Called once for each. Prints the stack trace unless overridden.
     *
     * @param failure what was thrown
     */
    protected void onFailure(Throwable failure) {
        System.err.println("nogc-mqtt: a callback or the client's thread failed");
        failure.printStackTrace();
    }

    /**
     * The runner ended, however that came about: every call is made and every message reported. Once, ahead of the
     * return of {@link #close}, on the thread of the latter two. Does nothing unless overridden.
     */
    protected void onEnded() {
    }

    private void run() {
        drained = false;
        try {
            serve();
        } catch (Throwable e) {
            callbacks.failed(e);
        } finally {
            end();
        }
    }

    private void serve() throws IOException {
        while (true) {
            handOver.begin();
            if (Thread.interrupted()) {
                life.close(0);
            }
            tasks.run();
            int wait = client.poll();
            boolean moved = moveMessages();
            life.tell(client.isConnected(), client.isIdle());
            if (leaving && (client.isIdle() || Deadline.isOver(leaveDeadline))) {
                if (client.abort() == Result.OK) {
                    client.poll(); // it is late: the end is told all the same
                }
                return;
            }
            boolean departing = departure.begins(client, messages.peek() != null);
            if (!startsLeaving() && wait > 0 && !moved && !departing) {
                sleep(wait);
            }
        }
    }

    /** Hands the messages that wait now to the client until one finds no room; whether any was handed over. */
    private boolean moveMessages() {
        blocked = false;
        boolean moved = false;
        for (int left = messages.size(); left > 0; left--) {
            PublishRing.Message message = messages.peek();
            if (message == null) {
                break; // not yet complete: its thread will wake this one
            }
            int result = hand(message);
            if (result == Result.FULL) {
                blocked = true;
                break;
            }
            release(message, result);
            moved = true;
        }
        if (moved) {
            life.roomCame();
        }
        return moved;
    }

    private int hand(PublishRing.Message message) {
        PropertyWriter properties = message.hasProperties ? message.properties : null;
        return message.refusal < 0 ? message.refusal : client.publish(message.topic, message.payload, 0,
                message.payloadLength, message.qos, message.retain, properties, message.tag);
    }

    private void release(PublishRing.Message message, int result) {
        int tag = message.tag;
        messages.release(message);
        callbacks.report(tag, result);
    }

    /** Disconnects when the runner is closing and all messages are out, or the time for them is up. */
    private boolean startsLeaving() {
        if (!life.isClosing() || leaving) {
            return false;
        }
        drained = messages.peek() == null && client.usedSlots() == 0;
        if (!drained && !Deadline.isOver(life.closeDeadline()) && !client.isIdle()) {
            return false;
        }
        leaving = true;
        int result = client.disconnect();
        leaveDeadline = Deadline.in(result < 0 ? 0 : LEAVE_TIMEOUT); // below 0: there is nothing to leave
        return true;
    }

    private void sleep(int clientWait) throws IOException {
        long wait = departure.bound(clientWait);
        if (leaving) {
            wait = Math.min(wait, Deadline.millisTo(leaveDeadline));
        } else if (life.isClosing()) {
            wait = Math.min(wait, Deadline.millisTo(life.closeDeadline()));
        }
        // A message behind one that waits for room in the client is no reason to wake up.
        if (wait > 0 && handOver.sleeps(blocked)) {
            sleeper.sleep((int) wait, client);
        }
    }

    private void end() {
        try {
            sleeper.close();
        } catch (Throwable e) { // an Error too: else those who wait for the end would do so for ever
            callbacks.failed(e);
        }
        life.ending();
        tell();
        life.ended();
    }

    /** Makes the calls and reports the messages that are left. Who came too late for that finds the rings closed. */
    private void tell() {
        tasks.close();
        messages.close();
        boolean completed = client.usedSlots() == 0;
        for (PublishRing.Message last = messages.peekLast(); last != null; last = messages.peekLast()) {
            completed = false;
            release(last, Result.DISCONNECTED);
        }
        drained &= completed;
        callbacks.run(this::onEnded);
    }
}
