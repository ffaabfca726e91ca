package nogc.samples.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;

/**
 * {@code mqtt fleet}: many clients on one thread and one selector. A client is looked at when its socket is ready or
 * its time has come, never because others are: {@link TimerHeap} knows whose time is next, and the keys of the sockets
 * carry their {@link FleetDevice}. After the start nothing is allocated for a message.
 */
final class Fleet {
    /** Longest time without a look at the clock, in milliseconds: the line of each second. */
    private static final int TICK = 1000;
    /** How long all DISCONNECTs together may take. */
    private static final int FAREWELL = 5000;
    /** How much longer than planned the connecting may take. */
    private static final long PATIENCE = 60_000_000_000L;
    private static final int TIME_BYTES = 8;
    /** A tag counts 1,024 ns: wide enough for 36 minutes. */
    private static final int TAG_SHIFT = 10;

    final SteadyClock clock = new SteadyClock();
    final SystemEntropy entropy = new SystemEntropy();
    final int qos;
    /** In nanoseconds, 0 for never. */
    final long publishInterval;

    private final FleetArguments asked;
    private final FleetFigures figures = new FleetFigures();
    private final FleetReport report;
    private final Selector selector = Selector.open();
    private final FleetDevice[] devices;
    private final TimerHeap timers;
    private final FleetDevice[] ready;
    private int readyCount;
    /** Those whose socket does not stand yet: all may be woken by a look-up or another address. */
    private final FleetDevice[] opening;
    private int openingCount;
    private final Consumer<SelectionKey> whenReady = this::isReady;

    private final SplittableRandom random = new SplittableRandom();
    private final byte[] payload;
    private final byte[][] topicParts;
    private final byte[] topicBytes;
    private final Topic topic;

    private int begun;
    private long looks;
    private int storming;
    private boolean leaving;
    private String problem;
    private volatile boolean interrupted;

