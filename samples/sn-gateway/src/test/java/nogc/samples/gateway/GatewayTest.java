package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway says to what, octet by octet, in virtual time; Length is added and looked at by {@link World}. */
class GatewayTest {
    private static final String CONNECT = "04 04 01 0258 6e";
    private static final String CONNACK = "0500";
    private static final String PING = "16";
    private static final String PINGRESP = "17";
    private static final String DISCONNECT = "18";

    private final World world = new World(1);

    private boolean wasTold(String what) {
        return world.told.stream().anyMatch(line -> line.contains(what));
    }

    /** Topics and payloads that came to the broker. */
    private String arrived() {
        return String.join(", ", world.broker.arrived.stream()
                .map(message -> message.topic() + " " + message.payload()).toList());
    }

    @Test
    void aNodeConnectsRegistersAndPublishesAtEachQos() throws SettingsException {
        world.settings.predefined = Predefined.parse("t", List.of("7 seven"));
        World.Raw node = world.start().raw().connected();
        assertEquals("0b0001000500", node.say("0a 0000 0005 612f62"));
        assertEquals("", node.say("0c 00 0001 0000 30"));
        assertEquals("0d0001000600", node.say("0c 20 0001 0006 31"));
        assertEquals("0f0007", node.say("0c 40 0001 0007 32"));
        assertEquals("0f0007", node.say("0c c0 0001 0007 32"), "a copy");
        assertEquals("0e0007", node.say("10 0007"));
        assertEquals("0f0007", node.say("0c c0 0001 0007 32"), "a late copy");
        assertEquals("0e0007", node.say("10 0007"));
        assertEquals("0d0007000800", node.say("0c 31 0007 0008 33"), "predefined and retained");
        assertEquals("0d6162000900", node.say("0c 22 6162 0009 34"), "short");
        assertEquals("a/b 0, a/b 1, a/b 2, seven 3, ab 4", arrived());
        assertTrue(world.broker.arrived.get(3).retain());
        assertEquals("0d0009000a02", node.say("0c 20 0009 000a 35"), "an id that was not registered");
        assertEquals("0d0009000002", node.say("0c 00 0009 0000 35"));
    }

    @Test
    void whatABrokerRefusesIsRefusedWithACode() {
        world.broker.forbidden.add("no");
        World.Raw node = world.start().raw().connected();
        assertEquals("13000000000303", node.say("12 20 0003 6e6f"));
        assertEquals("0d6e6f000403", node.say("0c 22 6e6f 0004"));
        world.broker.refusal = "it is full";
        assertEquals("0501", world.raw().say("04 04 01 0258 6d"));
        assertTrue(wasTold("its CONNECT, since it is full"));
        assertTrue(wasTold("refused from n: a subscription, which the broker refused"));
        assertTrue(wasTold("refused from n: a message, which the broker refused"));
        world.broker.refusedForGood = true;
        assertEquals("0503", world.raw().say("04 04 01 0258 6c"));
    }

    @Test
    void aRequestWaitsForABrokerThatIsAway() {
        World.Raw node = world.start().raw().connected();
        world.broker.away = true;
        assertEquals("", node.say("12 20 0003 6162"));
        assertEquals("", node.say("0c 22 6162 0004 31"));
        assertEquals("", node.say("0c a2 6162 0004 31"));
        assertEquals(PINGRESP, node.say(PING));
        world.broker.away = false;
        world.run(100);
        assertEquals("0d6162000400 13200001000300", node.heard());
        assertEquals("ab 1", arrived());
    }

    @Test
    void aWillIsAskedForAndPublishedWhenTheNodeIsLost() {
        World.Raw node = world.start().raw();
        assertEquals("06", node.say("04 0c 01 0002 6e"));
        assertEquals("06", node.say("04 0c 01 0002 6e"), "repeated");
        assertEquals("08", node.say("07 30 772f"));
        assertEquals("08", node.say("07 30 772f"), "repeated");
        assertEquals(CONNACK, node.say("09 627965"));
        world.run(2500);
        assertEquals("", arrived());
        world.run(1000);
        assertEquals("[Arrived[client=n, topic=w/, payload=bye, qos=1, retain=true]]",
                world.broker.arrived.toString());
        assertTrue(wasTold("n is lost: nothing came from it for its keep alive of 2 s"));
    }

