package nogc.samples.pi;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells systemd that we are ready and alive (sd_notify(3)). Java has no datagrams over Unix sockets, so the launcher of
 * the package connects the socket, makes it our standard output and becomes the JVM: each write here is one datagram.
 * Started otherwise, nobody is told. A beat allocates nothing.
 */
final class ServiceManager {
    private static final byte[] READY = "READY=1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALIVE = "WATCHDOG=1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STOPPING = "STOPPING=1".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream socket;
    private final int interval;
    private int last;
    private boolean begun;

    /**
     * As the environment says.
     *
     * @param launched whether the standard output is the socket
     * @param watchdogMicros WATCHDOG_USEC, or null
     */
    ServiceManager(boolean launched, String watchdogMicros) {
        this(launched ? new FileOutputStream(FileDescriptor.out) : null, watchdogMicros);
    }

    ServiceManager(OutputStream socket, String watchdogMicros) {
        this.socket = socket;
        boolean watched = socket != null && watchdogMicros != null && Words.isNumber(watchdogMicros, 12)
                && watchdogMicros.length() > 3;
        interval = watched ? (int) Math.min(Long.parseLong(watchdogMicros) / 2000, 3_600_000) : 0;
    }

    void ready() {
        tell(READY);
    }

    void stopping() {
        tell(STOPPING);
    }

    /** @return milliseconds until the next beat is due */
    int beat(int now) {
        if (interval == 0) {
            return Integer.MAX_VALUE;
        }
        if (!begun || now - last >= interval) {
            begun = true;
            last = now;
            tell(ALIVE);
        }
        return Math.max(1, interval - (now - last));
    }

    private void tell(byte[] what) {
        if (socket != null) {
            try {
                socket.write(what, 0, what.length);
            } catch (IOException e) {
                begun = false; // systemd itself restarts: the next beat is tried at once
            }
        }
    }
}
