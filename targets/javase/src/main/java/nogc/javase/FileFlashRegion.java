package nogc.javase;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import nogc.hal.FlashRegion;

/**
 * Flash in a file of fixed size, whose room on the disk is taken when it is made. One region has it open at a time, of
 * all processes; but on Linux a process that opens and closes the file by other means gives that up.
 *
 * <p>{@link #sync} is one {@code fsync}: it blocks for as long as the disk takes, commonly 0.1 to 20 ms, and on a busy
 * or failing disk for seconds. After {@link #open} nothing is allocated here, unless an operation fails: then it costs
 * the exception that Java makes of it, which {@link #lastFailure} keeps. An interrupted thread does not close it. For
 * one thread.
 */
public final class FileFlashRegion implements FlashRegion, AutoCloseable {
    private static final int LONGEST_SYNC_MICROS = 1000000;
    private static final int LONGEST_ERASE_MILLIS = 1000;
    private static final byte ERASED = (byte) 0xFF;

    /**
     * What the system tells those files by that are open here; guarded by itself. Whoever wants one of them anew is
     * refused ahead of opening it: with the first descriptor of a file that a process closes, POSIX drops all of its
     * locks on it.
     */
    private static final Set<Object> IN_USE = new HashSet<>();

    private final RandomAccessFile file;
    private final FileLock lock;
    private final int sectors;
    private final byte[] empty;
    /** In {@link #IN_USE}, or null. */
    private Object key;
    private IOException failure;

    /** A region in a file that is open and has its size. */
    FileFlashRegion(RandomAccessFile file, FileLock lock, int sectors, int sectorSize) {
        this.file = file;
        this.lock = lock;
        this.sectors = sectors;
        empty = erased(sectorSize);
    }

    private static byte[] erased(int sectorSize) {
        byte[] bytes = new byte[sectorSize];
        Arrays.fill(bytes, ERASED);
        return bytes;
    }

    /**
     * Opens the file, or makes it, with all sectors erased. Blocks for as long as the disk takes to write it.
     *
     * @param path of the file; its folder must be there
     * @param sectors at least 2
     * @param sectorSize bytes of each, 64 to 16,777,216; the same whenever this file is opened
     * @return the region, locked until it is closed
     * @throws IOException if the file is in use, of another size, not to be read or written, or the disk is full; its
     *     message is a sentence for a person
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static FileFlashRegion open(Path path, int sectors, int sectorSize) throws IOException {
        if (sectors < 2 || sectors > 1024 || sectorSize < 64 || sectorSize > 1 << 24
                || (long) sectors * sectorSize > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a file region has 2 to 1,024 sectors of 64 to 16,777,216 bytes, and at"
                    + " most 2,147,483,647 bytes in all: not " + sectors + " of " + sectorSize);
        }
        FileFlashRegion region = take(path, sectors, sectorSize);
        try {
            region.prepare(path);
            return region;
        } catch (IOException | RuntimeException e) {
            region.close();
            throw e;
        }
    }

    private static FileFlashRegion take(Path path, int sectors, int sectorSize) throws IOException {
        synchronized (IN_USE) {
            if (Files.exists(path) && IN_USE.contains(keyOf(path))) {
                throw inUse(path);
            }
            RandomAccessFile file = openFile(path);
            try {
                FileFlashRegion region = new FileFlashRegion(file, lock(file, path), sectors, sectorSize);
                region.key = keyOf(path);
                IN_USE.add(region.key);
                return region;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }
    }

    /** The same for all names of a file. */
    private static Object keyOf(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key; // Windows knows none
    }

    private static IOException inUse(Path path) {
        return new IOException(path + " is in use by another client: give each client a store of its own");
    }

    /** What the system says stands in the message in brackets: no permission, a read-only disk, no such folder. */
    private static RandomAccessFile openFile(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } catch (FileNotFoundException e) {
            throw new IOException(e.getMessage() + " cannot be opened for writing: name a file that this user may"
                    + " write, in a folder that is there", e);
        }
    }

    private static FileLock lock(RandomAccessFile file, Path path) throws IOException {
        FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw inUse(path);
        }
        return lock;
    }

    /** A file that a cut has left shorter than it should be was never used: it is completed. */
    private void prepare(Path path) throws IOException {
        long size = (long) sectors * empty.length;
        long length = file.length();
        if (length > size || length < size && !isErased(length)) {
            throw new IOException(path + " is a store of " + length + " bytes, not of " + size
                    + ": open it with the sizes that it was made with, or name another file");
        }
        try {
            for (long at = length / empty.length * empty.length; at < size; at += empty.length) {
                file.seek(at);
                file.write(empty);
            }
            file.getFD().sync();
            syncFolderOf(path);
        } catch (IOException e) {
            throw new IOException(path + " cannot be made " + size + " bytes long: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until a file that was made, renamed or deleted is so on the disk, too; what is in it is another matter.
     * Blocks for as long as the disk takes. Does nothing on Windows, which opens no folders, and journals them.
     *
     * @param path of the file, whether it is there or not
     * @throws IOException if its folder cannot be opened or the disk fails
     */
    public static void syncFolderOf(Path path) throws IOException {
        if (File.separatorChar != '/') {
            return;
        }
        boolean interrupted = Thread.interrupted(); // a channel would close for that
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isErased(long length) throws IOException {
        byte[] bytes = new byte[empty.length];
        file.seek(0);
        for (long done = 0; done < length; done += bytes.length) {
            int stretch = (int) Math.min(bytes.length, length - done);
            file.readFully(bytes, 0, stretch);
            if (!Arrays.equals(bytes, 0, stretch, empty, 0, stretch)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int sectors() {
        return sectors;
    }

    @Override
    public int sectorSize() {
        return empty.length;
    }

    @Override
    public int programUnit() {
        return 1;
    }

    /** {@inheritDoc} What takes time is {@link #sync}; this is how long that commonly takes at most. */
    @Override
    public int longestProgramMicros() {
        return LONGEST_SYNC_MICROS;
    }

    @Override
    public int longestEraseMillis() {
        return LONGEST_ERASE_MILLIS;
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        try {
            file.seek(address);
            file.readFully(buffer, offset, length);
            return 0;
        } catch (IOException e) {
            return fail(e);
        }
    }

    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        return write(address, buffer, offset, length);
    }

    @Override
    public int erase(int sector) {
        return write(sector * empty.length, empty, 0, empty.length);
    }

    private int write(int address, byte[] buffer, int offset, int length) {
        try {
            file.seek(address);
            file.write(buffer, offset, length);
            return 0;
        } catch (IOException e) {
            return fail(e);
        }
    }

    @Override
    public int sync() {
        try {
            file.getFD().sync();
            return 0;
        } catch (IOException e) {
            return fail(e);
        }
    }

    private int fail(IOException cause) {
        failure = cause;
        return FAILED;
    }

    /** @return what failed last, for a person to read, or null */
    public IOException lastFailure() {
        return failure;
    }

    /** Closes the file and gives up its lock; every operation fails afterwards. Idempotent. */
    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                lock.release();
            }
            file.close();
        } catch (IOException e) {
            fail(e);
        } finally {
            synchronized (IN_USE) {
                IN_USE.remove(key);
                key = null; // the file may be another region's by the next call
            }
        }
    }
}
