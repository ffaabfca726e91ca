package nogc.mqtt.sn.lossy;

import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import nogc.hal.Clock;
import nogc.hal.LossyNetwork;

/**
 * What is around the client of a walk, all from one seed: a network that loses, doubles, delays and reorders, the
 * gateway model behind it, and a clock that begins anywhere. First everything may fail, then all heals.
 */
final class Surroundings implements Clock {
    private static final int STEP = 10;
    private static final byte[] NODE = {1};
    private static final byte[] GATEWAY = {2};

    final Random random;
    GatewayModel gateway;
    /** The client's transport. */
    Inspector inspector;
    boolean calm;
    private final LossyNetwork network;
    private final int clockStart;
    private int now;
    private int calmSince;
    private int nextPoll;

    Surroundings(long seed) {
        random = new Random(seed);
        clockStart = random.nextInt();
        network = new LossyNetwork(this, seed, 200);
        network.lost = random.nextInt(35);
        network.doubled = random.nextInt(30);
        network.delay = random.nextInt(150);
        nextPoll = clockStart;
    }

    /** Makes a gateway with its faults for a client with these settings. */
    void join(int retryTime, int retries) {
        inspector = new Inspector(network.join(NODE, GATEWAY), this, retryTime, retries);
        gateway = new GatewayModel(network.join(GATEWAY, null), this, random, retryTime);
        gateway.renumbers = random.nextBoolean();
        gateway.buffersUntilSecondPing = random.nextInt(3) == 0;
        gateway.pingrespEarly = random.nextInt(3) == 0;
        gateway.noiseInSuback = random.nextInt(3) == 0;
        gateway.congestion = random.nextInt(3) == 0 ? 5 : 0;
        gateway.forgetful = random.nextInt(3) == 0 ? 6 : 0;
    }

    void heal() {
        calm = true;
        calmSince = now;
        network.lost = 0;
        network.doubled = 0;
        network.delay = 0;
        gateway.congestion = 0;
        gateway.forgetful = 0;
        gateway.buffersUntilSecondPing = false;
    }

    /**
     * A moment: has the client polled for as long as there is something for it to do.
     *
     * @param acted whether the application called it just now
     * @param poll the client's
     * @param look what the application does behind each poll; true if it called the client
     */
    void step(boolean acted, IntSupplier poll, BooleanSupplier look) {
        gateway.poll();
        boolean again = acted;
        int polls = 0;
        while (again || network.underWay() > 0 && polls == 0 || millis() - nextPoll >= 0) {
            Breach.unless(++polls < 200, "a busy loop");
            int wait = poll.getAsInt();
            Breach.unless(wait >= 0, "poll: " + wait);
            nextPoll = wait > 1 << 29 ? millis() + (1 << 29) : millis() + wait;
            again = look.getAsBoolean();
        }
        now += STEP;
        if (!calm && random.nextInt(400) == 0) {
            now += random.nextInt(300); // the application was busy with something else
        }
    }

    /** Milliseconds since the walk began. */
    int elapsed() {
        return now;
    }

    /** Milliseconds since all healed, 0 until then. */
    int calmFor() {
        return calm ? now - calmSince : 0;
    }

    @Override
    public int millis() {
        return clockStart + now;
    }

    @Override
    public String toString() {
        return inspector.requests + " requests, " + inspector.repeats + " repeats, " + now / 1000 + " s";
    }
}
