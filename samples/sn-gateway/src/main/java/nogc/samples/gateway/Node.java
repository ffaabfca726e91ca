package nogc.samples.gateway;

import java.util.Arrays;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnReturnCode;
import nogc.mqtt.sn.SnType;

/** One client: its connection, its will, its sleep, and whether it is lost (sections 6.2 to 6.4, 6.12, 6.14). */
final class Node extends NodeSession {
    private static final int GONE = 0;
    private static final int WILL_TOPIC = 1;
    private static final int WILL_MESSAGE = 2;
    /** Until the broker has accepted it. */
    private static final int JOINING = 3;
    private static final int ACTIVE = 4;
    private static final int ASLEEP = 5;
    private static final int AWAKE = 6;

    /** Up to this period a node may be late by half of it, above by a tenth (section 7.2). */
    private static final int LONG_PERIOD = 60;
    /** Milliseconds until what the broker's side did not take is offered again. */
    private static final int AGAIN = 20;

    private final Settings settings;
    private final OperatorLog log;
    private final NodeWill will = new NodeWill();

    private int state = GONE;
    private long now;
    private long since;
    private long heard;
    private boolean heardSinceConnack;
    private byte[] connect = {};
    private boolean clean = true;
    private int keepAlive;
    private int sleepSeconds;
    /** It was connected when the gateway was killed, and did not come back so far; its will is ours to publish. */
    private boolean missing;

    /**
     * A client that is not connected.
     *
     * @param client its identifier
     * @param settings of the gateway
     * @param brokers where it joins
     * @param memory for its topics and what waits for it
     * @param out room for the longest datagram
     * @param records what of it survives
     * @param log for the operator
     */
    Node(String client, Settings settings, Brokers brokers, Memory.Share memory, byte[] out, NodeRecords records,
            OperatorLog log) {
        super(client, settings, brokers, memory, out, records, log);
        this.settings = settings;
        this.log = log;
    }

    NodeAddress address() {
        return sender.address();
    }

    boolean isGone() {
        return state == GONE;
    }

    boolean isConnected() {
        return state >= ACTIVE;
    }

    boolean isAsleep() {
        return state >= ASLEEP;
    }

    /** Whether nothing of it needs to be remembered. */
    boolean isForgotten() {
        return state == GONE && (clean || now - since >= settings.sessionSeconds * 1000L);
    }

    /** A CONNECT that names it came from there. */
    void connect(SnMessage message, NodeAddress from, long at) {
        now = at;
        byte[] bytes = Arrays.copyOfRange(message.bytes(), message.dataOffset() - 4,
                message.dataOffset() + message.dataLength());
        boolean repeated = from.equals(sender.address()) && Arrays.equals(bytes, connect);
        if (repeated && repeat()) {
            return;
        }
        boolean asks = (message.flags() & SnFlags.WILL) != 0;
        boolean afresh = (message.flags() & SnFlags.CLEAN_SESSION) != 0;
        boolean wakes = isAsleep() && !afresh && !asks;
        sender.moveTo(from);
        missing = false;
        connect = bytes;
        keepAlive = message.keepAlive();
        heard = now;
        if (wakes) { // the broker has never missed it
            awake();
            return;
        }
        clean = afresh;
        reconnected();
        if (clean) {
            forgetSession();
        }
        if (asks) {
            enter(WILL_TOPIC);
            sender.empty(SnType.WILLTOPICREQ);
            return;
        }
        if (clean) {
            will.set(null); // without clean start the will of an earlier connection stays
        }
        join();
    }

    /** A copy of the CONNECT that we are at; whether it needs no more than to be answered again. */
    private boolean repeat() {
        switch (state) {
            case WILL_TOPIC:
                sender.empty(SnType.WILLTOPICREQ);
                return true;
            case WILL_MESSAGE:
                sender.empty(SnType.WILLMSGREQ);
                return true;
            case JOINING:
                return true;
            case ACTIVE:
                if (!heardSinceConnack) {
                    sender.code(SnType.CONNACK, SnReturnCode.ACCEPTED);
                }
                return !heardSinceConnack;
            default:
                return false;
        }
    }

