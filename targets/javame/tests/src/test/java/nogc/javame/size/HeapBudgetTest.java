package nogc.javame.size;

import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.hal.Clock;
import nogc.javame.DeviceEntropy;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Footprint;
import nogc.mqtt.codec.Mqtt5;
import nogc.samples.sensor.SensorNode;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/**
 * What the objects of the sensor node take: 8 KB at most. The classes, which on a machine of CLDC lie in the same heap
 * and take twenty times as much, are not counted: see "Sizes" of the README.
 */
class HeapBudgetTest {
    private static final int BUDGET = 8192;

    @Test
    void theClientOfTheSensorNodeNeedsAtMost8KilobytesByItsFormula() {
        Config config = SensorNode.smallConfig();
        int small = Footprint.bytes(config, 8, 4, 4, 4);
        int large = Footprint.bytes(config, 16, 12, 4, 8);
        assertTrue(config.receiveBuffer == 256 && config.transmitBuffer == 256 && config.outboundSlots == 4);
        assertTrue(small <= large && large <= BUDGET, small + " to " + large + " bytes");
    }

    @Test
    void theWholeNodeWithItsTransportNeedsAtMost8KilobytesEvenOnA64BitMachine() {
        Config config = SensorNode.smallConfig();
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("node");
        Clock clock = new WallClock();
        StreamTransport transport = new StreamTransport("socket://broker:1883", config.receiveBuffer);
        SensorNode node = new SensorNode(config, new Mqtt5(), transport, clock, new DeviceEntropy("node"), () -> 20000,
                options);
        long bytes = GraphLayout.parseInstance(node).totalSize();
        assertTrue(bytes <= BUDGET, bytes + " bytes\n" + GraphLayout.parseInstance(node).toFootprint());
    }
}
