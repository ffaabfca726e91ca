package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;

/**
 * A log on simulated flash with a client that does random things: after each power cut what the log replays must be what
 * the client had at some moment between its last commit and the cut.
 */
final class LogWorld {
    private static final byte[] CLIENT = {'c', 'l', 'i', 'e', 'n', 't'};
    private static final int BUFFER = 160;

    private final NorFlash flash;
    private final Random random;
    private FlashLog log;
    private LiveModel model = new LiveModel();
    /** What the client had after each record since the last commit that succeeded, that moment included. */
    private final List<String> moments = new ArrayList<>();
    /** And after each record ever. */
    private final Set<String> history = new HashSet<>();
    private int nextId = 1;

    LogWorld(NorFlash flash, long seed) {
        this.flash = flash;
        random = new Random(seed);
        remember();
        log = new FlashLog(flash, BUFFER);
    }

    /** Power comes back: the log must replay one of the moments. */
    void boot() {
        log = new FlashLog(flash, BUFFER);
        model = new LiveModel();
        int result = log.open(CLIENT, 0, CLIENT.length, 4, model);
        if (result != SessionStore.HELD && !(result == SessionStore.NEW && moments.contains(new LiveModel().toString()))) {
            throw new AssertionError("open: " + result + ", should hold one of " + moments);
        }
        String found = model.toString();
        if (!moments.contains(found)) {
            throw new AssertionError("replays " + found + "\nshould be one of\n" + String.join("\n", moments));
        }
        commit(); // until then each of them may come back
    }

    /** Something is damaged: the log says so, or replays one of all moments there ever were. */
    void bootDamaged(String what) {
        log = new FlashLog(flash, BUFFER);
        model = new LiveModel();
        int result = log.open(CLIENT, 0, CLIENT.length, 4, model);
        if (result < 0) {
            if (result != Result.STORE_DAMAGED) {
                throw new AssertionError("open: " + result);
            }
        } else if (!history.contains(model.toString())) {
            throw new AssertionError(what + " replays " + model + "\nwhich never was");
        }
    }

    /** A few records and a commit. */
    void step() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            act();
        }
        commit();
    }

    private void commit() {
        int result = log.commit();
        for (int patience = 0; result == SessionStore.NOT_YET && patience < 100; patience++) {
            result = log.commit();
        }
        if (result == Result.OK) {
            moments.clear();
            remember();
        } else if (result != Result.STORE_FAILED) {
            throw new AssertionError("commit: " + result);
        }
    }

    private void act() {
        List<Integer> messages = model.openMessages();
        List<Integer> releases = model.openReleases();
        List<Integer> received = model.receivedIdentifiers();
        int dice = random.nextInt(10);
        if (dice < 3) {
            publish();
        } else if (dice < 5 && !messages.isEmpty()) {
            int id = messages.get(random.nextInt(messages.size()));
            note(log.sent(id), model.sent(id));
        } else if (dice == 5 && !messages.isEmpty()) {
            int id = messages.get(random.nextInt(messages.size()));
            note(log.release(id, id * 3), model.release(id, id * 3));
        } else if (dice < 8 && !(messages.isEmpty() && releases.isEmpty())) {
            int id = !releases.isEmpty() ? releases.get(0) : messages.get(0);
            note(log.done(id), model.done(id));
        } else if (dice == 8 && received.size() < 6) {
            receive();
        } else if (!received.isEmpty()) {
            int id = received.get(0);
            note(log.forget(id), model.forget(id));
        }
    }

    private void remember() {
        moments.add(model.toString());
        history.add(model.toString());
    }

    private void note(int result, int ofModel) {
        if (result == Result.OK) {
            remember();
        } else {
            log.compact(); // as the client does
            remember();
        }
    }

    private void publish() {
        StoredMessage message = new StoredMessage();
        do {
            message.packetId = nextId;
            nextId = nextId % 40 + 1;
        } while (model.isOpen(message.packetId));
        message.qos = 1 + random.nextInt(2);
        message.retain = random.nextBoolean();
        message.pulled = random.nextInt(8) == 0;
        message.tag = random.nextInt(3) == 0 ? random.nextInt() : 0;
        message.expiry = random.nextInt(4) == 0 ? random.nextInt(1000) : -1;
        message.topicLength = 1 + random.nextInt(20);
        message.propertiesLength = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
        message.payloadLength = random.nextInt(60);
        message.bytes = new byte[100];
        random.nextBytes(message.bytes);
        int result = log.publish(message);
        if (result == Result.OK) {
            model.publish(message);
            remember();
        } else if (result != Result.STORE_FULL && result != Result.STORE_FAILED) {
            throw new AssertionError("publish: " + result);
        }
    }

    private void receive() {
        byte[] state = random.nextInt(3) == 0 ? null : new byte[1 + random.nextInt(20)];
        int packetId = random.nextInt(4) == 0 && state != null ? 0 : 1 + random.nextInt(60000);
        if (state != null) {
            random.nextBytes(state);
        }
        int result = log.receive(packetId, state, 0, state == null ? 0 : state.length);
        if (result == Result.OK) {
            model.receive(packetId, state, 0, state == null ? 0 : state.length);
            remember();
        } else if (result != Result.STORE_FULL && result != Result.STORE_FAILED) {
            throw new AssertionError("receive: " + result);
        }
    }
}
