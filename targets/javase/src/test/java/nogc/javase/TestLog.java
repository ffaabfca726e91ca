package nogc.javase;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a logger is told, instead of the console: System.Logger goes to java.util.logging where nothing else is. */
public final class TestLog extends Handler implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> records = new ArrayList<>();

    private TestLog(Logger logger) {
        this.logger = logger;
    }

    /** Until it is closed. */
    public static TestLog of(String name) {
        TestLog log = new TestLog(Logger.getLogger(name));
        log.logger.setUseParentHandlers(false);
        log.logger.addHandler(log);
        log.logger.setLevel(Level.ALL);
        log.setLevel(Level.ALL);
        return log;
    }

    /** The texts of the warnings so far. */
    public synchronized List<String> warnings() {
        return texts(Level.WARNING);
    }

    /** All that was said so far, with what was thrown. */
    public synchronized String all() {
        StringBuilder all = new StringBuilder();
        for (LogRecord record : records) {
            all.append(record.getLevel()).append(' ').append(new SimpleFormatter().format(record)).append('\n');
        }
        return all.toString();
    }

    /** The texts of one level so far. */
    public synchronized List<String> texts(Level level) {
        return records.stream().filter(record -> record.getLevel() == level)
                .map(new SimpleFormatter()::formatMessage).toList();
    }

    /** Waits until something with this text was said. */
    public synchronized void awaitText(String part) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (records.stream().map(new SimpleFormatter()::formatMessage).noneMatch(text -> text.contains(part))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("nobody said '" + part + "' but " + all());
            }
            wait(1000);
        }
    }

    @Override
    public synchronized void publish(LogRecord record) {
        records.add(record);
        notifyAll();
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
