package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.javase.broker.Program;

/**
 * A Raspberry Pi 3B in QEMU ({@code run-pi}) with Debian on its card ({@code pi-image}). What is written to the card
 * lasts over {@link #cutPower}, but not over {@link #close}. A root's shell is at its serial line; this machine's
 * loopback is at 10.0.2.2.
 */
final class EmulatedPi implements AutoCloseable {
    private static final long LONGEST_START = 600_000;
    private static final String PROMPT = "(qemu) ";
    /** GPLEV0 of the BCM2837: the level of lines 0 to 31. */
    private static final String LEVELS = "0x3f200034";
    private static final Pattern WORD = Pattern.compile(": 0x([0-9a-f]{8})");

    private final Program emulator;
    private final Path socket;
    private Shell shell;

    /** @param folder for the socket of its monitor */
    EmulatedPi(Path folder) {
        Path card = Path.of("target", "pi", "card.img");
        assertTrue(Files.exists(card), () -> card + " is missing; run: make pi-emulated");
        socket = folder.resolve("monitor");
        List<String> command = new ArrayList<>(List.of("./run-pi", card.toString(), socket.toString(), "no",
                "systemd.debug_shell=ttyS1", "systemd.mask=serial-getty@ttyS1.service",
                "systemd.clock_usec=" + System.currentTimeMillis() * 1000,
                "systemd.show_status=no", "quiet", "loglevel=3"));
        emulator = Program.start(command);
        awaitShell();
    }

    private void awaitShell() {
        int before = emulator.lines().size();
        long start = System.nanoTime();
        boolean there = false;
        while (!there && System.nanoTime() - start < LONGEST_START * 1_000_000) {
            emulator.tell("exec env PS1= PS2= TERM=dumb sh"); // one that edits no lines
            emulator.tell("stty -echo; echo shell\\ is there");
            there = emulator.await(lines -> lines.stream().skip(before)
                    .anyMatch(line -> line.endsWith("shell is there")), 3000);
        }
        assertTrue(there, () -> "the emulated Pi has no shell: " + emulator.lines());
        shell = new Shell(emulator);
        shell.run("export LC_ALL=C.UTF-8 SYSTEMD_PAGER=cat SYSTEMD_COLORS=0"); // and what was told too often
    }

    /** Runs a line of sh as root and waits for its end. */
    Shell.Result run(String command) {
        return shell.run(command);
    }

    /** The level of a line of the header, 0 to 31, as the chip's own register has it, which Linux is not asked for. */
    boolean isHigh(int line) throws IOException {
        String answer = monitor("xp /1wx " + LEVELS);
        Matcher word = WORD.matcher(answer);
        assertTrue(word.find(), answer);
        return (Integer.parseUnsignedInt(word.group(1), 16) >>> line & 1) != 0;
    }

    /** Everything starts anew, at once, as if its power had been away; returns when there is a shell again. */
    void cutPower() throws IOException {
        monitor("system_reset");
        awaitShell();
    }

    private String monitor(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            readToPrompt(channel);
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            return readToPrompt(channel);
        }
    }

    private static String readToPrompt(SocketChannel channel) throws IOException {
        StringBuilder said = new StringBuilder();
        ByteBuffer some = ByteBuffer.allocate(512);
        while (said.indexOf(PROMPT) < 0) {
            some.clear();
            if (channel.read(some) < 0) {
                throw new IOException("the monitor of QEMU ended: " + said);
            }
            said.append(new String(some.array(), 0, some.position(), StandardCharsets.US_ASCII));
        }
        return said.toString();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
