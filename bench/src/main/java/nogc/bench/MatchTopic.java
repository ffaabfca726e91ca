package nogc.bench;

import com.hivemq.client.internal.mqtt.datatypes.MqttTopicFilterImpl;
import com.hivemq.client.internal.mqtt.datatypes.MqttTopicImpl;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Whether a topic filter with a wildcard matches a topic. Two keep both in a checked form; Paho checks them every time.
 * (netty-codec-mqtt has no such function.)
 */
@State(Scope.Thread)
public class MatchTopic {
    private final TopicFilter filter = new TopicFilter(Packets.FILTER);
    private final Topic topic = new Topic(Packets.TOPIC);
    private final MqttTopicFilterImpl hiveMqFilter = MqttTopicFilterImpl.of(Packets.FILTER);
    private final MqttTopicImpl hiveMqTopic = MqttTopicImpl.of(Packets.TOPIC);

    /** @return true */
    @Benchmark
    public boolean ours() {
        return filter.matches(topic);
    }

    /** @return true */
    @Benchmark
    public boolean hivemq() {
        return hiveMqFilter.matches(hiveMqTopic);
    }

    /** @return true */
    @Benchmark
    public boolean paho() {
        return MqttTopic.isMatched(Packets.FILTER, Packets.TOPIC);
    }
}
