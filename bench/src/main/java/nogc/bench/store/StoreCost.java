package nogc.bench.store;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import nogc.bench.Packets;
import nogc.mqtt.Config;
import nogc.mqtt.client.Footprint;
import nogc.mqtt.store.FlashLog;

/**
 * What a message costs in a flash log, counted: bytes and programs, and how long flash of 10,000 cycles lives; and the
 * memory of the log. Prints a table in Markdown.
 */
public final class StoreCost {
    /** As on an STM32F4. */
    private static final int UNIT = 4;
    private static final int SMALL = 4096;
    private static final int LARGE = 131072;
    private static final int MESSAGES = 100_000;
    private static final int CYCLES = 10_000;
    private static final double MINUTES_A_YEAR = 365.25 * 24 * 60;

    private StoreCost() {
    }

    /** So many messages of a kind, in a conversation. */
    private interface Messages {
        void pass(Conversation conversation);
    }

    /**
     * Prints the table.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf(Locale.ROOT, "%d bytes of topic, %d of payload, units of %d bytes; programs are calls that"
                + " program, one for each commit%n%n", Packets.TOPIC.length(), Packets.payload().length, UNIT);
        System.out.println("| a message | bytes programmed | programs | erasures per million, 2 × 4 KB | 2 × 128 KB"
                + " | years at one a minute, 10,000 cycles, 2 × 4 KB | 2 × 128 KB |");
        System.out.println("|---|---|---|---|---|---|---|");
        row("QoS 1 out", 1, talk -> talk.publish(1, 1));
        row("QoS 1 out, ten at once", 10, talk -> talk.publish(1, 10));
        row("QoS 2 out", 1, talk -> talk.publish(2, 1));
        row("QoS 2 out, ten at once", 10, talk -> talk.publish(2, 10));
        row("QoS 1 in", 1, talk -> talk.receive(1, false));
        row("QoS 1 in, with " + Conversation.STATE_LENGTH + " bytes of the application's state", 1,
                talk -> talk.receive(1, true));
        row("QoS 2 in", 1, talk -> talk.receive(2, false));
        row("QoS 2 in, with " + Conversation.STATE_LENGTH + " bytes of the application's state", 1,
                talk -> talk.receive(2, true));
        memory();
    }

    private static void memory() {
        Config config = new Config();
        int without = Footprint.bytes(config, 8, 4, 4, 4);
        config.store = new FlashLog(new CountingFlash(2, SMALL, UNIT), Conversation.LARGEST_RECORD);
        int with = Footprint.bytes(config, 8, 4, 4, 4);
        CountingFlash flash = new CountingFlash(2, SMALL, UNIT);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        thread.getCurrentThreadAllocatedBytes();
        long before = thread.getCurrentThreadAllocatedBytes();
        config.store = new FlashLog(flash, Conversation.LARGEST_RECORD);
        long log = thread.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(Locale.ROOT, "%nRAM: the log %d bytes as this JVM allocates it, %d of them its buffer; the"
                + " client %d more with a store, by the formula of Footprint for 32 bits%n", log,
                Conversation.LARGEST_RECORD, with - without);
    }

    private static void row(String what, int at, Messages messages) {
        CountingFlash large = run(LARGE, at, messages);
        CountingFlash small = run(SMALL, at, messages);
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.2f | %s | %s | %s | %s |%n", what,
                (double) large.programmedBytes() / MESSAGES, (double) large.programs() / MESSAGES,
                perMillion(small), perMillion(large), years(small), years(large));
    }

    private static CountingFlash run(int sectorSize, int at, Messages messages) {
        CountingFlash flash = new CountingFlash(2, sectorSize, UNIT);
        Conversation conversation = new Conversation(flash);
        for (int i = 0; i < MESSAGES; i += at) {
            messages.pass(conversation);
        }
        return flash;
    }

    private static String perMillion(CountingFlash flash) {
        return String.format(Locale.ROOT, "%,d", Math.round(flash.erasures() * (1e6 / MESSAGES)));
    }

    private static String years(CountingFlash flash) {
        if (flash.erasures() < 4) {
            return "no wear";
        }
        double messages = (double) CYCLES * flash.sectors() * MESSAGES / flash.erasures();
        return String.format(Locale.ROOT, "%,.1f", messages / MINUTES_A_YEAR);
    }
}
