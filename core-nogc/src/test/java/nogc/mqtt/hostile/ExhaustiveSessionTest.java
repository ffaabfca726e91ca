package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sequence of events that can meet one message, and so every state with every event, against the models. */
@Clause({"5.0:MQTT-4.3.2-1", "5.0:MQTT-4.3.3-4", "5.0:MQTT-4.3.3-6", "5.0:MQTT-4.3.3-10", "5.0:MQTT-4.4.0-1",
    "5.0:MQTT-4.9.0-2", "3.1.1:MQTT-4.4.0-1", "5.0:TRAP-2.2.1-1", "3.1.1:TRAP-2.2.1-1", "5.0:TRAP-2.2.1-3",
    "5.0:TRAP-3.6.2-1", "5.0:TRAP-3.7.2-1", "3.1.1:TRAP-3.6.2-1", "3.1.1:TRAP-3.7.2-1", "5.0:TRAP-4.1.0-3",
    "5.0:TRAP-4.4.0-2", "5.0:TRAP-4.9.0-2"})
class ExhaustiveSessionTest {
    private static final int OUTBOUND_LENGTH = 5;
    private static final int INBOUND_LENGTH = 6;

    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "5, 1", "5, 2"})
    void everySequenceOfEventsEndsAnOutgoingMessageOnce(int version, int qos) {
        boolean v5 = version == 5;
        List<OutboundModel.Event> events = Arrays.stream(OutboundModel.Event.values())
                .filter(event -> v5 || !event.needs5()).toList();
        for (List<OutboundModel.Event> sequence : sequences(events, OUTBOUND_LENGTH)) {
            try {
                playOutbound(v5, qos, sequence);
            } catch (AssertionError e) {
                throw new AssertionError(sequence + ": " + e.getMessage(), e);
            }
        }
    }

    private static void playOutbound(boolean v5, int qos, List<OutboundModel.Event> sequence) {
        OutboundModel model = new OutboundModel(v5, qos);
        Target target = connected(v5);
        States.publish(target, qos);
        target.turn();
        assertEquals(model.publish(false), target.takeWritten());
        for (OutboundModel.Event event : sequence) {
            model.on(event);
            if (event.bytes.isEmpty()) {
                reconnect(target, event == OutboundModel.Event.RESUMED);
            } else {
                target.feed(Bytes.of(event.bytes));
            }
            assertEquals(model.writes, target.takeWritten(), () -> "written at " + event);
            if (model.ends) {
                assertEquals(List.of("disconnected"), target.takeHeard());
                model.on(OutboundModel.Event.RESUMED);
                reconnect(target, true);
                assertEquals(model.writes, target.takeWritten(), () -> "written after " + event);
            }
            assertEquals(model.says.isEmpty() ? List.of() : List.of(model.says), target.takeHeard(),
                    () -> "heard at " + event);
            assertEquals(model.isGone() ? 0 : 1, target.session().slots().used(), () -> "slots at " + event);
        }
        States.publish(target, 1);
        target.turn();
        assertEquals(!model.permitsAnother(), target.takeWritten().isEmpty(), "the send quota at the end");
    }

    @ParameterizedTest
    @CsvSource({"3, ACCEPT", "3, DEFER", "5, ACCEPT", "5, DEFER", "5, REFUSE"})
    void everySequenceOfEventsDeliversAndAnswersAsItMust(int version, String application) {
        boolean v5 = version == 5;
        int answer = application.equals("DEFER") ? Listener.DEFER : application.equals("ACCEPT") ? 0 : 0x87;
        List<InboundModel.Event> events = List.of(InboundModel.Event.values());
        for (List<InboundModel.Event> sequence : sequences(events, INBOUND_LENGTH)) {
            try {
                playInbound(v5, answer, sequence);
            } catch (AssertionError e) {
                throw new AssertionError(sequence + ": " + e.getMessage(), e);
            }
        }
    }

    private static void playInbound(boolean v5, int answer, List<InboundModel.Event> sequence) {
        InboundModel model = new InboundModel(v5, answer);
        Deferring target = new Deferring(v5, answer);
        start(target);
        for (InboundModel.Event event : sequence) {
            model.on(event);
            switch (event) {
                case RESUMED, NEW_SESSION -> {
                    target.handles.clear();
                    reconnect(target, event == InboundModel.Event.RESUMED);
                    target.takeHeard();
                }
                case ACKNOWLEDGE -> {
                    if (!target.handles.isEmpty()) {
                        assertEquals(0, target.session().acknowledge(target.handles.remove(), 0, null, 0, 0));
                        target.turn();
                    }
                }
                case PUBLISH_1 -> target.feed(publish(v5, 0x32));
                case PUBLISH_2 -> target.feed(publish(v5, 0x34));
                case PUBLISH_2_AGAIN -> target.feed(publish(v5, 0x3c));
                case PUBREL -> target.feed(Bytes.of("62 02 00 05"));
            }
            assertEquals(model.writes, target.takeWritten(), () -> "written at " + event);
            assertEquals(model.says.isEmpty() ? List.of() : List.of(model.says), target.takeHeard(),
                    () -> "heard at " + event);
            assertEquals(model.isDeferred(), !target.handles.isEmpty());
        }
    }

    private static byte[] publish(boolean v5, int first) {
        return Bytes.of(String.format("%02x ", first) + (v5 ? "06 00 01 61 00 05 00" : "05 00 01 61 00 05"));
    }

    private static <E> List<List<E>> sequences(List<E> events, int length) {
        List<List<E>> longer = List.of(List.of());
        for (int i = 0; i < length; i++) {
            List<List<E>> shorter = longer;
            longer = new ArrayList<>(shorter.size() * events.size());
            for (List<E> sequence : shorter) {
                for (E event : events) {
                    List<E> next = new ArrayList<>(sequence);
                    next.add(event);
                    longer.add(next);
                }
            }
        }
        return longer;
    }

    private static Target connected(boolean v5) {
        Target target = new Target(v5, new Config(), lasting(v5));
        start(target);
        return target;
    }

    private static ConnectOptions lasting(boolean v5) {
        ConnectOptions options = new ConnectOptions();
        options.cleanStart = v5 ? 1 : 0;
        options.sessionExpiry = v5 ? 1000 : 0;
        options.keepAlive = 0;
        return options;
    }

    private static void start(Target target) {
        target.connect();
        accept(target, false);
        target.takeWritten();
        target.takeHeard();
    }

    /** A 5.0 server takes one message at a time. */
    private static void accept(Target target, boolean present) {
        if (target.isVersion5()) {
            target.feed(Bytes.of("20 06 0" + (present ? 1 : 0) + " 00 03 21 00 01"));
        } else {
            target.accept(present);
        }
    }

    /** Another connection, up to what the client writes after CONNACK. */
    private static void reconnect(Target target, boolean present) {
        if (target.link().isOpen()) {
            target.cut();
        } else {
            target.pass(1);
        }
        target.takeWritten();
        target.takeHeard();
        accept(target, present);
        target.forget("connected");
    }

    /** An application that keeps the handles of what it did not acknowledge. */
    private static final class Deferring extends Target {
        final Deque<Integer> handles = new ArrayDeque<>();

        Deferring(boolean v5, int answer) {
            super(v5, new Config(), lasting(v5));
            answers(answer);
        }

        @Override
        public int onMessage(Message message) {
            int answer = super.onMessage(message);
            if (answer == DEFER) {
                handles.add(message.handle());
            }
            return answer;
        }
    }
}