    @Test
    void theWillOfANodeThatIsLostWhileItConnectsAnewIsPublished() {
        World.Raw node = world.start().raw();
        assertEquals("06", node.say("04 0c 01 0258 6e"));
        assertEquals("08", node.say("07 30 772f"));
        assertEquals(CONNACK, node.say("09 627965"));
        assertEquals(PINGRESP, node.say(PING));
        assertEquals("06", node.say("04 0c 01 0258 6e"));
        world.run(30_000);
        assertEquals("w/ bye", arrived());
        assertTrue(wasTold("n is lost: it did not bring its CONNECT to an end"));
    }

    @Test
    void aWillChangesAndGoesWithAGoodbye() {
        World.Raw node = world.start().raw();
        node.say("04 0c 01 0002 6e");
        node.say("07 00 7731");
        assertEquals(CONNACK, node.say("09 61"));
        assertEquals("1b00", node.say("1a 10 7732"));
        assertEquals("1d00", node.say("1c 62"));
        MemoryBroker.Seat seat = world.broker.seats.get("n");
        assertEquals("w2 b true", seat.will.topic() + " " + new String(seat.will.payload()) + " "
                + seat.will.retain());
        assertEquals("1b00", node.say("1a"));
        assertEquals("1d03", node.say("1c 62"), "there is no will any more");
        assertEquals(DISCONNECT, node.say("18"));
        assertTrue(seat.left);
        assertNull(world.broker.seats.get("n"));
        assertEquals("", arrived());
    }

    @Test
    void anEmptyWilltopicAtConnectDeletesTheWill() {
        World.Raw node = world.start().raw();
        node.say("04 08 01 0002 6e");
        assertEquals(CONNACK, node.say("07"));
        world.run(4000);
        assertEquals("", arrived());
        assertTrue(wasTold("n is lost"));
    }

    @Test
    void aSleepingNodeCollectsWhatWaitsAndHearsPingrespLast() {
        World.Raw node = world.start().raw().connected();
        assertEquals("13000001000100", node.say("12 00 0001 612f62"));
        assertEquals(DISCONNECT, node.say("18 003c"));
        MemoryBroker.Seat seat = world.broker.seats.get("n");
        for (int i = 0; i < 3; i++) {
            seat.events.message("a/b", new byte[] {(byte) ('0' + i)}, 0, false, 0);
        }
        world.run(5000);
        assertEquals("", node.heard());
        assertEquals("0c000001000030 0c000001000031 0c000001000032 17", node.say("16 6e"));
        assertEquals(PINGRESP, node.say("16 6e"));
        assertEquals("", node.say("0a 0000 0005 612f62"), "asleep it may not ask for anything");
        assertTrue(wasTold("asleep"));
        world.run(91_000);
        assertTrue(wasTold("n is lost: nothing came from it for its sleep of 60 s"));
    }

    /** A copy of its DISCONNECT with a duration may come late, behind its next CONNECT. */
    @Test
    void aNodeThatTakesItselfForActiveIsToldThatItSleepsHere() {
        World.Raw node = world.start().raw().connected();
        assertEquals(PINGRESP, node.say("16"));
        node.say("18 003c");
        assertEquals(DISCONNECT, node.say("16"));
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals(PINGRESP, node.say("16"));
    }

    @Test
    void aMessageForASleeperIsRepeatedUntilItIsAcknowledged() {
        World.Raw node = world.start().raw().connected();
        assertEquals("13200001000100", node.say("12 20 0001 612f62"));
        node.say("18 003c");
        world.broker.publish("a/b", "1", 1);
        assertEquals("0c200001000131", node.say("16 6e"));
        world.run(1000);
        assertEquals("0ca00001000131", node.heard(), "DUP");
        assertEquals(PINGRESP, node.say("0d 0001 0001 00"));
        world.broker.publish("a/b", "2", 1);
        node.say("16 6e");
        world.run(10_000);
        assertFalse(wasTold("lost"), "a sleeper that falls asleep again is not lost: " + world.told);
        node.heard();
        assertEquals("0ca00001000232", node.say("16 6e"));
        assertEquals(CONNACK + " 0ca00001000232", node.say("04 00 01 0258 6e"), "awake by CONNECT");
    }

