package nogc.mqtt.hostile;

import nogc.mqtt.Result;

/**
 * One outgoing message of QoS 1 or 2 as the standard tells its story: what each event makes the client write and say.
 * Deliberately has none of the client's tables; its quota is that of a server with Receive Maximum 1.
 */
final class OutboundModel {
    /** What can happen to a message under way. */
    enum Event {
        PUBACK("40 02 00 01"), PUBACK_REFUSES("40 03 00 01 87"), PUBREC("50 02 00 01"),
        PUBREC_REFUSES("50 03 00 01 87"),
        PUBREL("62 02 00 01"), PUBCOMP("70 02 00 01"), PUBCOMP_NOT_FOUND("70 03 00 01 92"),
        /** The connection is lost; the next one resumes the session. */
        RESUMED(""),
        /** The connection is lost; the next one has a new session. */
        NEW_SESSION("");

        final String bytes;

        Event(String bytes) {
            this.bytes = bytes;
        }

        boolean needs5() {
            return bytes.length() > 11;
        }
    }

    private enum State { SENT, RELEASED, GONE }

    private final boolean v5;
    private final int qos;
    private State state = State.SENT;
    private boolean spends = true;

    /** What the client writes because of the last event. */
    String writes = "";
    /** What the application hears because of it. */
    String says = "";
    /** Whether it ends the connection, after which the session is resumed. */
    boolean ends;

    OutboundModel(boolean v5, int qos) {
        this.v5 = v5;
        this.qos = qos;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    /** Whether a further QoS 1 message may be sent now. */
    boolean permitsAnother() {
        return !v5 || !spends;
    }

    void on(Event event) {
        writes = "";
        says = "";
        ends = false;
        switch (event) {
            case PUBACK -> puback(Result.OK);
            case PUBACK_REFUSES -> puback(Result.REFUSED);
            case PUBREC -> pubrec(false);
            case PUBREC_REFUSES -> pubrec(true);
            case PUBREL -> writes = v5 ? "7003000192" : "70020001"; // the server's identifiers are others
            case PUBCOMP, PUBCOMP_NOT_FOUND -> {
                if (state == State.RELEASED) {
                    over(Result.OK);
                }
            }
            case RESUMED -> resume();
            case NEW_SESSION -> startAnew();
        }
    }

    private void over(int result) {
        state = State.GONE;
        spends = false;
        says = "published " + result;
    }

    private void puback(int result) {
        if (state == State.SENT && qos == 1) {
            over(result);
        } else if (state == State.SENT) {
            protocolError();
        }
    }

    private void protocolError() {
        writes = v5 ? "e00182" : "";
        ends = true;
    }

    private void pubrec(boolean refuses) {
        if (state == State.SENT && qos == 1) {
            protocolError();
        } else if (state == State.SENT && refuses) {
            over(Result.REFUSED);
        } else if (state != State.GONE) {
            state = State.RELEASED;
            writes = "62020001";
        } else if (!refuses) {
            writes = v5 ? "6203000192" : "62020001";
        }
    }

    private void resume() {
        writes = state == State.SENT ? publish(true) : state == State.RELEASED ? "62020001" : "";
        spends = state == State.SENT; // each connection has its own quota, and PUBREL takes none
    }

    private void startAnew() {
        if (state == State.SENT && qos == 1) {
            writes = publish(false);
        } else if (state != State.GONE) {
            over(state == State.SENT ? Result.SESSION_LOST : Result.OK);
        }
        spends = state == State.SENT;
    }

    String publish(boolean dup) {
        return String.format("3%x%s000174%s%s70", qos << 1 | (dup ? 8 : 0), v5 ? "07" : "06", "0001", v5 ? "00" : "");
    }
}
