package nogc.samples.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import nogc.javase.FileFlashRegion;

/**
 * The sessions of nodes in a file that grows: each {@link NodeRecords} call is one record, written before it returns.
 * That survives a gateway that is killed, and, where it waits for the disk, a power cut, which else may take what the
 * system had not yet written. When most of the file is past, it is begun anew beside the old one and takes its place.
 * <pre>
 *   magic (8) │ record …          record: length (4) │ CRC-32 (4) │ type (1) │ client │ fields
 * </pre>
 */
final class Journal implements AutoCloseable {
    static final long MAGIC = 0x6E6F67632D736E32L; // "nogc-sn2"
    static final int SESSION = 'S';
    static final int ASLEEP = 'Z';
    static final int GONE = 'G';
    static final int FORGOTTEN = 'F';
    static final int SUBSCRIBED = 'B';
    static final int UNSUBSCRIBED = 'U';
    static final int QUEUED = 'Q';
    static final int RESERVED = 'I';
    static final int SENT = 'M';
    static final int RELEASED = 'P';
    static final int DONE = 'D';
    static final int RECEIVED = 'R';
    static final int HANDED = 'H';
    /** Bytes below which a file is not begun anew. */
    private static final long SMALL = 1 << 20;
    private static final int GROWTH = 4;

    private interface Fields {
        void write(DataOutputStream to) throws IOException;
    }

    private final Path file;
    private final boolean sync;
    private final FileChannel lock;
    private FileChannel channel;
    private long wholeAfter;
    private boolean compacting;

    /**
     * One that is this gateway's alone; {@link JournalImage#read} and then {@link #compact} are next.
     *
     * @param sync whether each record waits for the disk
     * @throws SettingsException if it cannot be had, with what to change
     */
    Journal(Path file, boolean sync) throws SettingsException {
        this.file = file;
        this.sync = sync;
        JournalImage.checkKind(file); // ahead of the first file beside it
        try {
            lock = FileChannel.open(file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new SettingsException("--store " + file + " cannot be written: " + reason(e));
        }
        if (!isOurs()) {
            throw new SettingsException("--store " + file + " is in use by another gateway: give each a store of its"
                    + " own");
        }
    }

    /** Until this process ends, however it does. */
    private boolean isOurs() throws SettingsException {
        try {
            if (lock.tryLock() != null) {
                return true;
            }
            lock.close();
        } catch (OverlappingFileLockException e) {
            return false; // of another one in this process
        } catch (IOException e) {
            throw new SettingsException("--store " + file + " cannot be locked: " + reason(e));
        }
        return false;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        return e instanceof AccessDeniedException ? "access is denied" : e.getMessage();
    }

    /** Whether it is time for {@link #compact}. */
    boolean isLong() {
        try {
            return channel.position() > Math.max(SMALL, GROWTH * wholeAfter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins the file anew.
     *
     * @param snapshot writes all that lives
     */
    void compact(Consumer<Journal> snapshot) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel old = channel;
        channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).flip());
        compacting = true;
        snapshot.accept(this);
        compacting = false;
        channel.force(true);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        if (sync) {
            FileFlashRegion.syncFolderOf(file);
        }
        wholeAfter = channel.position();
        if (old != null) {
            old.close();
        }
    }

    /** What of this node is written here. */
    NodeRecords of(String client) {
        return new NodeRecords() {
            @Override
            public void session(int keepAlive, Will will) {
                write(SESSION, client, to -> {
                    to.writeShort(keepAlive);
                    to.writeBoolean(will != null);
                    if (will != null) {
                        message(to, will.topic(), will.payload(), will.qos(), will.retain());
                    }
                });
            }

            @Override
            public void asleep(NodeAddress address, int seconds) {
                write(ASLEEP, client, to -> {
                    to.writeShort(seconds);
                    text(to, address.link().name());
                    octets(to, address.address());
                    octets(to, address.node() == null ? new byte[0] : address.node());
                });
            }

            @Override
            public void gone() {
                write(GONE, client, to -> { });
            }

            @Override
            public void forgotten() {
                write(FORGOTTEN, client, to -> { });
            }

            @Override
            public void subscribed(String filter, int qos) {
                write(SUBSCRIBED, client, to -> {
                    text(to, filter);
                    to.writeByte(qos);
                });
            }

            @Override
            public void unsubscribed(String filter) {
                write(UNSUBSCRIBED, client, to -> text(to, filter));
            }

            @Override
            public void queued(Outgoing message) {
                write(QUEUED, client, to -> {
                    to.writeLong(message.number());
                    to.writeLong(message.arrival());
                    message(to, message.topic(), message.payload(), message.qos(), message.retain());
                });
            }

            @Override
            public void reserved(int msgId) {
                write(RESERVED, client, to -> to.writeShort(msgId));
            }

            @Override
            public void sent(long number, int msgId) {
                write(SENT, client, to -> {
                    to.writeLong(number);
                    to.writeShort(msgId);
                });
            }

            @Override
            public void released(long number) {
                write(RELEASED, client, to -> to.writeLong(number));
            }

            @Override
            public void done(long number) {
                write(DONE, client, to -> to.writeLong(number));
            }

            @Override
            public void handed(int number, int msgId, int topicId, int qos) {
                write(HANDED, client, to -> {
                    to.writeInt(number);
                    to.writeShort(msgId);
                    to.writeShort(topicId);
                    to.writeByte(qos);
                });
            }

            @Override
            public void received(int msgId) {
                write(RECEIVED, client, to -> to.writeShort(msgId));
            }
        };
    }

    private static void message(DataOutputStream to, String topic, byte[] payload, int qos, boolean retain)
            throws IOException {
        text(to, topic);
        to.writeByte(qos);
        to.writeBoolean(retain);
        octets(to, payload);
    }

    /** Not {@code writeUTF}, whose length in octets is another, and may be more than two octets say. */
    private static void text(DataOutputStream to, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        to.writeShort(octets.length);
        to.write(octets);
    }

    private static void octets(DataOutputStream to, byte[] octets) throws IOException {
        to.writeInt(octets.length);
        to.write(octets);
    }

    private void write(int type, String client, Fields fields) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream to = new DataOutputStream(bytes);
            to.writeByte(type);
            text(to, client);
            fields.write(to);
            CRC32 crc = new CRC32();
            crc.update(bytes.toByteArray());
            ByteBuffer record = ByteBuffer.allocate(8 + bytes.size());
            record.putInt(bytes.size()).putInt((int) crc.getValue()).put(bytes.toByteArray()).flip();
            while (record.hasRemaining()) {
                channel.write(record);
            }
            if (sync && !compacting) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.force(true);
            channel.close();
        }
        lock.close();
    }
}
