package nogc.bench.pinode;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a publisher and waits as its broker (MQTT 3.1.1, one connection) for the first message to {@link #TOPIC}; then
 * lets it publish on, and reads what it takes of the memory. What stands around our program, such as its other
 * messages, counts against it.
 */
public final class FirstPublish {
    /** What is waited for. */
    static final String TOPIC = "sensors/m/cpu";
    private static final int MINUTE = 60_000;

    private FirstPublish() {
    }

    /**
     * Measures one start, and prints milliseconds from the start of the process to the message, and its resident
     * kilobytes at the end.
     *
     * @param arguments seconds to publish on, a file in which {@code {port}} is to be replaced or {@code -}, and the
     *     command, in which {@code {port}} is replaced too
     * @throws IOException if the program cannot be started or does not publish
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(server.getLocalPort());
            server.setSoTimeout(MINUTE);
            if (!arguments[1].equals("-")) {
                Path file = Path.of(arguments[1]);
                Files.writeString(file, Files.readString(file).replaceAll("(?m)^(broker = mqtt://127.0.0.1:).*",
                        "$1" + port));
            }
            List<String> command = List.of(arguments).subList(2, arguments.length).stream()
                    .map(word -> word.replace("{port}", port)).toList();
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(MINUTE);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                while (!isReading(answered(in, socket.getOutputStream()))) {
                    continue;
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                serve(socket, in, TimeUnit.SECONDS.toMillis(Long.parseLong(arguments[0])));
                System.out.println(millis + " " + resident(process.pid()));
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    /** Reads a packet and answers it. */
    private static byte[] answered(DataInputStream in, OutputStream out) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit >= 0x80);
        byte[] packet = new byte[length + 1];
        packet[0] = (byte) first;
        in.readFully(packet, 1, length);
        switch (first >> 4) {
            case 1 -> out.write(new byte[] {0x20, 2, 0, 0});
            case 3 -> {
                int identifier = 3 + (packet[1] << 8 | packet[2] & 0xFF);
                if ((first & 6) == 2) {
                    out.write(new byte[] {0x40, 2, packet[identifier], packet[identifier + 1]});
                }
            }
            case 8 -> out.write(new byte[] {(byte) 0x90, 3, packet[1], packet[2], 0});
            case 12 -> out.write(new byte[] {(byte) 0xD0, 0});
            default -> { }
        }
        return packet;
    }

    private static boolean isReading(byte[] packet) {
        return (packet[0] & 0xF0) == 0x30 && packet.length > 3 + TOPIC.length()
                && new String(packet, 3, packet[2], StandardCharsets.US_ASCII).equals(TOPIC);
    }

    private static void serve(Socket socket, DataInputStream in, long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long rest = millis; rest > 0; rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            socket.setSoTimeout((int) rest);
            try {
                answered(in, socket.getOutputStream());
            } catch (SocketTimeoutException silent) {
                return;
            }
        }
    }

    private static String resident(long process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return line.replaceAll("[^0-9]", "");
            }
        }
        throw new IOException("the kernel does not tell the memory of process " + process);
    }
}