    private void awake() {
        enter(ACTIVE);
        heardSinceConnack = false;
        if (!clean) {
            records.session(keepAlive, will.will());
        }
        sender.code(SnType.CONNACK, SnReturnCode.ACCEPTED);
        downlink.resume();
    }

    private void enter(int newState) {
        state = newState;
        since = now;
    }

    private void join() {
        enter(JOINING);
        upstream.join(clean, keepAlive, will.will());
    }

    @Override
    public void joined() {
        if (state == JOINING) {
            if (!clean) {
                records.session(keepAlive, will.will());
            }
            log.tellOfNode(now, client + " connected from " + sender.address());
            enter(ACTIVE);
            heardSinceConnack = false;
            heard = now;
            sender.code(SnType.CONNACK, SnReturnCode.ACCEPTED);
            downlink.resume();
        }
    }

    @Override
    public void refused(boolean forGood, String why) {
        if (state == JOINING) {
            log.refuse(now, client, "its CONNECT, since " + why);
            enter(GONE);
            sender.code(SnType.CONNACK, forGood ? SnReturnCode.NOT_SUPPORTED : SnReturnCode.CONGESTION);
        }
    }

    @Override
    public void takenOver() {
        log.refuse(now, client, "its session goes on elsewhere: another client of the broker has its identifier");
        if (state != GONE) {
            sender.disconnect();
            gone();
        }
    }

    /** Any other message from its address. */
    void received(SnMessage message, long at) {
        now = at;
        heard = now;
        heardSinceConnack = true;
        if (state <= JOINING) {
            connecting(message);
            return;
        }
        if (isAnswer(message, now)) {
            return;
        }
        switch (message.type()) {
            case SnType.PINGREQ:
                ping(message);
                break;
            case SnType.PINGRESP:
                break;
            case SnType.DISCONNECT:
                disconnect(message.sleepDuration());
                break;
            default:
                if (state != ACTIVE) {
                    log.refuse(now, client, "a request while it is asleep: it has to CONNECT first");
                } else if (!isRequest(message, now)) {
                    updateWill(message);
                }
        }
    }

    private void updateWill(SnMessage message) {
        switch (message.type()) {
            case SnType.WILLTOPICUPD:
                will.updateTopic(message);
                changeWill();
                sender.code(SnType.WILLTOPICRESP, SnReturnCode.ACCEPTED);
                break;
            case SnType.WILLMSGUPD:
                boolean has = will.updateMessage(message);
                changeWill();
                sender.code(SnType.WILLMSGRESP, has ? SnReturnCode.ACCEPTED : SnReturnCode.NOT_SUPPORTED);
                break;
            default:
                log.refuse(now, client, "a part of connecting while it is connected");
        }
    }

    private void changeWill() {
        if (!clean) {
            records.session(keepAlive, will.will());
        }
        upstream.changeWill(will.will());
    }

    private void connecting(SnMessage message) {
        if (state == WILL_TOPIC && message.type() == SnType.WILLTOPIC) {
            if (will.topic(message)) {
                enter(WILL_MESSAGE);
                sender.empty(SnType.WILLMSGREQ);
            } else {
                join();
            }
        } else if (state == WILL_MESSAGE && message.type() == SnType.WILLTOPIC) {
            sender.empty(SnType.WILLMSGREQ);
        } else if (state == WILL_MESSAGE && message.type() == SnType.WILLMSG) {
            will.message(message);
            join();
        } else if (message.type() == SnType.DISCONNECT) {
            leave();
        }
    }

    private void ping(SnMessage message) {
        if (state == ACTIVE) {
            sender.empty(SnType.PINGRESP);
        } else if (message.dataLength() == 0) {
            sender.disconnect(); // it takes itself for active: a late copy of its DISCONNECT made it sleep here alone
        } else {
            enter(AWAKE); // PINGRESP comes behind what waits
            downlink.resume();
        }
    }

