package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once round all packet identifiers, while one exchange stays open. */
class PacketIdentifierTest {
    private static final int OPEN = 2;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Clause({"5.0:MQTT-2.2.1-3", "3.1.1:MQTT-2.3.1-2", "5.0:MQTT-2.2.1-2", "5.0:TRAP-2.2.1-2"})
    void identifiersGoRoundAndPassOverOneThatIsOpen(boolean v5) {
        ConnectOptions options = new ConnectOptions();
        options.keepAlive = 0;
        Config config = new Config();
        config.ring = 1 << 18; // the record of the open message holds the place of all behind it
        Target target = new Target(v5, config, options);
        target.connect();
        target.accept(false);
        target.takeWritten();
        for (int round = 1; round <= 65537; round++) {
            int expected = round <= 65535 ? round : round == 65536 ? 1 : 3;
            States.publish(target, 1);
            target.turn();
            String written = target.takeWritten();
            assertEquals(String.format("%04x", expected), written.substring(10, 14));
            if (expected != OPEN) {
                target.feed(Bytes.of("40 02 " + written.substring(10, 14)));
            }
            target.takeHeard();
        }
        assertEquals(1, target.session().slots().used());
    }
}