    /** Makes all devices, which is all the memory that they will take. */
    Fleet(FleetArguments asked) throws IOException {
        this.asked = asked;
        qos = asked.connection.qos;
        publishInterval = asked.publishEvery * 1_000_000L;
        payload = new byte[asked.size];
        String[] parts = asked.topic.split(FleetArguments.DEVICE, -1);
        topicParts = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            topicParts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += topicParts[i].length + asked.prefix.length() * 3 + 12;
        }
        topicBytes = new byte[length];
        topic = new Topic(length);
        int all = asked.subscribers + asked.clients;
        devices = new FleetDevice[all];
        ready = new FleetDevice[all];
        opening = new FleetDevice[all];
        timers = new TimerHeap(all);
        TopicFilter filter = new TopicFilter(asked.sharedFilter());
        for (int i = 0; i < all; i++) {
            devices[i] = new FleetDevice(this, i, asked, i < asked.subscribers ? filter : null);
            devices[i].transport.register(selector);
            devices[i].transport.attach(devices[i]);
        }
        report = new FleetReport(asked, figures);
    }

    /** Runs, prints the report and returns the exit code. */
    static int run(FleetArguments asked) throws IOException {
        Fleet fleet = new Fleet(asked);
        Signals.on(fleet::interrupt, FAREWELL + TICK);
        return fleet.run(System.out);
    }

    private void interrupt() {
        interrupted = true;
        selector.wakeup();
    }

    /** Runs until the time is up or a signal came. */
    int run(PrintStream output) throws IOException {
        long begin = System.nanoTime();
        report.begin(begin);
        long end = begin + PATIENCE + devices.length * 1_000_000_000L / asked.connectRate;
        long storm = Long.MAX_VALUE;
        boolean all = false;
        long now = begin;
        while (problem == null && !interrupted && now - end < 0) {
            begin(now - begin);
            turn(TICK);
            now = System.nanoTime();
            if (!all && figures.everConnected == devices.length) {
                all = true;
                end = now + asked.duration * 1_000_000L;
                storm = asked.stormAfter < 0 ? Long.MAX_VALUE : now + asked.stormAfter * 1_000_000L;
                report.allConnected(now);
            }
            if (all && storm != Long.MAX_VALUE && now - storm >= 0) {
                storm = Long.MAX_VALUE;
                storm();
            }
            report.tick(now);
        }
        report.end();
        leave();
        selector.close();
        if (problem != null) {
            System.err.println("mqtt fleet: " + problem);
            return Connection.FAILED;
        }
        output.print(report.text(all));
        return all ? Connection.DONE : Connection.FAILED;
    }

    /** @return how often any device was looked at */
    long looks() {
        return looks;
    }

    /** Begins the connections that are due by the rate. */
    private void begin(long sinceStart) {
        long due = sinceStart * asked.connectRate / 1_000_000_000L + 1;
        for (; begun < devices.length && begun < due; begun++) {
            devices[begun].connect();
            serve(devices[begun]);
        }
    }

    /** Serves who is due, and sleeps until another one is. */
    private void turn(int longest) throws IOException {
        int now = clock.millis();
        for (int left = timers.size(); left > 0 && timers.firstTime() - now <= 0; left--) {
            serve(devices[timers.first()]);
        }
        int wait = timers.size() == 0 ? longest : Math.min(longest, timers.firstTime() - clock.millis());
        if (begun < devices.length && !leaving) {
            wait = Math.min(wait, Math.max(1, 1000 / asked.connectRate));
        }
        int woken = wait > 0 ? selector.select(whenReady, wait) : selector.selectNow(whenReady);
        for (int i = 0; i < readyCount; i++) {
            FleetDevice device = ready[i];
            device.queued = false;
            serve(device);
        }
        readyCount = 0;
        if (woken == 0) {
            for (int i = openingCount - 1; i >= 0; i--) {
                serve(opening[Math.min(i, openingCount - 1)]);
            }
        }
    }

    /** A key without a device is that of a socket which opens; those are few, and looked at all. */
    private void isReady(SelectionKey key) {
        if (key.attachment() instanceof FleetDevice device) {
            wake(device);
        } else {
            for (int i = 0; i < openingCount; i++) {
                wake(opening[i]);
            }
        }
    }

    private void wake(FleetDevice device) {
        if (!device.queued) {
            device.queued = true;
            ready[readyCount++] = device;
        }
    }

    private void serve(FleetDevice device) {
        looks++;
        device.step();
        int wait = Math.min(device.client.poll(), device.patience());
        device.transport.watch(device.client.wantsInput(), device.client.wantsOutput());
        if (device.client.isIdle()) {
            timers.remove(device.number);
            isOpen(device);
        } else {
            timers.set(device.number, clock.millis() + wait);
        }
    }

    /** Drops the connections of all devices at once, without DISCONNECT, and has all come back at once. */
    private void storm() {
        storming = figures.connected;
        int dropped = 0;
        long now = System.nanoTime();
        for (int i = asked.subscribers; i < devices.length; i++) {
            if (devices[i].client.abort() == Result.OK) {
                serve(devices[i]);
                dropped++;
            }
        }
        report.stormBegins(now, dropped);
        for (int i = asked.subscribers; i < devices.length; i++) {
            if (devices[i].client.isIdle()) {
                devices[i].connect();
                serve(devices[i]);
            }
        }
    }

    private void leave() throws IOException {
        leaving = true;
        for (FleetDevice device : devices) {
            device.rest();
            if (device.client.disconnect() >= 0 || device.client.abort() >= 0) {
                serve(device);
            }
        }
        int start = clock.millis();
        while (timers.size() > 0 && clock.millis() - start < FAREWELL) {
            turn(TICK / 10);
        }
        for (FleetDevice device : devices) {
            device.transport.close();
        }
    }

    /** Ends the run with one line that says why; only the first counts. */
    void fail(String message) {
        if (problem == null) {
            problem = message;
        }
    }

    /** A random part of the interval, in nanoseconds. */
    long phase() {
        return random.nextLong(publishInterval);
    }

    /** Its socket opens from now on. */
    void opens(FleetDevice device) {
        if (device.opening < 0) {
            device.opening = openingCount;
            opening[openingCount++] = device;
        }
    }

    private void isOpen(FleetDevice device) {
        if (device.opening >= 0) {
            FleetDevice last = opening[--openingCount];
            opening[device.opening] = last;
            last.opening = device.opening;
            device.opening = -1;
        }
    }

    void connected(FleetDevice device, long nanos, boolean forTheFirstTime) {
        isOpen(device);
        figures.connected++;
        figures.everConnected += forTheFirstTime ? 1 : 0;
        FleetFigures.record(figures.connecting, nanos);
        if (storming > 0 && figures.connected >= storming) {
            storming = 0;
            report.stormEnds(System.nanoTime());
        }
    }

    void attemptFailed(FleetDevice device, int cause, int reasonCode, PropertyReader properties) {
        isOpen(device);
        figures.failed++;
        if (figures.everConnected == 0 && !leaving) { // nobody can connect: a person reads why
            fail(Failure.ofConnection(asked.connection.endpoint, cause, reasonCode,
                    asked.connection.isVersion5(), properties, device.transport.lastError()));
        }
    }

    void disconnected(boolean unasked) {
        figures.connected--;
        figures.lost += unasked ? 1 : 0;
    }

    /** Publishes the message of a device that was meant to go at a time. */
    void publish(FleetDevice device, long meant) {
        int length = 0;
        for (int i = 0; i < topicParts.length; i++) {
            if (i > 0) {
                byte[] name = device.name();
                System.arraycopy(name, 0, topicBytes, length, device.nameLength());
                length += device.nameLength();
            }
            System.arraycopy(topicParts[i], 0, topicBytes, length, topicParts[i].length);
            length += topicParts[i].length;
        }
        int result = topic.set(topicBytes, 0, length);
        for (int i = 0; i < TIME_BYTES && payload.length >= TIME_BYTES; i++) {
            payload[i] = (byte) (meant >> 8 * i);
        }
        if (result == Result.OK) {
            result = device.client.publish(topic, payload, 0, payload.length, qos, false, null,
                    (int) (meant >> TAG_SHIFT));
        }
        if (result == Result.FULL) {
            figures.skipped++;
        } else if (result < 0) {
            fail("cannot publish: " + Failure.ofCall(result));
        }
    }

    void published(int tag, int result) {
        if (result < 0) {
            figures.undelivered++;
            return;
        }
        figures.published++;
        int units = (int) (System.nanoTime() >> TAG_SHIFT) - tag;
        FleetFigures.record(figures.publishing, (units & 0xFFFFFFFFL) << TAG_SHIFT);
    }

    void received(Message message) {
        figures.received++;
        if (message.payloadLength() >= TIME_BYTES) {
            long meant = 0;
            for (int i = 0; i < TIME_BYTES; i++) {
                meant |= (message.payload()[message.payloadOffset() + i] & 0xFFL) << 8 * i;
            }
            FleetFigures.record(figures.through, System.nanoTime() - meant);
        }
    }
}
