package nogc.samples.gateway;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Uart;

/**
 * A serial line of this machine, set to raw bytes by {@code stty}, or the TCP port of a serial server. A write waits
 * for the line, which at 115,200 baud takes 22 ms for the longest datagram; a line that broke is silent.
 */
final class SerialDevice implements Uart, Closeable {
    private static final String DEFAULT_BAUD = "115200";

    private final String name;
    private final InputStream in;
    private final OutputStream out;
    private final Closeable whole;

    private SerialDevice(String name, InputStream in, OutputStream out, Closeable whole) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.whole = whole;
    }

    /**
     * Opens {@code /dev/ttyUSB0}, {@code /dev/ttyUSB0:9600} or {@code tcp:host:port}.
     *
     * @throws SettingsException if that is none, with what to change
     */
    static SerialDevice open(String text) throws SettingsException {
        try {
            return text.startsWith("tcp:") ? ofServer(text) : ofFile(text);
        } catch (IOException e) {
            throw new SettingsException("--serial " + text + " cannot be opened: " + e.getMessage());
        }
    }

    private static SerialDevice ofServer(String text) throws IOException, SettingsException {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 5 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new SettingsException("--serial tcp: needs a host and a port: tcp:127.0.0.1:4000");
        }
        Socket socket = new Socket(text.substring(4, colon), Integer.parseInt(port));
        socket.setTcpNoDelay(true);
        return new SerialDevice(text, socket.getInputStream(), socket.getOutputStream(), socket);
    }

    private static SerialDevice ofFile(String text) throws IOException, SettingsException {
        int colon = text.lastIndexOf(':');
        boolean hasBaud = colon > 0 && text.substring(colon + 1).matches("[0-9]{2,8}");
        Path device = Path.of(hasBaud ? text.substring(0, colon) : text);
        if (!Files.exists(device)) {
            throw new SettingsException("--serial " + device + ": there is no such device");
        }
        Process stty = new ProcessBuilder("stty", "-F", device.toString(), "raw", "-echo", "-hupcl", "clocal",
                hasBaud ? text.substring(colon + 1) : DEFAULT_BAUD).redirectErrorStream(true).start();
        try {
            String said = new String(stty.getInputStream().readAllBytes()).strip();
            if (stty.waitFor() != 0) {
                throw new SettingsException("--serial " + device + " cannot be set to raw bytes: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileInputStream in = new FileInputStream(device.toFile());
        return new SerialDevice(device.toString(), in, new FileOutputStream(device.toFile()), in);
    }

    String name() {
        return name;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int ready = in.available();
            return ready == 0 ? 0 : Math.max(0, in.read(buffer, offset, Math.min(ready, length)));
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        try {
            out.write(buffer, offset, length);
            out.flush();
        } catch (IOException e) {
            return length; // as on a line that nobody listens to
        }
        return length;
    }

    @Override
    public int lost() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
        whole.close();
    }
}
