package nogc.javase.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Programs whose power can be cut: all that they wrote to the files of a folder and did not sync may be gone, each
 * write by itself, and so may new, changed and removed names of files. A program that is only killed leaves all of that
 * in the cache of the system. {@code power_cut.c} notes what there is to take back.
 */
public final class PowerSwitch {
    private static final char WRITE = 'W';
    private static final char SYNC = 'S';
    private static final char CREATE = 'C';
    private static final char RENAME = 'R';
    private static final char UNLINK = 'U';

    /** Where a file is that a later one has replaced. */
    private static final Path GONE = Path.of("");

    private record Change(char type, Path path, long length, byte[] more) {
        String text() {
            return new String(more, StandardCharsets.UTF_8);
        }
    }

    /** A write that was lost so far and may have been made all the same. */
    private record Redo(Path file, long at, byte[] bytes) {
    }

    private final Path folder;
    private final Path library;
    private final Path journal;
    private final Random random;
    /** Where the file of the change that is looked at is now, if elsewhere. */
    private final Map<Path, Path> names = new HashMap<>();
    /** Files, as they are named now, and folders that were synced behind that change. */
    private final Set<Path> synced = new HashSet<>();
    private final Deque<Redo> redo = new ArrayDeque<>();
    private int lost;

    /**
     * For programs that keep what they have in this folder.
     *
     * @param tools another folder, on the same disk
     */
    public PowerSwitch(Path folder, Path tools, Random random) {
        this.folder = folder.toAbsolutePath();
        this.random = random;
        library = tools.resolve("power_cut.so").toAbsolutePath();
        journal = tools.resolve("power_cut.journal").toAbsolutePath();
        try (InputStream source = PowerSwitch.class.getResourceAsStream("power_cut.c")) {
            Path file = tools.resolve("power_cut.c");
            Files.copy(source, file);
            try (Program gcc = Program.start("gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared",
                    "-fPIC", "-o", library.toString(), file.toString(), "-ldl")) {
                if (gcc.awaitExit(60) != 0) {
                    throw new AssertionError("gcc: " + String.join("\n", gcc.lines()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program; only one runs at a time. */
    public Program start(List<String> command) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "LD_PRELOAD=" + library, "POWER_CUT_FOLDER="
                + folder, "POWER_CUT_JOURNAL=" + journal));
        words.addAll(command);
        return Program.start(words);
    }

    /** Kills a program and takes back what was not on the disk. */
    public void cut(Program program) {
        program.kill9();
        try {
            List<Change> changes = read();
            Files.deleteIfExists(journal);
            undo(changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many changes were taken back so far. */
    public int lost() {
        return lost;
    }

    private List<Change> read() throws IOException {
        List<Change> changes = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(journal));
        while (all.hasRemaining()) {
            char type = (char) all.get();
            String path = new String(bytes(all, all.getInt()), StandardCharsets.UTF_8);
            long length = all.getLong();
            changes.add(new Change(type, Path.of(path), length, bytes(all, all.getInt())));
        }
        return changes;
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    /** From the last one to the first, so that each finds the files as it left them. */
    private void undo(List<Change> changes) throws IOException {
        names.clear();
        synced.clear();
        redo.clear();
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            Path file = names.getOrDefault(change.path, change.path);
            boolean nameIsLost = !synced.contains(change.path.getParent());
            switch (change.type) {
                case SYNC -> synced.add(file);
                case WRITE -> undoWrite(change, file);
                case CREATE -> {
                    if (nameIsLost) {
                        forget(file);
                        Files.deleteIfExists(file);
                        lost++;
                    }
                }
                case RENAME -> undoRename(change, nameIsLost);
                case UNLINK -> {
                    if (nameIsLost) {
                        restore(change.text(), change.path);
                    } else {
                        names.put(change.path, GONE);
                    }
                }
                default -> throw new AssertionError("a change of type " + change.type);
            }
        }
        for (Redo write : redo) {
            write(write.file, write.at, write.bytes, -1);
        }
    }

    /** Nothing is known of what was in this file before. */
    private void forget(Path file) {
        synced.remove(file);
        redo.removeIf(write -> write.file.equals(file));
    }

    private void restore(String kept, Path path) throws IOException {
        forget(path);
        lost++;
        if (!kept.isEmpty()) {
            Files.move(Path.of(kept), path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void undoRename(Change change, boolean isLost) throws IOException {
        String[] paths = change.text().split("\n", -1);
        Path to = Path.of(paths[0]);
        if (!isLost) {
            names.put(change.path, names.getOrDefault(to, to));
            names.put(to, GONE);
            return;
        }
        boolean wasSynced = synced.contains(to);
        Files.move(to, change.path);
        restore(paths[1], to);
        if (wasSynced) {
            synced.add(change.path);
        }
    }

    private void undoWrite(Change change, Path file) throws IOException {
        if (file.equals(GONE) || synced.contains(file)) {
            return;
        }
        ByteBuffer more = ByteBuffer.wrap(change.more);
        long at = more.getLong();
        long count = more.getLong();
        byte[] written = new byte[(int) count];
        int there;
        try (RandomAccessFile now = new RandomAccessFile(file.toFile(), "r")) {
            now.seek(at);
            there = Math.max(0, now.read(written));
        }
        if (there > 0 && random.nextBoolean()) {
            redo.addFirst(new Redo(file, at, Arrays.copyOf(written, there)));
        } else {
            lost++;
        }
        write(file, at, bytes(more, more.remaining()), change.length);
    }

    /** Writes, and makes the file so long unless that is negative. */
    private static void write(Path path, long at, byte[] bytes, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
            if (length >= 0) {
                file.setLength(length);
            }
        }
    }
}
