package nogc.bench;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH of MQTT 3.1.1 from received bytes to what the contender hands on: a view (ours) or a message object. */
public class DecodePublish311 {
    @Benchmark
    public Object ours(Ours ours) {
        ours.rewind();
        return ours.decodeNextPublish311();
    }

    @Benchmark
    public Object netty(Netty netty) throws Exception {
        netty.rewind();
        MqttPublishMessage message = netty.decodeNextPublish311();
        message.release();
        return message;
    }

    @Benchmark
    public Object hivemq(HiveMq hivemq) {
        hivemq.rewind();
        return hivemq.decodeNextPublish311();
    }

    @Benchmark
    public Object paho(Paho3 paho) throws Exception {
        paho.rewind();
        return paho.decodeNextPublish311();
    }
}
