package nogc.samples.gateway;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nogc.hal.Uart;

/**
 * A serial line of this machine, set to raw bytes by {@code stty}, or the TCP port of a serial server. A write to a
 * line waits for it, which at 115,200 baud takes 22 ms for the longest datagram. One that broke, since it was unplugged
 * or the server ended, is opened again every {@value #REOPEN} ms, and an operator is told both.
 */
final class SerialDevice implements Uart, AutoCloseable {
    private static final String DEFAULT_BAUD = "115200";
    private static final String SERVER = "tcp:";
    private static final int REOPEN = 2000;
    /** Milliseconds that a server may take: all nodes wait with it. */
    private static final int LONGEST_OPENING = 500;

    private final String text;
    private final String name;
    private final OperatorLog log;
    private final LongClock time;
    /** What is read from and written to; null while it is broken. */
    private ByteChannel line;
    /** Of a file: says how much may be read without waiting. */
    private FileInputStream ready;
    private long brokenAt;

    /**
     * Opens {@code /dev/ttyUSB0}, {@code /dev/ttyUSB0:9600} or {@code tcp:host:port}.
     *
     * @throws SettingsException if that is none, with what to change
     */
    SerialDevice(String text, LongClock time, OperatorLog log) throws SettingsException {
        this.text = text;
        this.time = time;
        this.log = log;
        boolean server = text.startsWith(SERVER);
        name = server || !hasBaud(text) ? text : text.substring(0, text.lastIndexOf(':'));
        String port = text.substring(text.lastIndexOf(':') + 1);
        if (server && (text.lastIndexOf(':') <= SERVER.length() || !port.matches("[0-9]{1,5}")
                || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            throw new SettingsException("--serial tcp: needs a host and a port: tcp:127.0.0.1:4000");
        }
        if (!server && !Files.exists(Path.of(name))) {
            throw new SettingsException("--serial " + name + ": there is no such device");
        }
        try {
            open();
        } catch (IOException e) {
            throw new SettingsException("--serial " + text + " cannot be opened: " + e.getMessage());
        }
    }

    private static boolean hasBaud(String text) {
        return text.matches(".+:[0-9]{2,8}");
    }

    private void open() throws IOException {
        if (text.startsWith(SERVER)) {
            int colon = text.lastIndexOf(':');
            SocketChannel socket = SocketChannel.open();
            try {
                socket.socket().connect(new InetSocketAddress(text.substring(SERVER.length(), colon),
                        Integer.parseInt(text.substring(colon + 1))), LONGEST_OPENING);
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                socket.configureBlocking(false);
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e instanceof IOException known ? known : new IOException("there is no such host");
            }
            line = socket;
        } else {
            setRaw();
            ready = new FileInputStream(name);
            line = FileChannel.open(Path.of(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    private void setRaw() throws IOException {
        Process stty = new ProcessBuilder("stty", "-F", name, "raw", "-echo", "-hupcl", "clocal",
                hasBaud(text) ? text.substring(text.lastIndexOf(':') + 1) : DEFAULT_BAUD).redirectErrorStream(true)
                .start();
        try {
            String said = new String(stty.getInputStream().readAllBytes()).strip();
            if (stty.waitFor() != 0) {
                throw new IOException("it cannot be set to raw bytes: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String name() {
        return name;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            if (!isOpen()) {
                return 0;
            }
            int most = ready == null ? length : Math.min(length, ready.available());
            int count = most == 0 ? 0 : line.read(ByteBuffer.wrap(buffer, offset, most));
            if (count < 0) {
                throw new EOFException("it was closed by the other end");
            }
            return count;
        } catch (IOException e) {
            broke(e);
            return 0;
        }
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        try {
            return isOpen() ? line.write(ByteBuffer.wrap(buffer, offset, length)) : length; // as where nobody listens
        } catch (IOException e) {
            broke(e);
            return length;
        }
    }

    private boolean isOpen() {
        if (line == null && time.millis() - brokenAt >= REOPEN) {
            try {
                open();
                log.tell("--serial " + name + " is back");
            } catch (IOException e) {
                close();
                brokenAt = time.millis();
            }
        }
        return line != null;
    }

    private void broke(IOException why) {
        // of a line that is gone the system says "illegal seek"
        log.tell("--serial " + name + " is lost: " + (ready == null ? why.getMessage() : "unplugged, or hung up")
                + "; trying on");
        close();
        brokenAt = time.millis();
    }

    @Override
    public int lost() {
        return 0;
    }

    @Override
    public void close() {
        try (ByteChannel first = line; FileInputStream second = ready) {
            line = null;
            ready = null;
        } catch (IOException e) {
            log.tell("--serial " + name + " does not close: " + e.getMessage());
        }
    }
}
