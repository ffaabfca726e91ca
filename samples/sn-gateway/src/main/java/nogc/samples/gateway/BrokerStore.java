package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import nogc.javase.FileFlashRegion;
import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.client.Client;
import nogc.mqtt.store.FlashLog;

/**
 * What is under way on one connection to the broker, in a file of fixed size beside that of {@code --store}. It
 * survives what the {@link Journal} does.
 */
final class BrokerStore implements AutoCloseable {
    /** Twice what lives, which is the ring and the slots of {@link BrokerLine#config}, is in one half of them. */
    private static final int SECTORS = 4;
    private static final int SECTOR_SIZE = 524_288;
    private static final int SMALL_SECTOR_SIZE = 4096;
    /** Topic and payload of the longest message, each of which a datagram has carried. */
    private static final int LARGEST_RECORD = 2 * 65_536 + 64;
    private static final int SMALL_LARGEST_RECORD = 2048 + 64;

    private final Path file;
    private final FileFlashRegion region;
    private final int largestRecord;
    private final boolean sync;
    /** An earlier life has made the file. */
    private final boolean wasThere;
    private final Set<Integer> open = new HashSet<>();
    private final byte[] state = new byte[Long.BYTES];
    private int slots;
    private int highestNumber;
    private long confirmed = Long.MAX_VALUE;
    private long lastArrival;

    private BrokerStore(Path file, boolean sync, int sectorSize, int largestRecord) throws IOException {
        this.file = file;
        this.sync = sync;
        this.largestRecord = largestRecord;
        wasThere = Files.exists(file);
        region = FileFlashRegion.open(file, SECTORS, sectorSize);
    }

    /**
     * The file of the connection that serves all nodes, 2 MB, which is made if it is not there.
     *
     * @throws SettingsException if it cannot be had, with what to change
     */
    static BrokerStore forAll(Settings settings) throws SettingsException {
        try {
            return new BrokerStore(beside(settings.store, ".broker"), settings.sync, SECTOR_SIZE, LARGEST_RECORD);
        } catch (IOException e) {
            throw new SettingsException("--store: " + e.getMessage());
        }
    }

    /** The same for the own connection of one node: 16 KB in a folder. */
    static BrokerStore forOne(Settings settings, String client) {
        try {
            Path folder = beside(settings.store, ".nodes");
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                syncFolderOf(folder, settings.sync);
            }
            String name = HexFormat.of().formatHex(client.getBytes(StandardCharsets.UTF_8));
            return new BrokerStore(folder.resolve(name), settings.sync, SMALL_SECTOR_SIZE, SMALL_LARGEST_RECORD);
        } catch (IOException e) {
            throw new UncheckedIOException("--store: the file of node " + client + " cannot be had: " + e.getMessage(),
                    e);
        }
    }

    private static void syncFolderOf(Path file, boolean sync) throws IOException {
        if (sync) {
            FileFlashRegion.syncFolderOf(file);
        }
    }

    private static Path beside(Path journal, String suffix) {
        return journal.resolveSibling(journal.getFileName() + suffix);
    }

    /** Gives a client this store and room for the count of arrivals. */
    void configure(Config config) {
        config.store = new FlashLog(sync ? region : new UnforcedRegion(region), largestRecord);
        config.applicationState = state.length;
        slots = config.outboundSlots;
    }

    /** The client has read it. */
    void opened(Client client) {
        if (client.applicationState(state, 0) == state.length) {
            lastArrival = ByteBuffer.wrap(state).getLong();
            confirmed = lastArrival;
        } else if (wasThere) {
            confirmed = 0; // it ended between the first message's record in the journal and the one here
        }
        int[] tags = new int[slots];
        int count = client.openTags(tags);
        for (int i = 0; i < count; i++) {
            open.add(tags[i]);
            highestNumber = Math.max(highestNumber, tags[i]);
        }
    }

    /** Whether a message of an earlier life is still on its way to the broker. */
    boolean isOpen(int number) {
        return open.contains(number);
    }

    int highestNumber() {
        return highestNumber;
    }

    /** The last arrival whose acknowledgement is kept; of a file that was not there nothing is known, so all are. */
    long confirmed() {
        return confirmed;
    }

    long nextArrival() {
        return ++lastArrival;
    }

    /** Acknowledges a message of the broker, and keeps that all up to this arrival were taken. */
    int acknowledge(Client client, int handle, long arrival) {
        ByteBuffer.wrap(state).putLong(arrival);
        return client.acknowledge(handle, state, 0, state.length);
    }

    /** What to change where the client could not take the session out of it, or null if it is not to blame. */
    String problem(int result) {
        return switch (result) {
            case Result.STORE_OTHER_SESSION -> "--store: " + file + " keeps the session of another --id: give that, or"
                    + " name another file";
            case Result.STORE_DAMAGED, Result.FULL, Result.BUFFER_TOO_SMALL -> "--store: " + file
                    + " is damaged, or no store of this gateway: delete it, and what was on its way to the broker is"
                    + " lost";
            case Result.STORE_FAILED -> "--store: " + file + " cannot be read or written: "
                    + (region.lastFailure() == null ? "no reason is known" : region.lastFailure().getMessage());
            default -> null;
        };
    }

    @Override
    public void close() {
        region.close();
    }

    /** Closes it for good: nothing of it is wanted any more. */
    void delete() {
        close();
        try {
            Files.deleteIfExists(file);
            syncFolderOf(file, sync);
        } catch (IOException e) {
            throw new UncheckedIOException("--store: " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