    private void disconnect(int seconds) {
        if (seconds == 0) {
            leave();
            return;
        }
        sleepSeconds = seconds;
        requests.drop();
        if (!clean) {
            records.asleep(sender.address(), seconds);
        }
        enter(ASLEEP);
        sender.disconnect();
    }

    private void leave() {
        log.tellOfNode(now, client + " left");
        sender.disconnect();
        upstream.leave(clean);
        gone();
    }

    private void gone() {
        enter(GONE);
        requests.drop();
        if (clean) {
            forgetSession();
        } else {
            records.gone();
        }
    }

    /** It is gone for longer than sessions are kept. */
    void forget() {
        if (!clean) {
            clean = true;
            forgetSession();
            upstream.leave(true);
        }
    }

    /** Nothing is to be expected of it any more. */
    void lose(long at, String why) {
        now = at;
        log.tellOfNode(now, client + " is lost: " + why);
        missing = false;
        upstream.lose(clean);
        gone();
    }

    /**
     * Does what is due.
     *
     * @return milliseconds until it wants to be called again
     */
    int tick(long at) {
        now = at;
        if (state == GONE && !missing) {
            return Downlink.NEVER;
        }
        int left = timeLeft();
        if (left <= 0) {
            late();
            return 0;
        }
        int wait = left;
        if (isHeld()) {
            wait = Math.min(wait, AGAIN);
        }
        if (state == ACTIVE || state == AWAKE) {
            int work = downlink.work(now);
            if (work == Downlink.LOST) {
                unanswered();
                return 0;
            }
            if (state == AWAKE && downlink.isOver()) {
                enter(ASLEEP);
                heard = now;
                sender.empty(SnType.PINGRESP);
            }
            wait = Math.min(wait, work);
        }
        return wait;
    }

    private void unanswered() {
        if (state == AWAKE) {
            enter(ASLEEP); // it slept again without having heard all; the queue waits for its next waking
        } else {
            lose(now, "it does not acknowledge");
        }
    }

    private int timeLeft() {
        if (state == JOINING) {
            return Downlink.NEVER; // the broker's side ends it
        }
        if (state < ACTIVE && !missing) {
            return (int) (settings.retryTime * (settings.retries + 1) - (now - since));
        }
        int seconds = isAsleep() ? sleepSeconds : keepAlive;
        return seconds == 0 ? Downlink.NEVER
                : (int) (seconds * (seconds > LONG_PERIOD ? 1100 : 1500) - (now - heard));
    }

    private void late() {
        if (state < ACTIVE && !missing) {
            lose(now, "it did not bring its CONNECT to an end");
        } else {
            lose(now, "nothing came from it for " + (isAsleep() ? "its sleep of " + sleepSeconds : "its keep alive of "
                    + keepAlive) + " s");
        }
    }

    @Override
    public boolean isListening() {
        return state == ACTIVE || state == AWAKE;
    }

    @Override
    public void message(String topic, byte[] payload, int qos, boolean retain, long arrival) {
        downlink.add(now, topic, payload, qos, retain, arrival);
    }

    /** What an earlier life of the gateway has kept of it; where it sleeps, or null. */
    void restore(JournalImage image, NodeAddress where, long at) {
        now = at;
        clean = false;
        keepAlive = image.keepAlive;
        will.set(image.will);
        heard = now;
        sleepSeconds = image.sleepSeconds;
        if (where != null) {
            sender.moveTo(where);
        }
        missing = image.connected && where == null && !settings.transparent; // there the broker has published it
        upstream.restore(keepAlive, where != null || missing ? image.will : null, image.filters);
        restoreSession(image);
        enter(where == null ? GONE : ASLEEP);
    }

    /** What is needed to begin the journal anew. */
    void record(NodeRecords into) {
        if (clean) {
            return;
        }
        into.session(keepAlive, will.will());
        recordSession(into);
        if (isAsleep()) {
            into.asleep(sender.address(), sleepSeconds);
        } else if (state == GONE && !missing) {
            into.gone();
        }
    }
}
