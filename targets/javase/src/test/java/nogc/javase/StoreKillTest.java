package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.PowerSwitch;
import nogc.javase.broker.Program;
import nogc.mqtt.Config;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device with its session in a file loses its power wherever it happens to be, also while it starts, and with it what
 * it had not synced; the broker is killed as well: at QoS 2 no message is lost or doubled and the order is kept, in both
 * directions. The seed is printed; {@code -Dnogc.soak=true} cuts ten times as often.
 */
@Timeout(1800)
class StoreKillTest {
    private static final int LIVES = Boolean.getBoolean("nogc.soak") ? 100 : 10;
    /**
     * What is fed and not counted yet stays below what Mosquitto has in flight: from its file it reads what is above
     * max_inflight_messages as if it had never been sent, and sends it again under another packet identifier.
     */
    private static final int IN_FLIGHT = 150;
    private static final long SEED = Long.getLong("nogc.seed", System.nanoTime());

    @TempDir
    Path folder;
    @TempDir
    Path tools;

    private final Random random = new Random(SEED);
    private final List<Integer> accepted = new ArrayList<>();
    private PowerSwitch power;
    private int counted;
    /** Each life begins beyond what any before it may have sent: it may have died before it told. */
    private int first;
    private int fed;
    private int outages;

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void powerCutsLoseAndDoubleNothing(int version) {
        power = new PowerSwitch(folder, tools, random);
        Config config = TestClient.smallSteps();
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().persistent()
                .option("max_inflight_messages " + StoreDevice.INBOUND).run();
                TestClient feeder = new TestClient("feeder", config, new Mqtt5(),
                        new TcpTransport("127.0.0.1", broker.port()))) {
            subscribeWitness(broker);
            feeder.options.cleanStart = 0;
            feeder.options.sessionExpiry = 3600;
            feeder.connect();
            for (int life = 0; life < LIVES; life++) {
                try (Program device = start(version, broker)) {
                    if (!live(device, life, feeder, broker)) {
                        device.freeze();
                        broker.awaitIdle();
                    }
                    power.cut(device);
                    check(device);
                }
            }
            try (Program device = start(version, broker)) {
                device.awaitLine("connected");
                feeder.await("all is fed", () -> feeder.client.usedSlots() == 0);
                device.tell(String.valueOf(fed));
                assertEquals(0, device.awaitExit(60), () -> String.join("\n", device.lines()));
                check(device);
            }
            assertEquals(fed, counted);
            int arrived = arrived(broker);
            System.out.println("power cut " + LIVES + " times, which took back " + power.lost()
                    + " writes, the broker killed " + outages + " times, seed " + SEED + ": out " + arrived + " of "
                    + accepted.size() + " accepted and some cut off, in " + counted + " of " + fed
                    + ", 0 lost, 0 doubled");
        }
    }

    private Program start(int version, MosquittoBroker broker) {
        int told = accepted.isEmpty() ? 0 : accepted.get(accepted.size() - 1);
        first = Math.max(first, told + 1) + StoreDevice.SLOTS;
        return power.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx24m",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                StoreDevice.class.getName(), String.valueOf(version), String.valueOf(broker.port()),
                folder.resolve("session").toString(), String.valueOf(first)));
    }

    /**
     * A life up to where its power is cut: one in four may end before it connects, one in three outlives a broker.
     * False where the broker may be reading CONNECT: if the connection breaks while Mosquitto 2.0.11 sends PUBREL again
     * for what the session holds, the next connection gets PUBLISH in its place, twice that is. So it is left the time
     * to write.
     */
    private boolean live(Program device, int life, TestClient feeder, MosquittoBroker broker) {
        if (life == 0) {
            device.awaitLine("subscribed");
        } else if (random.nextInt(4) == 0) {
            feed(device, feeder, random.nextInt(700));
            return false;
        } else {
            feeder.await("it connected", () -> device.lines().contains("connected"));
        }
        feed(device, feeder, random.nextInt(300));
        if (life % 3 == 1) {
            device.freeze();
            broker.save(); // it forgets what it acknowledged later, which no client can mend
            broker.kill9();
            broker.run();
            device.thaw();
            outages++;
            feed(device, feeder, random.nextInt(300));
            return false;
        }
        return true;
    }

    /** Publishes numbers to {@code in} for a time. */
    private void feed(Program device, TestClient feeder, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            int most = Math.max(counted, countedBy(device)) + IN_FLIGHT;
            for (int i = 0; i < 5 && fed < most && feeder.client.freeSlots() > 0; i++) {
                feeder.publish("in", String.valueOf(++fed), 2, false);
            }
            feeder.step(1);
        }
    }

    private static int countedBy(Program device) {
        return device.lines().stream().filter(line -> line.startsWith("count")).map(line -> line.split(" ")[1])
                .mapToInt(Integer::parseInt).max().orElse(0);
    }

    /** Nothing went wrong in a life, and nothing that an earlier one has said became untrue. */
    private void check(Program device) {
        for (String line : device.lines()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "accepted" -> accepted.add(Integer.valueOf(words[1]));
                case "counted" -> counted = Integer.parseInt(words[1]);
                case "counts" -> assertTrue(Integer.parseInt(words[1]) >= counted, line + " behind " + counted);
                case "connected", "subscribed", "done" -> { }
                default -> throw new AssertionError("seed " + SEED + ", broker killed " + outages + " times:\n"
                        + String.join("\n", device.lines()));
            }
        }
    }

    /** What arrived came once, in order, and all of it that was accepted: how many. */
    private int arrived(MosquittoBroker broker) {
        int last = 0;
        int at = 0;
        int arrived = 0;
        for (String line : witnessed(broker)) {
            int number = Integer.parseInt(line);
            assertTrue(number > last, number + " behind " + last + ", seed " + SEED);
            last = number;
            arrived++;
            if (at < accepted.size() && accepted.get(at) == number) {
                at++;
            }
        }
        assertEquals(accepted.size(), at, () -> "not all arrived, seed " + SEED);
        return arrived;
    }

    private static void subscribeWitness(MosquittoBroker broker) {
        try (Program witness = witness(broker, "-E")) {
            assertEquals(0, witness.awaitExit(30), () -> String.join("\n", witness.lines()));
        }
    }

    /** What mosquitto_sub finds in its session, which shares no code with us. */
    private static List<String> witnessed(MosquittoBroker broker) {
        broker.publish("-t", "out", "-m", "end", "-q", "2");
        try (Program witness = witness(broker)) {
            witness.awaitLine("end");
            List<String> lines = witness.lines();
            return lines.subList(0, lines.indexOf("end"));
        }
    }

    private static Program witness(MosquittoBroker broker, String... more) {
        List<String> words = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(broker.port()), "-i",
                "witness", "-c", "-q", "2", "-t", "out"));
        words.addAll(List.of(more));
        return Program.start("mosquitto_sub", words.toArray(new String[0]));
    }
}