    @Test
    void aTopicThatTheNodeDoesNotKnowIsRegisteredFirst() {
        World.Raw node = world.start().raw().connected();
        assertEquals("13400000000100", node.say("12 40 0001 612f23"));
        world.broker.publish("a/x", "1", 2);
        world.run(10);
        assertEquals("0a00010001612f78", node.heard());
        assertEquals("0c400001000231", node.say("0b 0001 0001 00"));
        assertEquals("100002", node.say("0f 0002"));
        world.run(1000);
        assertEquals("100002", node.heard(), "repeated");
        assertEquals("", node.say("0e 0002"));
        world.broker.publish("a/x", "2", 1);
        world.run(10);
        assertEquals("0c200001000332", node.heard());
        assertEquals("0a00010003612f78", node.say("0d 0001 0003 02"), "the node has forgotten the id");
        assertEquals("0ca00001000332", node.say("0b 0001 0003 00"));
        assertEquals("", node.say("0d 0001 0003 00"));
    }

    @Test
    void aPredefinedTopicComesByItsIdUnlessTheNodeKnowsItsName() throws SettingsException {
        world.settings.predefined = Predefined.parse("t", List.of("7 p/7", "8 p/8"));
        World.Raw node = world.start().raw().connected();
        assertEquals("13000007000100", node.say("12 01 0001 0007"));
        assertEquals("13000001000200", node.say("12 00 0002 702f38"));
        world.broker.publish("p/7", "1", 0);
        world.broker.publish("p/8", "2", 0);
        world.run(20);
        assertEquals("0c010007000031 0c000001000032", node.heard());
        assertEquals("13000009000302", node.say("12 01 0003 0009"), "one that is not predefined");
    }

    @Test
    void aNodeThatIsCongestedIsLeftAlone() {
        World.Raw node = world.start().raw().connected();
        node.say("12 20 0001 612f62");
        world.broker.publish("a/b", "1", 1);
        world.run(10);
        assertEquals("0c200001000131", node.heard());
        assertEquals("", node.say("0d 0001 0001 01"));
        world.run(1900);
        assertEquals("", node.heard());
        world.run(200);
        assertEquals("0ca00001000131", node.heard());
    }

    @Test
    void aSleeperThatIsCongestedMaySleepOn() {
        World.Raw node = world.start().raw().connected();
        node.say("12 20 0001 612f62");
        assertEquals(DISCONNECT, node.say("18 003c"));
        world.broker.publish("a/b", "1", 1);
        world.run(10);
        assertEquals("0c200001000131", node.say("16 6e"));
        assertEquals(PINGRESP, node.say("0d 0001 0001 01"));
        assertEquals("0ca00001000131", node.say("16 6e"), "at the next waking");
        assertEquals(PINGRESP, node.say("0d 0001 0001 00"));
    }

    @Test
    void aNodeThatForgetsAnIdOnEachConnectionIsToldItOnEach() {
        String connect = "04 00 01 0258 6e";
        World.Raw node = world.start().raw();
        assertEquals(CONNACK, node.say(connect));
        assertEquals("13200000000100", node.say("12 20 0001 612f2b"));
        world.broker.publish("a/x", "1", 1);
        world.run(10);
        assertEquals("0a00010001612f78", node.heard());
        assertEquals("0c200001000231", node.say("0b 0001 0001 00"));
        assertEquals("0a00010002612f78", node.say("0d 0001 0002 02"));
        assertEquals("0ca00001000231", node.say("0b 0001 0002 00"));
        assertEquals("0500 0ca00001000231", node.say(connect));
        assertEquals("0a00010002612f78", node.say("0d 0001 0002 02"));
        assertEquals("0ca00001000231", node.say("0b 0001 0002 00"));
        assertEquals("", node.say("0d 0001 0002 00"));
        assertFalse(wasTold("refused a message"));
    }

