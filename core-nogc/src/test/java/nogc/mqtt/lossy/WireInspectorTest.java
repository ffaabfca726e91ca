package nogc.mqtt.lossy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import nogc.mqtt.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inspector forgives what nobody can know after a power cut. */
class WireInspectorTest {
    private final WireInspector inspector = new WireInspector(4, null);

    private void connect(boolean sessionPresent) {
        inspector.opened();
        sends("10 0d 0004 4d515454 04 00 0000 0001 63");
        inspector.taken(ServerPacket.connack(4, sessionPresent, 0, new ServerLimits()));
    }

    private void sends(String packet) {
        inspector.sent(new ClientPacket(Bytes.of(packet), 4));
    }

    /** A message at QoS 2 under the identifier of its number, up to PUBREL. */
    private void releases(int number) {
        HexFormat hex = HexFormat.of();
        String id = hex.toHexDigits((short) number);
        String topic = hex.formatHex(Messages.topic(number).getBytes(StandardCharsets.US_ASCII));
        sends("34 0b 0003 " + topic + id + hex.toHexDigits(number));
        inspector.taken(ServerPacket.answer(ServerPacket.PUBREC, number, 0, 4));
        sends("62 02 " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"82 06 0001 0001 61 00", "a2 05 0001 0001 61"})
    void anIdentifierThatAnotherRequestTookAfterACutIsNotReleasedAgain(String request) {
        connect(false);
        releases(1);
        inspector.taken(ServerPacket.answer(ServerPacket.PUBCOMP, 1, 0, 4));
        inspector.restarted(); // that the message is done may be durable, and is
        connect(true);
        sends(request);
        connect(true); // without an answer
        releases(2);
    }

    @Test
    void whatIsNotOverAfterACutIsReleasedAgainInItsOrder() {
        connect(false);
        releases(1);
        releases(2);
        inspector.restarted();
        connect(true);
        sends("62 02 0001");
        sends("62 02 0002");
        releases(3);
    }
}
