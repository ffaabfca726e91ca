package nogc.mqtt.sn.lossy;

import java.util.Arrays;
import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.mqtt.sn.SnType;

/**
 * Stands between a client and its transport, where the order is the true one, and holds the client to the rules: each
 * octet, one request at a time, repeats that are the same and neither too early nor too many, silence before CONNACK,
 * behind DISCONNECT and asleep.
 */
final class Inspector implements DatagramTransport {
    private enum State {
        DISCONNECTED, CONNECTING, ACTIVE, ASLEEP, AWAKE
    }

    private final DatagramTransport inner;
    private final Clock clock;
    private final int retryTime;
    private final int retries;
    private State state = State.DISCONNECTED;
    /** The request that is open, as it was sent first, or null. */
    private byte[] open;
    private Datagram openMessage;
    private int sends;
    private int lastSend;
    /** The gateway asked for what we sent last once more, so it may come at once. */
    private boolean asked;
    /** Of CONNECT, in seconds. */
    private int keepAlive;
    /** The listener has a message wait, so nothing is read, also no PINGRESP. */
    boolean waiting;
    private int sleepWanted;
    private int asleepSince;
    int requests;
    int repeats;

    Inspector(DatagramTransport inner, Clock clock, int retryTime, int retries) {
        this.inner = inner;
        this.clock = clock;
        this.retryTime = retryTime;
        this.retries = retries;
    }

    /** The client gave the connection up without a word. */
    void givenUp() {
        state = State.DISCONNECTED;
        open = null;
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        byte[] whole = Arrays.copyOfRange(buffer, offset, offset + length);
        Datagram datagram = Datagram.ofClient(whole);
        sent(datagram, whole);
        return inner.send(address, addressOffset, addressLength, buffer, offset, length);
    }

    private void sent(Datagram datagram, byte[] whole) {
        int type = datagram.type();
        boolean answer = type == SnType.REGACK || type == SnType.PUBACK || type == SnType.PUBREC
                || type == SnType.PUBCOMP || type == SnType.PINGRESP;
        if (answer) {
            Breach.unless(state == State.ACTIVE || state == State.AWAKE || state == State.ASLEEP, state + ": " + datagram);
            return;
        }
        if (type == SnType.PUBLISH && datagram.qos() <= 0) {
            Breach.unless(datagram.qos() < 0 || state == State.ACTIVE && open == null, state + ": " + datagram);
            return;
        }
        if (open != null && type == openMessage.type() && isRepeat(datagram, whole)) {
            return;
        }
        begins(datagram, whole);
    }

    private boolean isRepeat(Datagram datagram, byte[] whole) {
        byte[] expected = open.clone();
        if (datagram.type() == SnType.PUBLISH) {
            expected[expected[0] == 1 ? 4 : 2] |= (byte) Datagram.DUP;
        }
        if (!Arrays.equals(expected, whole)) {
            return false;
        }
        int since = clock.millis() - lastSend;
        if (waiting && datagram.type() == SnType.PINGREQ) {
            Breach.unless(since >= keepAlive * 875, "a sign of life after " + since + " ms");
            lastSend = clock.millis();
            return true;
        }
        Breach.unless(asked || since >= retryTime, "repeated after " + since + " ms: " + datagram);
        sends += asked ? 0 : 1;
        Breach.unless(sends <= retries + 1, sends + " times: " + datagram);
        asked = false;
        lastSend = clock.millis();
        repeats++;
        return true;
    }

    private void begins(Datagram datagram, byte[] whole) {
        int type = datagram.type();
        boolean leaving = type == SnType.DISCONNECT || type == SnType.CONNECT;
        Breach.unless(open == null || leaving, "two under way: " + openMessage + " and " + datagram);
        switch (type) {
            case SnType.CONNECT -> {
                state = State.CONNECTING;
                keepAlive = datagram.u16(2);
            }
            case SnType.WILLTOPIC, SnType.WILLMSG -> Breach.unless(state == State.CONNECTING, state + ": " + datagram);
            case SnType.PINGREQ -> {
                boolean named = datagram.body().length > 0;
                Breach.unless(state == (named ? State.ASLEEP : State.ACTIVE), state + ": " + datagram);
                state = named ? State.AWAKE : state;
            }
            case SnType.DISCONNECT -> {
                Breach.unless(state != State.DISCONNECTED && state != State.CONNECTING, state + ": " + datagram);
                sleepWanted = datagram.body().length == 0 ? 0 : datagram.u16(0);
            }
            default -> Breach.unless(state == State.ACTIVE, state + ": " + datagram);
        }
        open = whole;
        openMessage = datagram;
        sends = 1;
        asked = false;
        lastSend = clock.millis();
        requests++;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length) {
        int count = inner.receive(buffer, offset, length);
        if (count > 0 && buffer[offset] != 1) {
            received(new Datagram(buffer[offset + 1] & 0xFF, Arrays.copyOfRange(buffer, offset + 2, offset + count)));
        }
        return count;
    }