    @Test
    void qosMinusOneNeedsNoConnection() throws SettingsException {
        world.settings.predefined = Predefined.parse("t", List.of("7 seven", "7 mine for n"));
        World.Raw node = world.start().raw();
        assertEquals("", node.say("0c 61 0007 0000 31"));
        assertEquals("", node.say("0c 62 6162 0000 32"));
        assertEquals("", node.say("0c 61 0008 0000 33"));
        assertEquals("seven 1, ab 2", arrived());
        assertTrue(wasTold("refused from udp 10.0.1.1:4097: a PUBLISH of QoS -1 to an id that is not predefined"));
        node.connected().say("0c 61 0007 0000 34");
        assertEquals("seven 1, ab 2, mine 4", arrived());
    }

    @Test
    void qosMinusOneCanBeForbidden() {
        world.settings.qosMinusOne = false;
        world.start().raw().say("0c 62 6162 0000 32");
        assertEquals("", arrived());
        assertTrue(wasTold("--no-qos-minus-one"));
    }

    @Test
    void whoSearchesIsAnsweredAndAllHearTheAdvertisement() {
        world.settings.gatewayId = 9;
        world.settings.advertiseSeconds = 60;
        World.Raw node = world.raw();
        world.start();
        world.run(10);
        assertEquals("0009003c", node.heard());
        world.run(60_000);
        assertEquals("0009003c", node.heard());
        assertEquals("0209 0209", node.say("01 01"), "all, and the one that listens at another port than ours");
        assertEquals("", node.say("01 01"), "not so often");
    }

    @Test
    void fortyDaysWithoutASearchOrARefusalLetNeitherGoUnanswered() {
        World.Raw node = world.start().raw();
        assertEquals("0201 0201", node.say("01 01"));
        node.sayExactly("02 03");
        for (int days = 0; days < 40; days++) {
            world.run(86_400_000);
        }
        assertEquals("0201 0201", node.say("01 01"));
        node.sayExactly("02 03");
        assertEquals(2, world.told.size());
    }

    @Test
    void aForwarderIsAnsweredInAnEnvelope() {
        World.Raw node = world.start().raw();
        assertEquals("fe000a0b030500", node.sayExactly("05 fe 01 0a0b 07 04 04 01 0258 6e"));
        assertEquals("fe000a0c030500", node.sayExactly("05 fe 01 0a0c 07 04 04 01 0258 6d"), "another node behind it");
        assertEquals("fe000a0b0217", node.sayExactly("05 fe 01 0a0b 02 16"));
        assertEquals("", node.sayExactly("05 fe 01 0a0b"));
        assertTrue(wasTold("an envelope without an address"));
    }

    @Test
    void envelopesCanBeForbidden() {
        world.settings.forwarders = false;
        assertEquals("", world.start().raw().sayExactly("05 fe 01 0a0b 07 04 04 01 0258 6e"));
        assertTrue(wasTold("--no-forwarder"));
    }

    @Test
    void whoIsNotConnectedIsToldSo() {
        World.Raw node = world.start().raw();
        assertEquals(DISCONNECT, node.say(PING));
        assertEquals(DISCONNECT, node.say("16 6e"));
        assertEquals(DISCONNECT, node.say("0c 00 0001 0000 30"));
        assertTrue(wasTold("a message without a connection from there"));
        node.connected();
        assertEquals(DISCONNECT, world.raw().say("16 6e"), "PINGREQ from another address moves nobody");
        assertEquals(PINGRESP, node.say(PING));
    }

