package nogc.mqtt.hostile;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Listener;

/**
 * Incoming messages with one packet identifier as the standard tells their story: what is delivered, and which answers
 * leave in which order.
 */
final class InboundModel {
    /** What can happen. */
    enum Event { PUBLISH_1, PUBLISH_2, PUBLISH_2_AGAIN, PUBREL, ACKNOWLEDGE, RESUMED, NEW_SESSION }

    /** An answer that is owed: its first byte, and 0 to leave, a refusal to leave, or -1 while it is not given. */
    private static final class Owed {
        final int first;
        final boolean repeat;
        int code;

        Owed(int first, boolean repeat, int code) {
            this.first = first;
            this.repeat = repeat;
            this.code = code;
        }

        boolean makesReceived() {
            return first == 0x50 && !repeat && code == 0;
        }
    }

    private final boolean v5;
    private final int answer;
    private final List<Owed> owed = new ArrayList<>();
    private boolean received;

    String writes = "";
    String says = "";

    /** @param answer what the application answers to each message: ACCEPT, DEFER or a refusal */
    InboundModel(boolean v5, int answer) {
        this.v5 = v5;
        this.answer = answer;
    }

    /** Whether there is something for the application to acknowledge. */
    boolean isDeferred() {
        return owed.stream().anyMatch(entry -> entry.code < 0);
    }

    void on(Event event) {
        writes = "";
        says = "";
        switch (event) {
            case PUBLISH_1 -> deliver(0x40);
            case PUBLISH_2, PUBLISH_2_AGAIN -> {
                if (received || owed.stream().anyMatch(entry -> entry.first == 0x50 && entry.code <= 0)) {
                    owed.add(new Owed(0x50, true, 0));
                } else {
                    deliver(0x50);
                }
            }
            case PUBREL -> {
                writes = received || !v5 ? "70020005" : "7003000592";
                received = false;
            }
            case ACKNOWLEDGE -> owed.stream().filter(entry -> entry.code < 0).findFirst().ifPresent(e -> e.code = 0);
            case RESUMED -> {
                received |= owed.stream().anyMatch(Owed::makesReceived);
                owed.clear();
            }
            case NEW_SESSION -> {
                received = false;
                owed.clear();
            }
        }
        leave();
    }

    private void deliver(int first) {
        says = "message a";
        int code = answer == Listener.DEFER ? -1 : v5 ? answer : 0;
        owed.add(new Owed(first, false, code));
    }

    /** What was answered leaves in the order of arrival, and behind what is not answered nothing does. */
    private void leave() {
        while (!owed.isEmpty() && owed.get(0).code >= 0) {
            Owed entry = owed.remove(0);
            writes += entry.code == 0 ? String.format("%02x020005", entry.first)
                    : String.format("%02x030005%02x", entry.first, entry.code);
            received |= entry.makesReceived();
        }
    }
}
