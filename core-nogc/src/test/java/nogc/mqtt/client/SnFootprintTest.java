package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.hal.LossyNetwork;
import nogc.mqtt.Listener;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnFootprint;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnSleep;
import nogc.mqtt.sn.SnSleepingClient;
import nogc.mqtt.sn.SnSleepingConfig;
import nogc.mqtt.Utf8String;
import nogc.mqtt.memory.IdleBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.vm.VM;
import org.openjdk.jol.vm.VirtualMachine;

/** The formula of MQTT-SN says what the objects of a real client weigh. */
class SnFootprintTest {
    private static final VirtualMachine JVM = VM.current();

    @Test
    void theFormulaIsExactForTheDefaults() {
        assertExact(new SnConfig());
    }

    @Test
    void theFormulaIsExactForASmallNode() {
        SnConfig config = new SnConfig();
        config.receiveBuffer = 64;
        config.transmitBuffer = 64;
        config.queue = 64;
        config.topics = 1;
        config.topicLength = 16;
        assertExact(config);
    }

    @Test
    void theFormulaIsExactForOddSizesAndAnOption() {
        SnConfig config = new SnConfig();
        config.receiveBuffer = 257;
        config.transmitBuffer = 99;
        config.queue = 1001;
        config.topics = 7;
        config.topicLength = 13;
        config.options = new SnOption[] {new SnSleep()};
        assertExact(config);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 99, 1001})
    void theFormulaIsExactForASleepingClient(int longest) {
        SnSleepingConfig config = new SnSleepingConfig();
        config.clientId = new Utf8String("node");
        config.longest = longest;
        IdleBoard board = new IdleBoard();
        LossyNetwork.Node node = new LossyNetwork(board, 1, 100).join(new byte[] {1}, null);
        ObjectGraph graph = new ObjectGraph(new SnSleepingClient(config, node, board), config, config.clientId, board,
                node);
        assertEquals(graph.arrayBytes(), SnFootprint.arrayBytes(config));
        int reference = (int) JVM.sizeOfField("java.lang.Object");
        assertEquals(graph.bytes(), SnFootprint.bytes(config, JVM.arrayHeaderSize(), JVM.objectHeaderSize(), reference,
                JVM.objectAlignment()), () -> "bytes measured, bytes by the formula: mend "
                + "SnFootprint.OBJECTS_OF_SLEEPING_CLIENT, the client has " + graph.lines());
    }

    private static void assertExact(SnConfig config) {
        IdleBoard board = new IdleBoard();
        Listener listener = new Listener() { };
        LossyNetwork.Node node = new LossyNetwork(board, 1, 100).join(new byte[] {1}, null);
        SnClient client = new SnClient(config, node, board, board, listener);
        Object[] foreign = new Object[config.options.length + 5];
        System.arraycopy(config.options, 0, foreign, 0, config.options.length);
        foreign[config.options.length] = config;
        foreign[config.options.length + 1] = board;
        foreign[config.options.length + 2] = listener;
        foreign[config.options.length + 3] = node;
        foreign[config.options.length + 4] = config.options;
        ObjectGraph graph = new ObjectGraph(client, foreign);
        assertEquals(graph.arrayBytes(), SnFootprint.arrayBytes(config));
        int reference = (int) JVM.sizeOfField("java.lang.Object");
        assertEquals(graph.bytes(), SnFootprint.bytes(config, JVM.arrayHeaderSize(), JVM.objectHeaderSize(), reference,
                JVM.objectAlignment()), () -> "bytes measured, bytes by the formula: mend SnFootprint.OBJECTS, the client has "
                + graph.lines());
    }
}