    @Test
    void eachBadDatagramIsRefusedWithASentenceAndHarmsNobody() {
        World.Raw node = world.start().raw().connected();
        String[][] rows = {
            {"03 16", "length is wrong"}, {"02 03", "no message"}, {"01", "no message"}, {"00", "no message"},
            {"03 05 00", "only gateways send"}, {"02 06", "only gateways send"}, {"04 15 0001", "only gateways send"},
            {"08 04 04 02 0258 6e6e", "another protocol version"}, {"07 04 84 01 0258 6e", "a flag"},
            {"06 04 04 01 0258", "length is wrong"}, {"07 04 04 01 0258 07", "printable"},
            {"1e 04 04 01 0258 " + "61".repeat(24), "1 to 23 octets"},
            {"07 0a 0001 0001 61", "TopicId is not 0"}, {"07 0a 0000 0000 61", "REGISTER of MsgId 0"},
            {"07 0a 0000 0001 23", "wildcard"}, {"07 0a 0000 0001 ff", "UTF-8"}, {"06 0a 0000 0001", "is empty"},
            {"08 0c 03 0001 0000 30", "no message"}, {"08 0c 04 0001 0000 30", "a flag"},
            {"08 0c 80 0001 0000 30", "a flag"}, {"08 0c 20 0001 0000 30", "MsgId is 0"},
            {"08 0c 00 0001 0001 30", "MsgId is 0"}, {"08 0c 60 0001 0000 30", "QoS -1 to a registered"},
            {"08 0c 01 0000 0000 30", "reserved"}, {"08 0c 01 ffff 0000 30", "reserved"},
            {"08 0c 02 2b61 0000 30", "wildcard"}, {"06 12 60 0001 61", "at QoS -1"},
            {"06 12 00 0000 61", "MsgId 0"}, {"08 12 00 0001 612b62", "topic filter"},
            {"06 12 01 0001 61", "reserved"}, {"07 12 02 0001 2b2b", "topic filter"}, {"04 10 0000", "MsgId 0"},
            {"03 18 01", "two octets"}, {"05 07 60 7761", "will of QoS -1"}, {"05 07 80 7761", "a flag"},
        };
        for (String[] row : rows) {
            world.run(OperatorLog.PAUSE);
            world.told.clear();
            boolean asks = row[0].startsWith("04", 3) && !row[1].equals("length is wrong");
            assertEquals(asks ? "0503" : "", node.sayExactly(row[0]), row[0]);
            assertTrue(wasTold(row[1]), row[0] + " was to be refused by " + row[1] + ", not " + world.told);
            assertEquals(PINGRESP, node.say(PING), "the connection stands behind " + row[0]);
        }
        assertEquals("", arrived());
    }

    @Test
    void aFloodCostsALineAMinute() {
        World.Raw node = world.start().raw();
        for (int i = 0; i < 1000; i++) {
            node.sayExactly("02 03");
        }
        assertEquals(1, world.told.size());
        world.run(OperatorLog.PAUSE);
        node.sayExactly("02 03");
        assertEquals(2, world.told.size());
        assertTrue(wasTold("(and 999 more like it since)"));
    }

    @Test
    void aNodeThatComesAndGoesAllTheTimeDoesNotFillTheLog() {
        World.Raw node = world.start().raw();
        for (int i = 0; i < 300; i++) {
            assertEquals(CONNACK, node.say(CONNECT));
            assertEquals(DISCONNECT, node.say("18"));
        }
        assertEquals(OperatorLog.OFTEN, world.told.size());
        world.run(OperatorLog.PAUSE);
        node.say(CONNECT);
        assertTrue(wasTold("and 500 times more nodes came, left or were lost"), () -> world.told.toString());
    }

    @Test
    void aFullGatewaySaysCongestion() {
        world.settings.clients = 2;
        world.start();
        assertEquals(CONNACK, world.raw().say("04 04 01 0258 61"));
        World.Raw second = world.raw();
        assertEquals(CONNACK, second.say("04 04 01 0258 62"));
        World.Raw third = world.raw();
        assertEquals("0501", third.say("04 04 01 0258 63"));
        assertTrue(wasTold("--clients"));
        second.say("18");
        assertEquals(CONNACK, third.say("04 04 01 0258 63"), "a clean session that left makes room");
    }

    @Test
    void aFullQueueLetsGoOfQos0First() {
        world.settings.queue = 3;
        World.Raw node = world.start().raw().connected();
        node.say("18 003c");
        MemoryBroker.Seat seat = world.broker.seats.get("n");
        for (int i = 0; i < 5; i++) {
            seat.events.message("ab", new byte[] {(byte) ('0' + i)}, i % 2, false, 0);
        }
        seat.events.message("ab", new byte[] {'5'}, 1, false, 0);
        assertEquals("0c226162000131", node.say("16 6e"), "0, 2 and 4 are gone");
        assertEquals("0c226162000233", node.say("0d 6162 0001 00"));
        assertEquals("0c226162000335", node.say("0d 6162 0002 00"));
        assertEquals(PINGRESP, node.say("0d 6162 0003 00"));
        node.say("12 20 0009 23");
    }

