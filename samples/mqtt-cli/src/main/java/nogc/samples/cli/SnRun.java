package nogc.samples.cli;

import java.io.IOException;
import java.nio.channels.Selector;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.UdpTransport;
import nogc.javase.client.Explanation;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;

/** One command's connection to a gateway over UDP, served on the calling thread until it has ended. */
abstract class SnRun extends Listener {
    /** How long a goodbye may take, in milliseconds. */
    private static final int LONGEST_FAREWELL = 2000;
    private static final int LONGEST_DATAGRAM = 1452;

    final SnArguments arguments;
    final SnClient client;
    private final String name;
    private final UdpTransport udp;
    private final Selector selector = Selector.open();
    private final SteadyClock clock = new SteadyClock();
    private volatile boolean interrupted;
    private boolean leaving;
    private int leavingSince;
    private int exitCode = Connection.DONE;

    SnRun(String name, SnArguments arguments, SnOption... options) throws IOException {
        this.name = name;
        this.arguments = arguments;
        udp = new UdpTransport(arguments.host, arguments.port);
        udp.register(selector);
        SnConfig config = new SnConfig();
        config.receiveBuffer = LONGEST_DATAGRAM;
        config.transmitBuffer = LONGEST_DATAGRAM;
        config.queue = 16_384;
        config.topicLength = SnArguments.LONGEST_TOPIC;
        config.retryTime = arguments.retryMillis;
        config.stopOnFirstFailure = true;
        config.options = options;
        client = new SnClient(config, udp, clock, new SystemEntropy(), this);
    }

    /**
     * Serves until the end.
     *
     * @return the exit code
     */
    final int run() throws IOException {
        Signals.on(this::interrupt, LONGEST_FAREWELL);
        try {
            begin();
            boolean going = true;
            while (going) {
                int wait = interrupted ? leave(Connection.DONE) : step();
                wait = Math.min(wait, client.poll());
                going = !isOver();
                if (going && wait > 0) {
                    selector.select(key -> { }, wait);
                }
            }
            return exitCode;
        } finally {
            udp.close();
            selector.close();
        }
    }

    /** Connects, unless the command needs no connection. */
    abstract void begin();

    /**
     * The command's own work before each poll.
     *
     * @return milliseconds until it wants to be called again; 0 for at once
     */
    abstract int step();

    final void connect(boolean clean) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(arguments.clientId);
        options.keepAlive = arguments.keepAlive;
        options.cleanStart = clean ? 1 : 0;
        int result = client.connect(options);
        if (result < 0) {
            fail("cannot connect with these options: " + Explanation.of(result));
        }
    }

    private boolean isOver() {
        return leaving && (!client.isConnected() || now() - leavingSince >= LONGEST_FAREWELL);
    }

    /** Ends the run with a goodbye and an exit code; returns how long that may take. */
    final int leave(int code) {
        if (!leaving) {
            leaving = true;
            leavingSince = now();
            exitCode = exitCode == Connection.DONE ? code : exitCode;
            if (client.disconnect() != Result.OK) {
                leavingSince -= LONGEST_FAREWELL; // there is nobody to say goodbye to
            }
        }
        return Math.max(0, LONGEST_FAREWELL - (now() - leavingSince));
    }

    final boolean isLeaving() {
        return leaving;
    }

    /** Ends the run with one line that says why; only the first counts. */
    final void fail(String why) {
        if (exitCode == Connection.DONE) {
            warn(why);
        }
        leave(Connection.FAILED);
    }

    final void warn(String message) {
        if (!arguments.quiet) {
            System.err.println("mqtt " + name + ": " + message);
        }
    }

    final int now() {
        return clock.millis();
    }

    private void interrupt() {
        interrupted = true;
        selector.wakeup();
    }

    /** From another thread: {@link #step} has something to do. */
    final void wake() {
        selector.wakeup();
    }

    /** What is to be said of a gateway that did not answer. */
    final String silent() {
        return "no connection by the gateway at " + where() + ": it does not answer; check -h and -p";
    }

    private String where() {
        return arguments.host + ":" + arguments.port;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (!leaving) { // else we did not wait for it
            fail(cause == Result.GATEWAY_LOST ? silent() : "no connection by the gateway at " + where() + ": "
                    + Explanation.of(cause));
        }
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (!leaving && retryMillis < 0) {
            fail("the connection ended: " + Explanation.of(cause));
        } else if (!leaving) {
            warn("lost the gateway, connecting anew");
        }
    }
}
