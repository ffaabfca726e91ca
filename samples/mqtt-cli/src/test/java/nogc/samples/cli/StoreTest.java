package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --store FILE}: a session goes on where the run before ended, however it did. */
@Timeout(120)
class StoreTest {
    private static MosquittoBroker broker;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private String file() {
        return folder.resolve("session.store").toString();
    }

    private static String run(int code, int port, String command, String... arguments) throws Exception {
        try (MqttProcess process = MqttProcess.start(port, command, arguments)) {
            assertEquals(code, process.exitCode(), process::error);
            return process.error() + process.output();
        }
    }

    @Test
    void whatWasPublishedWhileNobodyAnsweredGoesOutWithTheNextRun() throws Exception {
        try (MosquittoBroker late = MosquittoBroker.start()) {
            late.kill9();
            String said = run(1, late.port(), "pub", "--store", file(), "-i", "sensor", "-q", "2", "-t", "late",
                    "-m", "1");
            assertTrue(said.endsWith("mqtt pub: 1 messages wait in " + file() + " for the next run\n"), said);
            late.run();
            try (Program observer = late.observe("observer", "-t", "late", "-q", "2", "-C", "2")) {
                assertEquals("", run(0, late.port(), "pub", "--store", file(), "-i", "sensor", "-q", "2", "-t", "late",
                        "-m", "2"));
                assertEquals(List.of("1", "2"), observer.awaitLines(2));
            }
        }
    }

    @Test
    void aKilledSubscriberGoesOnWithoutPrintingAnythingTwice() throws Exception {
        String[] sub = {"--store", file(), "-i", "reader", "-q", "2", "-t", "once"};
        try (MqttProcess first = MqttProcess.start(broker.port(), "sub", sub)) {
            broker.awaitLog("Sending SUBACK to reader");
            broker.publish("-t", "once", "-q", "2", "-m", "1");
            first.awaitOutput("1\n");
            broker.awaitLog("Received PUBCOMP from reader");
            first.kill();
        }
        broker.publish("-t", "once", "-q", "2", "-m", "2");
        String[] counted = Arrays.copyOf(sub, sub.length + 2);
        counted[sub.length] = "-C";
        counted[sub.length + 1] = "1";
        assertEquals("2\n", run(0, broker.port(), "sub", counted));
    }

    @Test
    void eachFaultOfTheStoreIsALineThatSaysWhatToChange() throws Exception {
        String[] pub = {"-i", "me", "-q", "1", "-t", "a", "-m", "x"};
        for (String[] nameless : new String[][] {{}, {"-i", ""}, {"-I", "another-each-time-"}}) {
            assertEquals("mqtt pub: --store needs -i: it keeps the session of a client identifier\n",
                    run(2, broker.port(), "pub", with("--store", file(), with("-t", "a", with("-m", "x", nameless)))));
        }
        assertEquals("", run(0, broker.port(), "pub", with("--store", file(), pub)));
        String[] other = pub.clone();
        other[1] = "you";
        assertEquals("mqtt pub: " + file() + " keeps the session of another -i or -V: give those, or name another"
                + " file\n", run(1, broker.port(), "pub", with("--store", file(), other)));
        Path small = Files.write(folder.resolve("small"), new byte[100]);
        assertEquals("mqtt pub: " + small + " is a store of 100 bytes, not of 2097152: open it with the sizes that it"
                + " was made with, or name another file\n",
                run(1, broker.port(), "pub", with("--store", small.toString(), pub)));
        Path damaged = Files.write(folder.resolve("damaged"), new byte[2097152]);
        assertEquals("mqtt pub: " + damaged + " is damaged, or no file of --store: name another one, or delete it, and"
                + " what it kept is lost\n", run(1, broker.port(), "pub", with("--store", damaged.toString(), pub)));
        assertEquals("mqtt pub: cannot publish to 'a': a store keeps no payload above 16 KB: leave --store out, or use"
                + " -q 0\n", run(1, broker.port(), "pub", "--store", file(), "-i", "me", "-q", "1", "-t", "a", "-f",
                damaged.toString()));
        String said = run(1, broker.port(), "pub", with("--store", "/dev/full", pub));
        assertTrue(said.startsWith("mqtt pub: /dev/full cannot be made 2097152 bytes long: "), said);
        try (MqttProcess holder = MqttProcess.start(broker.port(), "sub", "--store", file(), "-i", "me", "-t", "b")) {
            broker.awaitLog("Sending SUBACK to me");
            assertEquals("mqtt pub: " + file() + " is in use by another client: give each client a store of its own\n",
                    run(1, broker.port(), "pub", with("--store", file(), pub)));
        }
    }

    private static String[] with(String option, String value, String... others) {
        String[] all = Arrays.copyOf(new String[] {option, value}, others.length + 2);
        System.arraycopy(others, 0, all, 2, others.length);
        return all;
    }
}