    /** However many topics and messages it is made to remember, and for however many nodes. */
    @Test
    void whatNodesMayMakeTheGatewayRememberIsBounded() {
        world.settings.memory = 100_000;
        world.settings.clients = 25;
        world.start();
        String name = "61".repeat(200);
        World.Raw hog = world.raw();
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            hog.say("04 00 01 0258 " + String.format("%04x", 0x4141 + i));
            for (int j = 0; j < 30; j++) {
                taken += hog.say(String.format("0a 0000 0001 %04x", 0x4141 + j) + name).endsWith("00") ? 1 : 0;
            }
        }
        assertTrue(taken > 100 && taken * 452 < 100_000, taken + " names");
        assertTrue(wasTold("a topic, since its table is full"));
        World.Raw node = world.raw().connected();
        assertEquals("0b0001000100", node.say("0a 0000 0001 612f62"), "each node is sure of some");
        node.say("18 003c");
        MemoryBroker.Seat seat = world.broker.seats.get("n");
        for (int i = 0; i < 100; i++) {
            seat.events.message("ab", new byte[100], 1, false, 0);
        }
        assertTrue(wasTold("the memory for what waits is used up"), () -> "" + world.told);
        String first = node.say("16 6e");
        assertTrue(first.startsWith("0c2261620001"), first);
        assertEquals(DISCONNECT, node.say("18"));
        assertEquals(CONNACK, node.say(CONNECT));
        assertEquals("0b0001000100", node.say("0a 0000 0001 612f62"), "a session that ended gives it back");
    }

    @Test
    void aMessageThatNoDatagramOfTheNodeCarriesDoesNotWaitForIt() {
        world.start().raw().connected();
        world.broker.seats.get("n").events.message("ab", new byte[5000], 1, false, 0);
        assertTrue(wasTold("a message for it that is longer than a datagram of its link"));
        assertTrue(world.gateway.status().contains(" 0 messages wait"), world.gateway.status());
    }

    @Test
    void twoGatewaysDoNotSayGoodbyeToEachOtherForEver() {
        World.Raw other = world.start().raw();
        assertEquals(DISCONNECT, other.say("18"), "the answer to one that left may have been lost");
        assertEquals("", other.say("18"), "at once again is no client");
        world.run(Goodbyes.PAUSE);
        assertEquals(DISCONNECT, other.say("18"));
        assertEquals(DISCONNECT, other.say("04 00 01 0258 6e").equals(CONNACK) ? other.say("18") : "");
        for (int i = 0; i < 3; i++) {
            other.say("18");
        }
        assertEquals(1, world.told.stream().filter(line -> line.equals("n left")).count(), () -> "" + world.told);
    }

    @Test
    void aNodeThatIsConnectingAnswersNobodyElseAtItsAddress() {
        World.Raw node = world.start().raw();
        world.broker.slow = true;
        assertEquals("", node.say("04 04 01 0258 61"));
        assertEquals("06", node.say("04 0c 01 0258 62"));
        world.broker.slow = false;
        world.run(100);
        assertEquals("", node.heard(), "the CONNACK of another client");
        assertEquals("08", node.say("07 00 77"));
        assertEquals(CONNACK, node.say("09 627965"));
        assertTrue(wasTold("a is b now"));
    }

    @Test
    void aNodeThatConnectsFromElsewhereTakesItsSessionAlong() {
        World.Raw node = world.start().raw();
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals("13200001000100", node.say("12 20 0001 612f62"));
        World.Raw moved = world.raw();
        assertEquals(CONNACK, moved.say("04 00 01 0258 6e"));
        world.broker.publish("a/b", "1", 1);
        world.run(10);
        assertEquals("", node.heard());
        assertEquals("0a00010001612f62", moved.heard(), "its memory may be gone");
        assertEquals(DISCONNECT, node.say(PING));
    }

    @Test
    void aCleanSessionForgetsWhatWas() {
        World.Raw node = world.start().raw();
        node.say("04 00 01 0258 6e");
        node.say("12 20 0001 612f62");
        node.say("18 003c");
        world.broker.publish("a/b", "1", 1);
        assertEquals(CONNACK, node.say(CONNECT));
        world.run(100);
        assertEquals("", node.heard());
        assertEquals(List.of("n", "n clean"), world.broker.joins);
        assertEquals("0d0001000502", node.say("0c 20 0001 0005 31"), "ids are forgotten, too");
    }

    @Test
    void aGatewayThatIsStartedAgainUsesNoMsgIdOfItsEarlierLife(@TempDir Path folder) {
        world.settings.store = folder.resolve("store");
        World.Raw node = world.start().raw();
        assertEquals(CONNACK, node.say("04 04 01 0258 6e"), "a clean session, of which nothing is kept");
        assertEquals("13400000000100", node.say("12 42 0001 6162"));
        world.broker.publish("ab", "0", 2);
        world.run(10);
        assertEquals("0c426162000130", node.heard());
        assertEquals("100001", node.say("0f 0001"));
        assertEquals("", node.say("0e 0001"));
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"), "and one that is");
        assertEquals("13400000000200", node.say("12 42 0002 6162"));
        world.broker.publish("ab", "1", 2);
        world.run(10);
        assertEquals("0c426162000231", node.heard());
        for (int life = 0; life < 2; life++) {
            world.kill();
        }
        assertEquals(CONNACK + " 0cc26162000231", node.say("04 00 01 0258 6e"));
        assertEquals("100002", node.say("0f 0002"));
        assertEquals("", node.say("0e 0002"));
        world.broker.publish("ab", "2", 2);
        world.run(10);
        assertEquals("0c426162004232", node.heard(), "64 were reserved behind 1, of which 2 was used");
    }

    /** Between its journal and the store of its connection: the broker sends the message again. */
    @Test
    void aMessageThatWasNotAcknowledgedToTheBrokerWhenTheGatewayWasKilledComesOnce(@TempDir Path folder) {
        world.settings.store = folder.resolve("store");
        World.Raw node = world.start().raw();
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals("13400000000100", node.say("12 42 0001 6162"));
        assertEquals(DISCONNECT, node.say("18 003c"));
        world.broker.publish("ab", "1", 2);
        world.run(10);
        world.broker.seats.get("n").events.message("ab", "2".getBytes(), 2, false, world.broker.lastArrival + 1);
        world.kill();
        world.broker.publish("ab", "2", 2);
        world.kill();
        assertEquals("0c426162000131", node.say("16 6e"));
        assertEquals("100001", node.say("0f 0001"));
        assertEquals("0c426162000232", node.say("0e 0001"));
        assertEquals("100002", node.say("0f 0002"));
        assertEquals(PINGRESP, node.say("0e 0002"));
    }

    @Test
    void theWillOfANodeThatIsGoneWhenTheGatewayComesBackIsPublished(@TempDir Path folder) {
        world.settings.store = folder.resolve("store");
        World.Raw node = world.start().raw();
        for (String goodbye : List.of("", "18")) {
            world.broker.arrived.clear();
            node.say("04 08 01 0002 6e");
            node.say("07 30 772f");
            assertEquals(CONNACK, node.say("09 627965"));
            if (!goodbye.isEmpty()) {
                assertEquals(DISCONNECT, node.say(goodbye));
            }
            for (int life = 0; life < 2; life++) {
                world.kill();
                world.run(2500);
                assertEquals("", arrived());
            }
            world.run(1000);
            assertEquals(goodbye.isEmpty() ? "w/ bye" : "", arrived());
            world.kill();
            world.run(4000);
            assertEquals(goodbye.isEmpty() ? "w/ bye" : "", arrived(), "once");
        }
    }

    @Test
    void aMessageThatIsAtTheBrokerWhenTheGatewayIsKilledIsNotSentThereAgain(@TempDir Path folder) {
        world.settings.store = folder.resolve("store");
        world.broker.answersAfter = 500;
        World.Raw node = world.start().raw();
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals("", node.say("0c 42 6162 0007 31"));
        world.kill();
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals("", node.say("0c c2 6162 0007 31"));
        world.run(600);
        assertEquals("0f0007", node.heard());
        world.kill();
        assertEquals(CONNACK, node.say("04 00 01 0258 6e"));
        assertEquals("0f0007", node.say("0c c2 6162 0007 31"), "and not when the broker has it");
        assertEquals("0e0007", node.say("10 0007"));
        assertEquals("", node.say("0c 42 6162 0008 32"));
        world.run(600);
        assertEquals("0f0008", node.heard());
        assertEquals("ab 1, ab 2", arrived());
    }
}
