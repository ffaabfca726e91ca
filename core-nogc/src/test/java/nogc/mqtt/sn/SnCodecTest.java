package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Random;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Topic;
import org.junit.jupiter.api.Test;

/** Each message, octet by octet as the standard draws it, written and read, in both forms of the length. */
class SnCodecTest {
    private static final byte[] TEXT = Bytes.utf8("name");
    private final byte[] b = new byte[70000];
    private final SnMessage message = new SnMessage();

    private void written(String octets, int end) {
        assertEquals(octets.replace(" ", ""), Bytes.hex(b, 3, end - 3));
    }

    private SnMessage read(String octets) {
        byte[] datagram = Bytes.of("ee" + octets + "ee");
        int type = message.parse(datagram, 1, datagram.length - 2);
        assertTrue(type >= 0, octets);
        return message;
    }

    private String data() {
        return Bytes.hex(message.bytes(), message.dataOffset(), message.dataLength());
    }

    private String tail() {
        return Bytes.hex(message.bytes(), message.tailOffset(), message.tailLength());
    }

    @Test
    @Clause({"SN-5.4.1-1", "SN-5.4.2-1", "SN-5.4.3-1"})
    void discovery() {
        written("05 00 2a 0384", SnEncoder.advertise(b, 3, 42, 900));
        assertEquals(900, read("05 00 2a 0384").advertiseDuration());
        assertEquals(42, message.gatewayId());
        written("03 01 05", SnEncoder.octet(b, 3, SnType.SEARCHGW, 5));
        assertEquals(5, read("03 01 05").radius());
        written("03 02 ff", SnEncoder.octet(b, 3, SnType.GWINFO, 255));
        assertEquals(255, read("03 02 ff").gatewayId());
        assertEquals(0, message.tailLength());
        written("07 02 2a 'name'".replace("'name'", Bytes.hex(TEXT)),
                SnEncoder.octetAndOctets(b, 3, SnType.GWINFO, 42, TEXT, 0, 4));
        read("07 02 2a 01020304");
        assertEquals("01020304", tail());
    }

    @Test
    @Clause({"SN-5.4.4-1", "SN-5.4.5-1"})
    void connecting() {
        written("0a 04 0c 01 003c 6e616d65", SnEncoder.connect(b, 3,
                SnFlags.WILL | SnFlags.CLEAN_SESSION, 60, TEXT, 0, 4));
        read("0a 04 0c 01 003c 6e616d65");
        assertEquals(0x0c, message.flags());
        assertEquals(1, message.protocolId());
        assertEquals(60, message.keepAlive());
        assertEquals("6e616d65", data());
        written("03 05 02", SnEncoder.octet(b, 3, SnType.CONNACK, 2));
        assertEquals(2, read("03 05 02").returnCode());
    }

    @Test
    @Clause({"SN-5.4.6-1", "SN-5.4.7-1", "SN-5.4.7-3", "SN-5.4.8-1", "SN-5.4.9-1", "SN-5.4.22-1", "SN-5.4.23-1",
        "SN-5.4.24-1", "SN-5.4.25-1"})
    void wills() {
        written("02 06", SnEncoder.empty(b, 3, SnType.WILLTOPICREQ));
        written("07 07 30 6e616d65", SnEncoder.octetAndOctets(b, 3, SnType.WILLTOPIC, 0x30, TEXT, 0, 4));
        read("07 07 30 6e616d65");
        assertEquals("6e616d65", tail());
        assertEquals(0x30, message.flags());
        written("02 07", SnEncoder.empty(b, 3, SnType.WILLTOPIC));
        assertEquals(-1, read("02 07").tailLength());
        written("06 09 6e616d65", SnEncoder.octets(b, 3, SnType.WILLMSG, TEXT, 0, 4));
        read("06 09 6e616d65");
        assertEquals("6e616d65", data());
        read("06 1c 6e616d65");
        assertEquals("6e616d65", data());
        written("03 1b 03", SnEncoder.octet(b, 3, SnType.WILLTOPICRESP, 3));
        assertEquals(3, read("03 1b 03").returnCode());
        assertEquals(1, read("05 1d 01 0000").returnCode());
        assertEquals(-1, read("02 1a").tailLength());
    }

    @Test
    @Clause({"SN-5.4.10-1", "SN-5.4.11-1", "SN-6.5-1"})
    void registering() {
        written("0a 0a 0000 1234 6e616d65", SnEncoder.register(b, 3, 0, 0x1234, TEXT, 0, 4));
        read("0a 0a 0007 1234 6e616d65");
        assertEquals(7, message.topicId());
        assertEquals(0x1234, message.msgId());
        assertEquals("6e616d65", data());
        written("07 0b 0007 1234 00", SnEncoder.acknowledgement(b, 3, SnType.REGACK, 7, 0x1234, 0));
        read("07 0b 0007 1234 03");
        assertEquals(7, message.topicId());
        assertEquals(0x1234, message.msgId());
        assertEquals(3, message.returnCode());
    }

    @Test
    @Clause({"SN-5.4.12-1", "SN-5.4.12-2", "SN-5.4.12-3", "SN-5.4.13-1", "SN-5.4.14-1", "SN-5.3.4-5"})
    void publishing() {
        written("0b 0c 22 6162 1234 6e616d65", SnEncoder.publish(b, 3, SnFlags.of(1, false, SnFlags.SHORT),
                SnEncoder.shortName(new Topic("ab")), 0x1234, TEXT, 0, 4));
        read("0b 0c fd 6162 1234 6e616d65"); // bits that PUBLISH does not use are set, and nobody minds
        assertEquals(0x6162, message.topicId());
        assertEquals(0x1234, message.msgId());
        assertEquals(-1, SnFlags.qos(message.flags()));
        assertEquals("6e616d65", data());
        read("07 0c 00 0007 0000");
        assertEquals("", data());
        read("07 0d 0007 1234 02");
        assertEquals(2, message.returnCode());
        assertEquals(0x1234, message.msgId());
        for (int type : new int[] {SnType.PUBREC, SnType.PUBREL, SnType.PUBCOMP, SnType.UNSUBACK}) {
            written(String.format("04 %02x 1234", type), SnEncoder.word(b, 3, type, 0x1234));
            assertEquals(0x1234, read(String.format("04 %02x 1234", type)).msgId());
        }
    }

