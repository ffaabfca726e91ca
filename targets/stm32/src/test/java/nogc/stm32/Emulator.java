package nogc.stm32;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import nogc.javase.broker.Program;

/**
 * An emulated board that runs a firmware image, its link USART joined to a TCP port as by a transparent bridge: QEMU
 * connects, and connects again a second after the far end closed. Memory is read from outside, so that the image is the
 * one that ships.
 */
final class Emulator implements AutoCloseable {
    private static final int STACK_PAINT = 0xC0FFEE11;
    private static final String PROMPT = "(qemu) ";
    private static final int START_MILLIS = 30_000;

    private final Firmware firmware;
    private final Path folder;
    private final Path console;
    private final Program qemu;
    private final Socket monitor;

    private Emulator(Firmware firmware, int port, List<String> options) {
        this.firmware = firmware;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(START_MILLIS);
            folder = Files.createTempDirectory("nogc-qemu");
            console = folder.resolve("console");
            List<String> command = new ArrayList<>(List.of("qemu-system-arm", "-M", firmware.machine(), "-nographic",
                    "-monitor", "tcp:127.0.0.1:" + listener.getLocalPort(), "-S",
                    "-chardev", "socket,id=link,host=127.0.0.1,port=" + port + ",reconnect=1",
                    "-serial", "chardev:link",
                    "-serial", "file:" + console, "-kernel", firmware.elf().toString()));
            command.addAll(options);
            qemu = Program.start(command);
            monitor = accept(listener);
            monitor.setSoTimeout(START_MILLIS);
            answer();
            await("the link", START_MILLIS / 1000, () -> !command("info chardev").contains("filename=disconnected"));
            go();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Powers a board on whose serial line leads to a port of this machine. */
    static Emulator start(Firmware firmware, int port, String... options) {
        return new Emulator(firmware, port, List.of(options));
    }

    private Socket accept(ServerSocket listener) throws IOException {
        try {
            return listener.accept();
        } catch (SocketTimeoutException e) {
            throw new IOException("qemu does not start: " + qemu.lines(), e);
        }
    }

    /** Reads up to the next prompt of the monitor. */
    private String answer() {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = monitor.getInputStream();
            while (!text.toString().endsWith(PROMPT)) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("qemu ended: " + qemu.lines());
                }
                text.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private synchronized String command(String line) {
        try {
            monitor.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    /** Presses reset: the memory keeps its content, as on a chip. Behind this call no byte reaches the board of before. */
    void reset() {
        command("system_reset"); // answered before it is done, which is ahead of the next command
        command("info status");
    }

    /** Stops the board's clock: nothing moves on it, and its serial line takes nothing. */
    void pause() {
        command("stop");
    }

    /** Goes on after {@link #pause}. */
    void go() {
        command("cont");
    }

    /** Copies bytes out of the board's memory. */
    ByteBuffer memory(long address, int length) {
        Path file = folder.resolve("memory");
        command("pmemsave 0x" + Long.toHexString(address) + " " + length + " \"" + file + "\"");
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A word of a C variable. */
    int word(String symbol) {
        return memory(firmware.symbol(symbol), 4).getInt(0);
    }

    /** Bytes of Java heap in use; an image whose objects all have places of their own has none. */
    int heapUsed() {
        return firmware.symbols().contains("heap") ? word("heap") - (int) firmware.symbol("_heap_start") : 0;
    }

    /** Bytes of stack that were ever used, by the paint that is left. */
    int stackUsed() {
        int start = (int) firmware.symbol("_stack_start");
        int size = (int) firmware.symbol("_stack_end") - start;
        ByteBuffer stack = memory(start, size);
        int untouched = 0;
        while (untouched < size && stack.getInt(untouched) == STACK_PAINT) {
            untouched += 4;
        }
        return size - untouched;
    }

    /** What it printed on the second USART. */
    String console() {
        try {
            return Files.readString(console, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a condition; fails the test when it does not come, with what the board printed. */
    void await(String what, int seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " did not come in " + seconds + " s; the board printed: " + console());
            }
            pause(20);
        }
    }

    /** Waits until a number is reached; fails the test when it stands still for so long. */
    void await(String what, int seconds, IntSupplier number, int goal) {
        for (int now = number.getAsInt(); now < goal; now = number.getAsInt()) {
            int before = now;
            await(what + " (" + before + " of " + goal + ")", seconds, () -> number.getAsInt() > before);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        qemu.close();
        try {
            monitor.close();
            Files.deleteIfExists(folder.resolve("memory"));
            Files.deleteIfExists(console);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
