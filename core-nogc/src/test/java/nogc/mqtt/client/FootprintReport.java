package nogc.mqtt.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.memory.IdleBoard;

/**
 * {@code make footprint}: the bytes of a client in some profiles and of the jars, compared with the committed table
 * {@code footprint.txt}. A figure that grew by more than 1 % fails.
 */
public final class FootprintReport {
    private static final Path TABLE = Path.of("footprint.txt");
    private static final Path MEASURED = Path.of("target", "footprint.txt");
    private static final String HEAD = """
            # What a client weighs, in bytes; `make footprint` compares. RAM is the heap that the client's constructor
            # takes: elements of arrays, on a 32-bit machine with headers of 8 and 4, on a 64-bit JVM as measured.
            """;

    private FootprintReport() {
    }

    /** Runs in the folder of the module, after its jar was built. */
    public static void main(String[] args) throws IOException {
        Map<String, Long> now = measure();
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        now.forEach((name, bytes) -> lines.add(String.format("%9d  %s", bytes, name)));
        lines.forEach(System.out::println);
        Files.write(MEASURED, lines);
        List<String> grown = grown(read(), now);
        grown.forEach(System.err::println);
        if (!grown.isEmpty()) {
            System.err.println("footprint: to accept this, copy core-nogc/target/footprint.txt to core-nogc/");
            System.exit(1);
        }
    }

    private static Map<String, Long> measure() throws IOException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        measure(sizes, "2 x 256 bytes, ring 512, 4 slots", config(256, 512, 4));
        measure(sizes, "2 x 512 bytes, ring 2048, 8 slots", config(512, 2048, 8));
        measure(sizes, "the defaults", new Config());
        measure(sizes, "a JVM: 2 x 64 KiB, ring 1 MiB, 1023 slots", config(65536, 1 << 20, 1023));
        sizes.put("jar of the hardware abstraction", jar(Path.of("..", "hal", "target"), "nogc-hal"));
        sizes.put("jar of the client", jar(Path.of("target"), "nogc-mqtt"));
        return sizes;
    }

    private static Config config(int buffer, int ring, int slots) {
        Config config = new Config();
        config.receiveBuffer = buffer;
        config.transmitBuffer = buffer;
        config.ring = ring;
        config.outboundSlots = slots;
        config.inboundSlots = slots;
        return config;
    }

    private static void measure(Map<String, Long> sizes, String name, Config config) {
        IdleBoard board = new IdleBoard();
        Mqtt5 protocol = new Mqtt5();
        Listener listener = new Listener() { };
        Client client = new Client(config, protocol, board, board, board, listener);
        long measured = new ObjectGraph(client, config, protocol, board, listener).bytes();
        sizes.put("RAM, arrays alone, " + name, (long) Footprint.arrayBytes(config));
        sizes.put("RAM, 32 bits, " + name, (long) Footprint.bytes(config, 8, 4, 4, 4));
        sizes.put("RAM, JVM, " + name, measured);
    }

    private static long jar(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.size(files.filter(file -> file.getFileName().toString().matches(name + "-[0-9.]+\\.jar"))
                    .findFirst().orElseThrow(() -> new IOException("no jar " + name + " in " + folder)));
        }
    }

    private static Map<String, Long> read() throws IOException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.startsWith("#")) {
                String[] columns = line.strip().split(" +", 2);
                sizes.put(columns[1], Long.parseLong(columns[0]));
            }
        }
        return sizes;
    }

    /** What is larger than it was, or not in the table at all. */
    private static List<String> grown(Map<String, Long> was, Map<String, Long> now) {
        List<String> grown = new ArrayList<>();
        now.forEach((name, bytes) -> {
            Long before = was.get(name);
            if (before == null || bytes * 100 > before * 101) {
                grown.add("footprint: " + name + ": " + bytes + " bytes, " + before + " in the table");
            }
        });
        return grown;
    }
}
