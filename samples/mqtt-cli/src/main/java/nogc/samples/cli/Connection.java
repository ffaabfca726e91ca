package nogc.samples.cli;

import java.io.IOException;
import nogc.javase.Selectable;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;

/** The connection of one command, served on the calling thread from {@link #run} until it has ended. */
abstract class Connection extends Listener {
    static final int DONE = 0;
    static final int FAILED = 1;

    /** How long a disconnect may take, in milliseconds. */
    private static final int LONGEST_FAREWELL = 2000;

    final ConnectionArguments arguments;
    final Client client;
    /** Keeps the session over runs, or null. */
    final StoreFile store;
    private final Selectable transport;
    private final Sleeper sleeper;
    private final SteadyClock clock = new SteadyClock();
    private final String name;
    private final String where;

    private volatile boolean interrupted;
    private boolean everConnected;
    private boolean leaving;
    private boolean disconnecting;
    private int disconnectingSince;
    /** An event gave {@link #step} or {@link #leave} something to do. */
    private boolean again;
    private int exitCode = DONE;

    Connection(String name, ConnectionArguments arguments, Config config) throws IOException {
        this.name = name;
        this.arguments = arguments;
        where = arguments.endpoint.where();
        transport = arguments.endpoint.transport();
        arguments.properties.configure(config);
        sleeper = new Sleeper(transport);
        store = arguments.store == null ? null : new StoreFile(arguments.store);
        config.store = store == null ? null : store.log();
        config.stopOnRefusal = true; // a person reads why, and starts it again
        config.trace = arguments.trace ? new ConsoleTrace(System.err) : null;
        client = new Client(config, arguments.isVersion5() ? new Mqtt5() : new Mqtt311(), transport, clock,
                new SystemEntropy(), this);
    }

    /**
     * Connects and serves until the end.
     *
     * @return the exit code
     */
    final int run() throws IOException {
        Signals.on(this::interrupt, LONGEST_FAREWELL);
        int result = client.connect(options(arguments));
        if (result < 0) {
            String problem = store == null ? null : store.problem(result);
            fail(problem != null ? problem : "cannot connect with these options: " + Failure.ofCall(result));
            return exitCode;
        }
        try {
            while (!client.isIdle()) {
                again = false;
                int wait = leaving ? Integer.MAX_VALUE : timeLeft();
                wait = Math.min(wait, leaving || interrupted ? leave() : step());
                wait = Math.min(wait, client.poll());
                afterPoll();
                sleeper.sleep(again || client.isIdle() ? 0 : wait, client);
            }
            ended();
            if (store != null && client.usedSlots() > 0) {
                warn(client.usedSlots() + " messages wait in " + store + " for the next run");
            }
            return exitCode;
        } finally {
            sleeper.close();
            if (store != null) {
                store.close();
            }
        }
    }

    /**
     * The command's own work, before each poll of the client.
     *
     * @return milliseconds until it wants to be called again, unless there is input before; 0 for at once
     */
    abstract int step();

    /** @return milliseconds until the run is over, whatever the connection is at; at 0 it has called {@link #finish} */
    int timeLeft() {
        return Integer.MAX_VALUE;
    }

    /** The command's own work after each poll. */
    void afterPoll() throws IOException {
    }

    /** The connection has ended. */
    void ended() throws IOException {
    }

    /** The connection stands. */
    abstract void connected(boolean sessionPresent);

    /** @return whether a lost connection is to be tried again for ever, once it stood */
    abstract boolean isPatient();

    /** Has {@link #step} called again before any sleep. */
    final void again() {
        again = true;
    }

    /** Ends the run with DISCONNECT and an exit code. */
    final void finish(int code) {
        exitCode = code;
        leaving = true;
        again = true;
    }

    /** Ends the run with one line that says why; only the first counts. */
    final void fail(String message) {
        if (exitCode == DONE) {
            exitCode = FAILED;
            warn(message);
        }
        leaving = true;
        again = true;
    }

