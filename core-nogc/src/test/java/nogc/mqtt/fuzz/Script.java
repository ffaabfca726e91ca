package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.hostile.Target;

/** Turns bytes into what happens to a client: each step is one byte that says what, and a few that say how. */
final class Script extends Target {
    private static final int SLOTS = 4;

    private final Topic topic = new Topic("t/u");
    private final TopicFilter filter = new TopicFilter("t/#");
    private final Subscriptions subscriptions = new Subscriptions(64);
    private final byte[] payload = new byte[100];
    private final Set<Integer> open = new HashSet<>();
    private final List<Integer> deferred = new ArrayList<>();
    private int nextAnswer;
    /** How many packet identifiers there can have been. */
    private int issued;

    /** @param settings bit 0: version, bit 1: topic aliases, bit 2: a short session */
    Script(int settings) {
        super((settings & 1) != 0, config(settings), options(settings));
        subscriptions.add(filter, 1, 0);
        subscriptions.add(new TopicFilter("+"), 2, 0);
    }

    private static Config config(int settings) {
        Config config = new Config();
        config.receiveBuffer = 64;
        config.transmitBuffer = 64;
        config.ring = 256;
        config.outboundSlots = SLOTS;
        config.inboundSlots = 3;
        if ((settings & 2) != 0) {
            config.inboundAliases = new TopicAliasTable(2, 8, false);
            config.outboundAliases = new TopicAliasTable(2, 8, true);
        }
        return config;
    }

    private static ConnectOptions options(int settings) {
        ConnectOptions options = new ConnectOptions();
        options.sessionExpiry = (settings & 5) == 1 ? 100 : 0;
        options.cleanStart = (settings & 4) == 0 && (settings & 1) == 0 ? 0 : ConnectOptions.CLEAN_START_DEFAULT;
        return options;
    }

    /** One step; returns how many bytes it took. */
    int step(byte[] data, int at) {
        int what = data[at] & 15;
        int how = data[at] >> 4 & 15;
        switch (what) {
            case 0:
                connect();
                return 1;
            case 1:
                accept((how & 1) != 0);
                return 1;
            case 2: case 3: // raw bytes from the server
                feed(SessionFuzz.slice(data, at + 1, how + 1), 1 + what % 2 * 15);
                return how + 2;
            case 4:
                int type = how & 3; // PUBACK, PUBREC, PUBREL, PUBCOMP
                feed(new byte[] {(byte) (0x40 | type << 4 | (type == 2 ? 2 : 0)), 2, 0, (byte) (1 + how / 4)});
                return 1;
            case 5:
                note(session().publishing().publish(topic, payload, null, 0, how * 6, how % 3, (how & 4) != 0, null,
                        how));
                break;
            case 6:
                note(how < 8 ? session().subscribe(filter, how % 3) : session().subscribe(subscriptions, null));
                break;
            case 7:
                note(how < 8 ? session().unsubscribe(filter) : session().unsubscribe(subscriptions, null));
                break;
            case 8:
                pass(1 << how);
                return 1;
            case 9:
                acknowledge(how);
                break;
            case 10:
                nextAnswer = how < 3 ? how : how == 3 ? 0x87 : 0;
                return 1;
            case 11:
                session().resume();
                break;
            case 12:
                session().disconnect(how == 0 ? 4 : 0, null);
                break;
            case 13:
                if (how == 0) {
                    session().connection().abort();
                } else {
                    cut();
                }
                break;
            case 14: // a message of the server
                publish(how);
                return 1;
            default:
                feed(Bytes.of(how % 2 == 0 ? "d0 00" : isVersion5() ? "90 05 00 01 00 00 01" : "90 04 00 01 00 01"));
                return 1;
        }
        turn();
        return 1;
    }

    private void publish(int how) {
        int qos = how % 3;
        int length = how * 8;
        byte[] packet = new byte[2 + 3 + (qos > 0 ? 2 : 0) + (isVersion5() ? 1 : 0) + length];
        packet[0] = (byte) (0x30 | qos << 1);
        packet[1] = (byte) (packet.length - 2);
        packet[3] = 1;
        packet[4] = 'a';
        if (qos > 0) {
            packet[6] = (byte) (1 + how / 3);
        }
        if (packet[1] > 0) {
            feed(packet);
        }
    }

    private void acknowledge(int how) {
        if (!deferred.isEmpty()) {
            int handle = deferred.get(how % deferred.size());
            session().acknowledge(handle, how == 15 && isVersion5() ? 0x87 : 0, null, 0, 0);
        }
    }

    private void note(int handle) {
        if (handle > 0) {
            issued++;
            assertTrue(open.add(handle), () -> "handle " + handle + " given twice");
        }
    }

    private void over(int handle) {
        assertTrue(open.remove(handle), () -> "handle " + handle + " completed, but it is not open");
    }

    /** What must hold after each step. */
    void check() {
        int used = session().slots().used();
        assertTrue(used >= 0 && used <= SLOTS && used + session().slots().free() == SLOTS, () -> used + " slots");
        assertTrue(open.size() == used, () -> used + " slots for " + open);
        while (remaining() == 0) {
            turn(); // which fails when nothing moves
        }
        takeHeard();
        takeWritten();
    }

    List<Integer> openHandles() {
        return List.copyOf(open);
    }

    /** Drops the connection for good, and settles what is open by a session that the server does not know. */
    void leave() {
        nextAnswer = ACCEPT;
        session().resume();
        session().connection().abort();
        turn();
        turn();
        while (!open.isEmpty()) {
            comeBack();
            for (int id = 1; id <= issued && !open.isEmpty() && session().isConnected(); id++) {
                answer(id);
            }
            session().connection().abort();
            turn();
            turn();
        }
    }

    /** Whatever that packet identifier stands for is acknowledged. */
    private void answer(int id) {
        feed(new byte[] {0x40, 2, (byte) (id >> 8), (byte) id});
    }

    /** Connects anew; the server has no session. */
    void comeBack() {
        connect();
        turn();
        accept(false);
        assertTrue(session().isConnected(), "it does not connect any more");
    }

    boolean publishes() {
        note(session().publishing().publish(topic, payload, null, 0, 1, 0, false, null, 0));
        turn();
        return takeWritten().startsWith("30");
    }

    @Override
    public int onMessage(Message message) {
        int answer = super.onMessage(message);
        return chosen(message.handle(), answer);
    }

    @Override
    public int onMessageStart(Message message) {
        super.onMessageStart(message);
        return nextAnswer == DEFER ? ACCEPT : nextAnswer;
    }

    @Override
    public int onMessageEnd(Message message) {
        return chosen(message.handle(), super.onMessageEnd(message));
    }

    private int chosen(int handle, int answer) {
        if (nextAnswer == DEFER && handle > 0) {
            deferred.add(handle);
        }
        return nextAnswer == 0 ? answer : nextAnswer;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        over(handle);
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        over(handle);
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        over(handle);
    }
}
