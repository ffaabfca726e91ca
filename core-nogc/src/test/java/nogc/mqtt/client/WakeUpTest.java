package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.DropQos0;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.store.Line;
import org.junit.jupiter.api.Test;

/** What a callback asks for while the client writes is done by the poll that the client then wants at once. */
class WakeUpTest {
    private static final Topic TOPIC = new Topic("a");

    private final Line line = new Line();
    private final Config config = new Config();
    private final ConnectOptions options = new ConnectOptions();
    private final List<String> events = new ArrayList<>();
    private Runnable inCompletion = () -> { };
    private Runnable inDisconnected = () -> { };
    private Client client;

    @Test
    void whatACompletionOfWrittenQos0CancelsIsToldAtOnce() {
        connect();
        int first = publish(1, 1);
        client.poll();
        once(() -> client.cancel(first));
        publish(0, 2);
        assertEquals(0, client.poll());
        assertEquals(List.of("2 " + Result.OK), events);
        assertTrue(client.poll() > 0);
        assertEquals("1 " + Result.CANCELLED, events.get(1));
    }

    @Test
    void whatACompletionCancelsAheadOfItsFirstByteIsNotWritten() {
        connect();
        publish(0, 1);
        int second = publish(1, 2);
        publish(0, 3);
        once(() -> client.cancel(second));
        assertEquals(0, client.poll());
        assertEquals("3003000161", line.written());
        client.poll();
        assertEquals(List.of("1 " + Result.OK, "2 " + Result.CANCELLED, "3 " + Result.OK), events);
        assertEquals("3003000161", line.written());
    }

    @Test
    void whatIsCancelledWhileItIsHalfWrittenIsToldOnceItIsWhole() {
        config.transmitBuffer = 64;
        connect();
        int handle = client.publish(TOPIC, new byte[100], 0, 100, 1, false, null, 1);
        assertEquals(0, client.poll());
        client.cancel(handle);
        assertEquals(0, client.poll());
        assertEquals(List.of(), events);
        assertTrue(client.poll() > 0);
        assertEquals(List.of("1 " + Result.CANCELLED), events);
    }

    @Test
    void whatIsCancelledWhileItIsHalfWrittenKeepsNobodyBusyWhereNoByteIsTaken() {
        config.transmitBuffer = 64;
        connect();
        int handle = client.publish(TOPIC, new byte[300], 0, 300, 1, false, null, 1);
        assertEquals(0, client.poll());
        client.cancel(handle);
        line.stall(true);
        assertTrue(client.poll() > 0);
        assertTrue(client.poll() > 0);
        assertEquals(List.of(), events);
        line.stall(false);
        while (client.poll() == 0) {
            assertTrue(events.size() <= 1);
        }
        assertEquals(List.of("1 " + Result.CANCELLED), events);
    }

    @Test
    void whatTheEndOfAConnectionCancelsWhileItIsWrittenIsToldAtOnce() {
        config.reconnect = false;
        connect();
        int handle = publish(1, 1);
        inDisconnected = () -> client.cancel(handle);
        line.refuse();
        assertEquals(0, client.poll());
        assertTrue(client.isIdle());
        assertTrue(client.poll() > 0);
        assertEquals(List.of("1 " + Result.CANCELLED), events);
    }

    @Test
    void whatGaveWayToAMessageOfTheEndOfAConnectionIsToldAtOnce() {
        config.reconnect = false;
        config.outboundSlots = 2;
        config.whenFull = new DropQos0();
        connect();
        publish(1, 1);
        inDisconnected = () -> {
            publish(0, 2);
            publish(1, 3);
        };
        line.refuse();
        assertEquals(0, client.poll());
        assertTrue(client.poll() > 0);
        assertEquals(List.of("2 " + Result.REPLACED), events);
    }

    private void create() {
        options.clientId = new Utf8String("c");
        client = new Client(config, new Mqtt311(), line, () -> 0, () -> 0, new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                events.add(tag + " " + result);
                inCompletion.run();
            }

            @Override
            public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
                inDisconnected.run();
            }
        });
    }

    private void connect() {
        create();
        accept();
    }

    private void accept() {
        assertEquals(Result.OK, client.connect(options));
        client.poll();
        line.written();
        line.answer("20 02 00 00");
        client.poll();
    }

    private int publish(int qos, int tag) {
        int handle = client.publish(TOPIC, null, 0, 0, qos, false, null, tag);
        assertTrue(handle > 0);
        return handle;
    }

    private void once(Runnable call) {
        inCompletion = () -> {
            inCompletion = () -> { };
            call.run();
        };
    }
}
