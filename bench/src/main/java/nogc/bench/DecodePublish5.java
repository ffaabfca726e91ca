package nogc.bench;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho5;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One PUBLISH of MQTT 5.0, with a topic alias and a user property, from received bytes to what the contender hands on.
 * Nobody's result is read: of ours the properties are checked and stay bytes, the peers' are objects.
 */
public class DecodePublish5 {
    @Benchmark
    public Object ours(Ours ours) {
        return ours.decodePublish5();
    }

    @Benchmark
    public Object netty(Netty netty) throws Exception {
        MqttPublishMessage message = netty.decodePublish5();
        message.release();
        return message;
    }

    @Benchmark
    public Object hivemq(HiveMq hivemq) {
        return hivemq.decodePublish5();
    }

    @Benchmark
    public Object paho(Paho5 paho) throws Exception {
        return paho.decodePublish5();
    }
}
