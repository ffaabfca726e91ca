package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import nogc.hal.FlashRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is flash that keeps what was programmed, for one client at a time, and says in a sentence why it does not. */
class FileFlashRegionTest {
    private static final int SECTORS = 3;
    private static final int SECTOR_SIZE = 128;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("session.log");
    }

    private FileFlashRegion open() throws IOException {
        return FileFlashRegion.open(file(), SECTORS, SECTOR_SIZE);
    }

    @Test
    void aNewFileIsErasedAndTakesAllOfItsRoom() throws IOException {
        try (FileFlashRegion region = open()) {
            byte[] all = new byte[SECTORS * SECTOR_SIZE];
            assertEquals(0, region.read(0, all, 0, all.length));
            byte[] erased = new byte[all.length];
            Arrays.fill(erased, (byte) 0xFF);
            assertArrayEquals(erased, all);
            assertEquals(all.length, Files.size(file()));
        }
    }

    @Test
    void whatWasProgrammedIsThereForTheNextOneAndAnErasureTakesOneSector() throws IOException {
        try (FileFlashRegion region = open()) {
            assertEquals(0, region.program(10, new byte[] {9, 1, 2, 3}, 1, 3));
            assertEquals(0, region.program(SECTOR_SIZE + 5, new byte[] {7}, 0, 1));
            assertEquals(0, region.erase(1));
            assertEquals(0, region.sync());
        }
        try (FileFlashRegion region = open()) {
            byte[] read = new byte[5];
            region.read(9, read, 0, 5);
            assertArrayEquals(new byte[] {-1, 1, 2, 3, -1}, read);
            region.read(SECTOR_SIZE + 5, read, 0, 1);
            assertEquals(-1, read[0]);
        }
    }

    @Test
    void aSecondClientIsRefused() throws IOException {
        try (FileFlashRegion region = open()) {
            assertTrue(assertThrows(IOException.class, this::open).getMessage().contains("in use by another client"));
        }
        open().close();
    }

    @Test
    void anotherProcessIsRefusedToo() throws Exception {
        open().close();
        Process holder = holder(ProcessBuilder.Redirect.INHERIT);
        try {
            assertEquals('+', holder.getInputStream().read());
            assertTrue(assertThrows(IOException.class, this::open).getMessage().contains("in use by another client"));
        } finally {
            holder.destroyForcibly();
            assertTrue(holder.waitFor(60, TimeUnit.SECONDS));
        }
        open().close(); // what was killed holds no lock
    }

    /** Linux drops all locks of a process on a file when that closes any of its descriptors of it. */
    @Test
    void whoeverIsRefusedHereTakesNoLockFromTheOneThatHasIt() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file());
        try (FileFlashRegion region = open()) {
            for (Path path : new Path[] {file(), link, folder.resolve("../" + folder.getFileName() + "/session.log")}) {
                assertTrue(assertThrows(IOException.class, () -> FileFlashRegion.open(path, SECTORS, SECTOR_SIZE))
                        .getMessage().contains("in use by another client"));
            }
            Process holder = holder(ProcessBuilder.Redirect.DISCARD);
            try {
                assertEquals(-1, holder.getInputStream().read(), "another process has it too");
            } finally {
                holder.destroyForcibly();
                assertTrue(holder.waitFor(60, TimeUnit.SECONDS));
            }
            assertEquals(0, region.program(0, new byte[1], 0, 1));
        }
        open().close();
        Files.write(file(), new byte[1]);
        for (int i = 0; i < 2; i++) {
            String said = assertThrows(IOException.class, this::open).getMessage();
            assertTrue(said.contains("1 bytes, not of 384"), said); // what was refused for that is not in use
        }
    }

    private Process holder(ProcessBuilder.Redirect errors) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Holder.class.getName(),
                file().toString()).redirectError(errors).start();
    }

    /** Another process that has the file open, until it is killed. */
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] arguments) throws Exception {
            try (FileFlashRegion region = FileFlashRegion.open(Path.of(arguments[0]), SECTORS, SECTOR_SIZE)) {
                System.out.print('+');
                System.out.flush();
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    @Test
    void aFileOfOtherSizesIsRefusedAndStaysAsItIs() throws IOException {
        Files.write(file(), new byte[] {1, 2, 3});
        String said = assertThrows(IOException.class, this::open).getMessage();
        assertTrue(said.contains("3 bytes, not of 384"), said);
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file()));
        Files.write(file(), new byte[SECTORS * SECTOR_SIZE + 1]);
        assertThrows(IOException.class, this::open);
    }

    @Test
    void aMakingThatWasCutOffIsCompleted() throws IOException {
        byte[] part = new byte[SECTOR_SIZE + 7];
        Arrays.fill(part, (byte) 0xFF);
        Files.write(file(), part);
        open().close();
        assertEquals(SECTORS * SECTOR_SIZE, Files.size(file()));
    }

    @Test
    void aFullDiskIsToldWhenTheFileIsMade() {
        Path full = Path.of("/dev/full");
        assertTrue(Files.exists(full), "needs a Linux machine");
        String said = assertThrows(IOException.class, () -> FileFlashRegion.open(full, SECTORS, SECTOR_SIZE))
                .getMessage();
        assertTrue(said.startsWith("/dev/full cannot be made 384 bytes long"), said);
    }

    /** As on a disk that gives the room of a file only when it is written, or a medium that becomes read-only. */
    @Test
    void aDiskThatIsFullLaterFailsEachProgramAndErasureAndSaysWhy() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile("/dev/full", "rw");
                FileFlashRegion region = new FileFlashRegion(file, file.getChannel().tryLock(), SECTORS, SECTOR_SIZE)) {
            assertEquals(FlashRegion.FAILED, region.program(0, new byte[4], 0, 4));
            assertTrue(region.lastFailure().getMessage().contains("No space left"), region.lastFailure().getMessage());
            assertEquals(FlashRegion.FAILED, region.erase(1));
        }
    }

    /**
     * A file that nobody may write, not even root, whom permissions do not stop: that of a program that runs.
     */
    @Test
    void aFileThatMayNotBeWrittenIsToldAndStaysAsItIs() throws Exception {
        Path program = Files.copy(Path.of("/bin/sleep"), file());
        Process running = new ProcessBuilder(program.toString(), "60").start();
        try {
            String said = assertThrows(IOException.class, this::open).getMessage();
            assertEquals(file() + " (Text file busy) cannot be opened for writing: name a file that this user may write, in"
                    + " a folder that is there", said);
        } finally {
            running.destroyForcibly();
            assertTrue(running.waitFor(60, TimeUnit.SECONDS));
        }
        assertEquals(-1, Files.mismatch(Path.of("/bin/sleep"), program));
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        File missing = folder.resolve("missing/session.log").toFile();
        String said = assertThrows(IOException.class, () -> FileFlashRegion.open(missing.toPath(), SECTORS, SECTOR_SIZE))
                .getMessage();
        assertTrue(said.contains("(No such file or directory) cannot be opened for writing"), said);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        int[][] wrong = {{1, 128}, {2, 63}, {1025, 64}, {2, (1 << 24) + 1}, {1000, 1 << 24}, {0, 0}, {-1, -1}};
        for (int[] sizes : wrong) {
            assertThrows(IllegalArgumentException.class, () -> FileFlashRegion.open(file(), sizes[0], sizes[1]));
        }
    }

    @Test
    void anOperationThatFailsSaysSoAndWhy() throws IOException {
        FileFlashRegion region = open();
        region.close();
        assertEquals(FlashRegion.FAILED, region.program(0, new byte[1], 0, 1));
        assertEquals(FlashRegion.FAILED, region.erase(0));
        assertEquals(FlashRegion.FAILED, region.read(0, new byte[1], 0, 1));
        assertEquals(FlashRegion.FAILED, region.sync());
        assertNotNull(region.lastFailure());
    }

    @Test
    void anInterruptedThreadDoesNotCloseIt() throws IOException {
        try (FileFlashRegion region = open()) {
            Thread.currentThread().interrupt();
            assertEquals(0, region.program(0, new byte[1], 0, 1));
            assertEquals(0, region.sync());
            assertTrue(Thread.interrupted());
            assertEquals(0, region.read(0, new byte[1], 0, 1));
        }
    }

    @Test
    void itIsAFileThatOthersCanRead() throws IOException {
        open().close();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ)) {
            assertEquals(SECTORS * SECTOR_SIZE, channel.size());
        }
    }
}