    final void warn(String message) {
        if (!arguments.quiet) {
            System.err.println("mqtt " + name + ": " + message);
        }
    }

    /** Asks for the end from another thread: a signal came. */
    final void interrupt() {
        interrupted = true;
        sleeper.wake();
    }

    final boolean isInterrupted() {
        return interrupted;
    }

    /** Has {@link #step} called soon, from another thread. */
    final void wake() {
        sleeper.wake();
    }

    /** Has a message come again that the listener made wait. */
    final void resume() {
        int result = client.resume();
        if (result < 0) {
            fail("cannot go on reading: " + Failure.ofCall(result));
        }
        again = true;
    }

    /**
     * How the thread sleeps, in microseconds: see {@link Sleeper#coalesce} and {@link Sleeper#spin}.
     *
     * @param spinning negative where the sleeper shall find out
     */
    final void sleepsBy(int coalescing, int spinning) {
        sleeper.coalesce(coalescing);
        if (spinning >= 0) {
            sleeper.spin(spinning);
        }
    }

    final int now() {
        return clock.millis();
    }

    private int leave() {
        if (!disconnecting && client.isConnected()) {
            disconnecting = true;
            disconnectingSince = now();
            int result = client.disconnect(ReasonCode.SUCCESS, properties("disconnect"));
            if (result < 0) {
                warn("leaves without DISCONNECT: " + Failure.ofCall(result));
                disconnectingSince -= LONGEST_FAREWELL;
                again = true;
            }
        } else if (!disconnecting || now() - disconnectingSince >= LONGEST_FAREWELL) {
            again |= client.abort() == Result.OK;
        }
        return LONGEST_FAREWELL;
    }

    /** What CONNECT says by the command line; each call makes new ones. */
    static ConnectOptions options(ConnectionArguments arguments) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = arguments.clientId == null ? null : new Utf8String(arguments.clientId);
        options.userName = arguments.userName == null ? null : new Utf8String(arguments.userName);
        options.password = arguments.password;
        if (arguments.willTopic != null) {
            options.willTopic = new Topic(arguments.willTopic);
            options.willPayload = arguments.willPayload;
            options.willQos = arguments.willQos;
            options.willRetain = arguments.willRetain;
            options.willProperties = arguments.properties.of("will");
        }
        options.keepAlive = arguments.keepAlive;
        options.cleanStart = arguments.keepSession ? 0 : 1;
        if (arguments.isVersion5()) {
            options.sessionExpiry = arguments.sessionExpiry != null ? (int) (long) arguments.sessionExpiry
                    : arguments.keepSession ? ConnectOptions.NEVER_EXPIRES : 0;
        }
        options.properties = arguments.properties.of("connect");
        return options;
    }

    /** @return the properties that the command line gives for a packet, or null */
    final PropertyWriter properties(String packet) {
        return arguments.properties.of(packet);
    }

    @Override
    public final void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (everConnected) {
            warn("connected to " + where + " again");
        }
        everConnected = true;
        again = true;
        connected(sessionPresent);
    }

    @Override
    public final void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (leaving || interrupted) {
            return; // we did not wait for it
        }
        if (retryMillis < 0 || !everConnected || !isPatient()) {
            fail(why(cause, reasonCode, properties));
        }
    }

    @Override
    public final void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (cause == Result.DISCONNECTED || cause == Result.ABORTED) {
            return;
        }
        String why = why(cause, reasonCode, properties);
        if (retryMillis < 0) {
            fail(why);
        } else {
            warn(why.replaceAll("; .*", "") + "; trying again");
        }
    }

    /** Says that the broker has not answered up to now, where it never has. */
    final void warnIfNeverConnected() {
        if (!everConnected && !leaving) {
            warn(why(Result.CONNACK_TIMEOUT, 0, null));
        }
    }

    private String why(int cause, int reasonCode, PropertyReader properties) {
        return Failure.ofConnection(arguments.endpoint, cause, reasonCode, arguments.isVersion5(), properties,
                transport.lastError());
    }
}
