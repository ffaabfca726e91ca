package nogc.samples.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;

/** Reads lines on a thread of its own, a few ahead, so that waiting for the next one holds nothing up. */
final class LineReader {
    private static final int AHEAD = 64;

    private final ArrayBlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(AHEAD);
    private final InputStream in;
    private final Runnable whenThereAreMore;
    private volatile boolean ended;

    /**
     * Starts reading.
     *
     * @param in where from
     * @param whenThereAreMore called on the reader's thread after each line and at the end
     */
    LineReader(InputStream in, Runnable whenThereAreMore) {
        this.in = new BufferedInputStream(in);
        this.whenThereAreMore = whenThereAreMore;
        Thread thread = new Thread(this::read, "standard input");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next line, without its line feed; a carriage return stays, as with mosquitto_pub.
     *
     * @return null if there is none yet or no more
     */
    byte[] poll() {
        return lines.poll();
    }

    /** @return whether the input has ended and every line was taken */
    boolean isAtEnd() {
        return ended && lines.isEmpty();
    }

    private void read() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    put(line);
                } else {
                    line.write(b);
                }
            }
            if (line.size() > 0) {
                put(line);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // an input that breaks has ended
        } finally {
            ended = true;
            whenThereAreMore.run();
        }
    }

    private void put(ByteArrayOutputStream line) throws InterruptedException {
        lines.put(line.toByteArray());
        line.reset();
        whenThereAreMore.run();
    }
}
