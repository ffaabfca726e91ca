package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nogc.mqtt.Config;
import nogc.mqtt.DropQos0;
import nogc.mqtt.Listener;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.memory.IdleBoard;
import nogc.mqtt.store.MemoryStore;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.vm.VM;
import org.openjdk.jol.vm.VirtualMachine;

/** The formula says what the objects of a real client weigh. */
class FootprintTest {
    private static final VirtualMachine JVM = VM.current();

    @Test
    void theTableNamesEveryObjectWithItsFields() {
        Config config = new Config();
        config.store = new MemoryStore();
        config.whenFull = new DropQos0();
        config.outboundSlots = 1;
        config.requestBuffer = 0;
        Set<String> table = new TreeSet<>(List.of(
                (Footprint.OBJECTS + Footprint.INBOUND_OBJECTS + Footprint.SLOT_OBJECTS + Footprint.STORE_OBJECTS
                + Footprint.GIVING_WAY_OBJECTS).split("\n")));
        Set<String> client = new TreeSet<>(graph(config, new Mqtt5()).lines());
        Set<String> outdated = new TreeSet<>(table);
        outdated.removeAll(client);
        client.removeAll(table);
        assertEquals(outdated, client, "Mend Footprint.OBJECTS: it has the lines on the left, the client's classes those"
                + " on the right (number of objects, class, references, ints, booleans)");
    }

    @Test
    void theFormulaIsExactForTheSmallestConfiguration() {
        Config config = new Config();
        config.receiveBuffer = 64;
        config.transmitBuffer = 64;
        config.ring = 64;
        config.outboundSlots = 1;
        config.inboundSlots = 1;
        config.assignedClientIdentifier = 0;
        assertExact(config);
    }

    @Test
    void theFormulaIsExactForAClientThatOnlyPublishes() {
        Config config = new Config();
        config.inboundSlots = 0;
        assertExact(config);
    }

    @Test
    void theFormulaIsExactForTheDefaults() {
        assertExact(new Config());
    }

    @Test
    void theFormulaIsExactForOddSizes() {
        Config config = new Config();
        config.receiveBuffer = 257;
        config.transmitBuffer = 1001;
        config.ring = 3333;
        config.outboundSlots = 7;
        config.requestBuffer = 31;
        config.inboundSlots = 5;
        config.assignedClientIdentifier = 51;
        config.serverReference = 77;
        assertExact(config);
    }

    @Test
    void theFormulaIsExactForAServerWithAStore() {
        Config config = new Config();
        config.receiveBuffer = 65536;
        config.transmitBuffer = 65536;
        config.ring = 1 << 20;
        config.outboundSlots = 1023;
        config.inboundSlots = 1023;
        config.store = new MemoryStore();
        config.whenFull = new DropQos0();
        config.inboundAliases = new TopicAliasTable(10, 100, false);
        config.outboundAliases = new TopicAliasTable(10, 100, true);
        assertExact(config);
    }

    /** On this JVM, whatever its headers: with the usual ones, the first row of the table in {@link Footprint}. */
    private static void assertExact(Config config) {
        for (Protocol protocol : new Protocol[] {new Mqtt311(), new Mqtt5()}) {
            ObjectGraph graph = graph(config, protocol);
            int reference = (int) JVM.sizeOfField("java.lang.Object");
            assertEquals(graph.bytes(), Footprint.bytes(config, JVM.arrayHeaderSize(), JVM.objectHeaderSize(),
                    reference, JVM.objectAlignment()), "bytes measured, bytes by the formula");
            assertEquals(graph.arrayBytes(), Footprint.arrayBytes(config));
            assertEquals(graph.objectCount(), Footprint.objectCount(config));
        }
    }

    private static ObjectGraph graph(Config config, Protocol protocol) {
        IdleBoard board = new IdleBoard();
        Listener listener = new Listener() { };
        Client client = new Client(config, protocol, board, board, board, listener);
        return new ObjectGraph(client, config, protocol, board, listener, config.store, config.whenFull,
                config.inboundAliases, config.outboundAliases);
    }
}
