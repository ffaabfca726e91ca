package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A gateway inside another program, on a thread of its own, with the options of the command. */
public final class EmbeddedGateway implements AutoCloseable {
    private static final int LONGEST_END = 5000;

    private final GatewayLoop loop;
    private final Thread thread = new Thread(this::serve, "sn-gateway");
    private final Consumer<String> lines;

    /**
     * Starts it.
     *
     * @param lines takes what an operator is told, a line each, from the gateway's thread
     * @param words the command line of {@code sn-gateway}
     * @throws IllegalArgumentException if it cannot start as it is told, with what to change
     * @throws IOException if the system denies a selector or a file
     */
    public EmbeddedGateway(Consumer<String> lines, String... words) throws IOException {
        this.lines = lines;
        try {
            loop = new GatewayLoop(Arguments.parse(words), new OperatorLog(lines));
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** @return the UDP port that nodes send to, or 0 without one */
    public int port() {
        return loop.port();
    }

    /** Has the operator told how it stands, soon, from the gateway's thread. */
    public void report() {
        loop.report();
    }

    private void serve() {
        try {
            loop.run();
        } catch (IOException | UncheckedIOException e) {
            lines.accept("ended: " + e.getMessage());
        }
    }

    /** Leaves the broker and closes all sockets and lines. */
    @Override
    public void close() throws IOException {
        loop.stop();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