    @Test
    @Clause({"SN-5.4.15-1", "SN-5.4.16-1", "SN-5.4.17-1", "SN-5.4.18-1"})
    void subscribing() {
        written("09 12 20 1234 6e616d65", SnEncoder.subscribe(b, 3, SnType.SUBSCRIBE, 0x20, 0x1234, TEXT, 0, 4));
        read("09 12 20 1234 6e616d65");
        assertEquals(0x20, message.flags());
        assertEquals(0x1234, message.msgId());
        assertEquals("6e616d65", data());
        assertEquals(0x0102, read("07 14 01 1234 0102").filterId());
        assertEquals(-1, read("06 14 01 1234 01").filterId());
        written("08 13 20 0007 1234 00", SnEncoder.suback(b, 3, 0x20, 7, 0x1234, 0));
        read("08 13 20 0007 1234 03");
        assertEquals(7, message.topicId());
        assertEquals(0x1234, message.msgId());
        assertEquals(3, message.returnCode());
    }

    @Test
    @Clause({"SN-5.4.19-1", "SN-5.4.19-2", "SN-5.4.20-1", "SN-5.4.21-1", "SN-5.4.21-2"})
    void pingAndDisconnect() {
        written("02 16", SnEncoder.empty(b, 3, SnType.PINGREQ));
        written("06 16 6e616d65", SnEncoder.octets(b, 3, SnType.PINGREQ, TEXT, 0, 4));
        read("06 16 6e616d65");
        assertEquals("6e616d65", data());
        assertEquals(0, read("02 16").dataLength());
        written("02 17", SnEncoder.empty(b, 3, SnType.PINGRESP));
        written("04 18 012c", SnEncoder.word(b, 3, SnType.DISCONNECT, 300));
        assertEquals(300, read("04 18 012c").sleepDuration());
        assertEquals(0, read("02 18").sleepDuration());
        assertEquals(0, read("03 18 01").sleepDuration());
    }

    @Test
    @Clause("SN-5.5-1")
    void theEnvelopeEndsWithTheNode() {
        written("07 fe 00 6e616d65", SnEncoder.envelope(b, 3, 0, TEXT, 0, 4));
    }

    @Test
    @Clause({"SN-5.2.1-1", "SN-5.2.1-2", "SN-5.2.1-3"})
    void everyLengthIsWrittenInItsShortestFormAndReadInBoth() {
        byte[] payload = new byte[65526];
        new Random(1).nextBytes(payload);
        for (int length : new int[] {0, 1, 247, 248, 249, 250, 251, 65526}) {
            int end = SnEncoder.publish(b, 3, 0, 7, 0, payload, 0, length);
            assertEquals(length + (length <= 248 ? 7 : 9), end - 3, "payload of " + length);
            assertEquals(end - 3, SnEncoder.publishSize(length));
            assertEquals(SnType.PUBLISH, message.parse(b, 3, end - 3));
            assertEquals(length, message.dataLength());
            assertTrue(Arrays.equals(payload, 0, length, b, message.dataOffset(), message.dataOffset() + length));
        }
        assertEquals(7, read("01 0009 0c 00 0007 0000").topicId());
        assertEquals(0, message.dataLength());
    }

    @Test
    @Clause({"SN-5.3.4-2", "SN-5.3.4-3", "SN-5.3.4-6"})
    void flagsAreWhereTheStandardHasThem() {
        assertEquals(0x72, SnFlags.of(-1, true, SnFlags.SHORT));
        assertEquals(0x41, SnFlags.of(2, false, SnFlags.PREDEFINED));
        for (int qos = -1; qos <= 2; qos++) {
            assertEquals(qos, SnFlags.qos(SnFlags.of(qos, true, 0)));
        }
    }

    @Test
    @Clause("SN-D-1")
    void noPortIsWrittenIntoTheCore() {
        for (Class<?> type : new Class<?>[] {SnConfig.class, SnDiscovery.class, SnClient.class, SnPublisher.class}) {
            for (Field field : type.getDeclaredFields()) {
                assertTrue(!field.getName().toLowerCase().contains("port") || !Modifier.isStatic(field.getModifiers()),
                        field.toString());
            }
        }
    }

    @Test
    @Clause({"SN-7.2-1", "SN-7.2-2", "SN-7.2-3", "SN-7.2-5"})
    void theTimersHaveTheDefaultsOfTheStandard() {
        SnConfig config = new SnConfig();
        assertTrue(config.retryTime >= 10000 && config.retryTime <= 15000, "Tretry");
        assertTrue(config.retries >= 3 && config.retries <= 5, "Nretry");
        assertTrue(config.congestionWait > 300000, "Twait");
        SnDiscovery discovery = new SnDiscovery(1);
        assertEquals(5000, discovery.searchDelay);
        assertEquals(5000, discovery.answerDelay);
        assertTrue(discovery.advertiseTime >= 900000, "Tadv");
        assertTrue(discovery.missed >= 2 && discovery.missed <= 3, "Nadv");
        assertNull(config.problem());
    }
}
