package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What stands between a file and its disk, as on Linux: each block goes to the disk by itself, in any order, at any
 * time, and for sure only by a successful sync. A sync that fails leaves each block in a state of its own, and
 * no later one tries it again unless it is written again.
 */
final class WriteCache {
    private final int block;
    private final Random random;
    private final byte[] disk;
    /** Of each block what it was since it is not sure to be on the disk, the last one as it is read; none if it is. */
    private final List<List<byte[]>> dirty = new ArrayList<>();

    WriteCache(byte[] bytes, int block, Random random) {
        this.block = block;
        this.random = random;
        disk = bytes.clone();
        for (int at = 0; at < bytes.length; at += block) {
            dirty.add(new ArrayList<>());
        }
    }

    /** Bytes were written. */
    void written(byte[] bytes, int address, int length) {
        for (int i = address / block; i <= (address + length - 1) / block; i++) {
            int start = i * block;
            dirty.get(i).add(Arrays.copyOfRange(bytes, start, Math.min(start + block, bytes.length)));
        }
    }

    void sync() {
        for (int i = 0; i < dirty.size(); i++) {
            reach(i, dirty.get(i).size());
        }
    }

    /** A sync failed, or the power: each block is on the disk as it was at some time. */
    void lose() {
        for (int i = 0; i < dirty.size(); i++) {
            reach(i, random.nextInt(dirty.get(i).size() + 1));
        }
    }

    private void reach(int index, int state) {
        if (state > 0) {
            byte[] reached = dirty.get(index).get(state - 1);
            System.arraycopy(reached, 0, disk, index * block, reached.length);
        }
        dirty.get(index).clear();
    }

    /** What is read after a start. */
    void read(byte[] bytes) {
        System.arraycopy(disk, 0, bytes, 0, disk.length);
    }
}