    private void received(Datagram datagram) {
        int type = datagram.type();
        int request = open == null ? -1 : openMessage.type();
        switch (type) {
            case SnType.CONNACK -> {
                if (state == State.CONNECTING) {
                    state = datagram.u8(0) == 0 ? State.ACTIVE : State.DISCONNECTED;
                    open = null;
                }
            }
            case SnType.WILLTOPICREQ -> ask(request, SnType.CONNECT, SnType.WILLTOPIC);
            case SnType.WILLMSGREQ -> ask(request, SnType.WILLTOPIC, SnType.WILLMSG);
            case SnType.REGACK -> answered(request == SnType.REGISTER && openMessage.u16(2) == datagram.u16(2));
            case SnType.PUBACK -> answered(request == SnType.PUBLISH && (openMessage.u16(3) == datagram.u16(2)
                    && (openMessage.qos() == 1 || datagram.u8(4) != 0) && !isOfAnotherId(datagram)
                    || isUnknownToo(datagram)));
            case SnType.PUBREC -> {
                answered(request == SnType.PUBLISH && openMessage.u16(3) == datagram.u16(0));
                asked |= request == SnType.PUBREL && openMessage.u16(0) == datagram.u16(0);
            }
            case SnType.PUBCOMP -> answered(request == SnType.PUBREL && openMessage.u16(0) == datagram.u16(0));
            case SnType.SUBACK -> answered(request == SnType.SUBSCRIBE && openMessage.u16(1) == datagram.u16(3));
            case SnType.UNSUBACK -> answered(request == SnType.UNSUBSCRIBE && openMessage.u16(1) == datagram.u16(0));
            case SnType.WILLTOPICRESP -> answered(request == SnType.WILLTOPICUPD);
            case SnType.WILLMSGRESP -> answered(request == SnType.WILLMSGUPD);
            case SnType.PINGRESP -> {
                answered(request == SnType.PINGREQ);
                if (state == State.AWAKE) {
                    fallAsleep();
                }
            }
            case SnType.DISCONNECT -> {
                if (request == SnType.DISCONNECT && sleepWanted > 0) {
                    fallAsleep();
                } else if (!isCopy()) {
                    state = State.DISCONNECTED;
                }
                open = null;
            }
            default -> { }
        }
        if (state == State.AWAKE && type != SnType.PINGRESP && open != null && openMessage.type() == SnType.PINGREQ) {
            sends = 1; // it counts anew
            lastSend = clock.millis();
        }
    }

    private void fallAsleep() {
        state = State.ASLEEP;
        asleepSince = clock.millis();
    }

    /** So soon behind an answer, a DISCONNECT counts as one more copy of it. */
    private boolean isCopy() {
        return state == State.ASLEEP && open == null && clock.millis() - asleepSince < (retries + 1) * retryTime;
    }

    private boolean isOfAnotherId(Datagram puback) {
        return puback.u8(4) == 2 && puback.u16(0) != 0 && puback.u16(0) != openMessage.u16(1)
                && openMessage.idType() == 0;
    }

    /** A refusal of an earlier message at QoS 0 says that the id of the open one is unknown. */
    private boolean isUnknownToo(Datagram puback) {
        return puback.u16(2) == 0 && puback.u8(4) == 2 && puback.u16(0) == openMessage.u16(1)
                && openMessage.idType() == 0;
    }

    private void ask(int request, int after, int type) {
        answered(request == after);
        asked |= request == type;
    }

    private void answered(boolean ours) {
        if (ours) {
            open = null;
        }
    }

    /** Asleep again although nobody answered. */
    void asleep() {
        if (state == State.AWAKE) {
            state = State.ASLEEP;
            open = null;
        }
    }

    @Override
    public int open() {
        return inner.open();
    }

    @Override
    public int longest() {
        return inner.longest();
    }

    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return inner.broadcast(radius, buffer, offset, length);
    }

    @Override
    public int sender(byte[] address, int offset) {
        return inner.sender(address, offset);
    }

    @Override
    public int peer(byte[] address, int offset) {
        return inner.peer(address, offset);
    }

    @Override
    public void close() {
        inner.close();
    }
}
