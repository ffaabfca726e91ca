package nogc.bench;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Limit;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Sixteen PUBLISH of MQTT 3.1.1 that one read brought; time and bytes are of all sixteen. The limit copies them. */
public class DecodeSixteenPublish311 {
    @Benchmark
    public int limit(Limit limit) {
        return limit.copySixteenPublish311();
    }

    @Benchmark
    public void ours(Ours ours, Blackhole blackhole) {
        ours.rewind();
        for (int i = 0; i < Packets.SIXTEEN; i++) {
            blackhole.consume(ours.decodeNextPublish311());
        }
    }

    @Benchmark
    public void netty(Netty netty, Blackhole blackhole) throws Exception {
        netty.rewind();
        for (int i = 0; i < Packets.SIXTEEN; i++) {
            MqttPublishMessage message = netty.decodeNextPublish311();
            message.release();
            blackhole.consume(message);
        }
    }

    @Benchmark
    public void hivemq(HiveMq hivemq, Blackhole blackhole) {
        hivemq.rewind();
        for (int i = 0; i < Packets.SIXTEEN; i++) {
            blackhole.consume(hivemq.decodeNextPublish311());
        }
    }

    @Benchmark
    public void paho(Paho3 paho, Blackhole blackhole) throws Exception {
        paho.rewind();
        for (int i = 0; i < Packets.SIXTEEN; i++) {
            blackhole.consume(paho.decodeNextPublish311());
        }
    }
}
