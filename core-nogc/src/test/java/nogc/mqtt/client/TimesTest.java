package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.ExchangeLimits;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.sn.SnConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every time that a user sets, at the edges of an int: refused by a sentence that names it, or understood. */
class TimesTest {
    private static final int[] EDGES = {0, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final Pattern NAMES = Pattern.compile(".*(Timeout|Time|Wait|Interval|Delay)|reconnect.+");
    private static final Pattern WORDS = Pattern.compile("(?i)\\btime\\b|\\bmilliseconds|\\bdelay|how often the modem");
    private static final Pattern FIELD = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public int (\\w+)",
            Pattern.DOTALL);

    /** The int fields of a class that hold a time, by their names and by what their Javadoc says. */
    private static List<Field> times(Class<?> type, String source) {
        try {
            List<Field> times = new ArrayList<>();
            Matcher documented = FIELD.matcher(Files.readString(Path.of("..", source)));
            while (documented.find()) {
                Field field = type.getField(documented.group(2));
                if (!Modifier.isStatic(field.getModifiers()) && (NAMES.matcher(field.getName()).matches()
                        || WORDS.matcher(documented.group(1)).find())) {
                    times.add(field);
                }
            }
            return times;
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Field> timesOfConfig() {
        return times(Config.class, "core-nogc/src/main/java/nogc/mqtt/Config.java").stream();
    }

    private static Stream<Field> timesOfSnConfig() {
        return Stream.of("SnTimers", "SnSettings")
                .flatMap(name -> times(SnConfig.class, "core-nogc/src/main/java/nogc/mqtt/sn/" + name + ".java").stream());
    }

    @Test
    void theTimesAreThese() {
        assertEquals(List.of("connectTimeout", "connackTimeout", "pingTimeout", "sendTimeout", "closeTimeout",
                "reconnectMinimum", "reconnectMaximum", "stableTime"), timesOfConfig().map(Field::getName).toList());
        assertEquals(List.of("retryTime", "congestionWait", "reconnectMinimum", "reconnectMaximum", "stableTime"),
                timesOfSnConfig().map(Field::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("timesOfConfig")
    void aTimeOfAClientIsRefusedByItsNameOrUnderstood(Field time) throws Exception {
        for (int edge : EDGES) {
            Config config = new Config();
            time.setInt(config, edge);
            if (time.getName().equals("reconnectMinimum") && edge > 1000) {
                config.reconnectMaximum = edge;
            }
            String problem = config.problem();
            if (problem == null) {
                assertTrue(edge >= 0, time.getName() + " = " + edge);
                new Life(config).run();
            } else {
                assertTrue(problem.startsWith(time.getName() + " must be "), problem);
                assertEquals(problem,
                        assertThrows(IllegalArgumentException.class, () -> new Life(config)).getMessage());
                assertTrue(edge < 2, problem);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("timesOfSnConfig")
    void aTimeOfASensorNodeIsRefusedByItsNameOrInItsRange(Field time) throws Exception {
        for (int edge : EDGES) {
            SnConfig config = new SnConfig();
            time.setInt(config, edge);
            if (time.getName().equals("reconnectMinimum") && edge > 1000) {
                config.reconnectMaximum = edge;
            }
            String problem = config.problem();
            assertTrue(problem == null ? edge >= 0 : edge < 2, time + ": " + problem);
            assertTrue(problem == null || problem.startsWith(time.getName() + " must be "), problem);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void theTimeOfALeaveIsRefusedOrUnderstood(int millis) {
        Life life = new Life(new Config());
        life.connect();
        assertTrue(life.publish() > 0);
        life.acknowledges = false;
        int result = life.client.disconnectWhenDone(millis);
        assertEquals(millis < 0 ? Result.INVALID_ARGUMENT : Result.OK, result);
        life.pass(1000);
        assertEquals(millis != 0, life.client.isConnected());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65535, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aKeepAliveIsRefusedOrUnderstood(int seconds) {
        Life life = new Life(new Config());
        life.options.keepAlive = seconds;
        if (seconds >= 0 && seconds <= 65535) {
            life.run();
        } else {
            assertEquals(Result.INVALID_ARGUMENT, life.client.connect(life.options));
            assertTrue(life.client.isIdle());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void everySessionExpiryIsUnderstoodAsItIsUnsigned(int seconds) {
        Life life = new Life(new Config());
        life.options.sessionExpiry = seconds;
        life.run();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void theDeadlineOfAnAcknowledgementIsUnderstood(int millis) {
        Config config = new Config();
        config.exchangeWatch = new ExchangeLimits(millis, millis);
        new Life(config).run();
    }

    /** One client and its server in virtual time, whose clock wraps on the way. */
    private static final class Life extends Listener implements Transport {
        private final Client client;
        private final ConnectOptions options = new ConnectOptions();
        private int now = Integer.MAX_VALUE - 2000;
        private byte[] input = new byte[0];
        private boolean ends;
        private boolean opens = true;
        private boolean acknowledges = true;
        private int completed;
        private int lost;

        Life(Config config) {
            client = new Client(config, new Mqtt5(), this, () -> now, () -> Integer.MAX_VALUE, this);
            options.clientId = new Utf8String("c");
            options.keepAlive = 5;
        }

        /** Through every state in which a time counts. */
        void run() {
            connect();
            assertTrue(publish() > 0);
            pass(20_000); // pings are answered
            assertEquals(1, completed);
            assertTrue(client.isConnected());
            ends = true;
            poll();
            assertEquals(1, lost);
            opens = false;
            pass(100); // an attempt may be under way, or a pause ahead of it
            assertEquals(Result.OK, client.abort());
            pass(1);
            assertTrue(client.isIdle());
            connect();
            assertEquals(Result.OK, client.disconnect());
            pass(1);
            assertTrue(client.isIdle());
        }

        void connect() {
            opens = true;
            assertEquals(Result.OK, client.connect(options));
            for (int i = 0; i < 10; i++) {
                poll();
            }
            assertTrue(client.isConnected());
        }

        int publish() {
            return client.publish(new Topic("t"), null, 0, 0, 1, false);
        }

        /** As a good caller does: whenever it is asked for, or there is input. */
        void pass(int millis) {
            for (int left = millis; left >= 0;) {
                int wait = poll();
                for (int polls = 0; wait == 0 || client.wantsInput() && (ends || input.length > 0); polls++) {
                    assertTrue(polls < 100, "it wants to be called at once, again and again");
                    wait = poll();
                }
                now += Math.min(wait, left + 1);
                left -= Math.min(wait, left + 1);
            }
        }

        private int poll() {
            int wait = client.poll();
            assertTrue(wait >= 0, "poll: " + wait);
            return wait;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            completed++;
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            lost++;
        }

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return UNSUPPORTED;
        }

        @Override
        public int open() {
            ends = false;
            input = new byte[0];
            return opens ? 1 : 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, input.length);
            System.arraycopy(input, 0, buffer, offset, count);
            input = Arrays.copyOfRange(input, count, input.length);
            return count == 0 && ends ? END_OF_STREAM : count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            switch (buffer[offset] >> 4 & 15) {
                case 1 -> input = new byte[] {0x20, 3, 0, 0, 0};
                case 3 -> input = acknowledges ? new byte[] {0x40, 2, buffer[offset + 5], buffer[offset + 6]} : input;
                case 12 -> input = new byte[] {(byte) 0xd0, 0};
                case 14 -> ends = true;
                default -> throw new AssertionError("packet " + buffer[offset]);
            }
            return length;
        }

        @Override
        public void close() {
            input = new byte[0];
        }
    }
}
