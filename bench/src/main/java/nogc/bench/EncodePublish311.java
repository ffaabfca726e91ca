package nogc.bench;

import io.netty.buffer.ByteBuf;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Limit;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH of MQTT 3.1.1 into the buffer that the contender would hand to its socket. */
public class EncodePublish311 {
    @Benchmark
    public int limit(Limit limit) {
        return limit.encodePublish311();
    }

    @Benchmark
    public int ours(Ours ours) {
        return ours.encodePublish311();
    }

    @Benchmark
    public int netty(Netty netty) {
        return released(netty.encodePublish311());
    }

    @Benchmark
    public int hivemq(HiveMq hivemq) {
        return released(hivemq.encodePublish311());
    }

    @Benchmark
    public int paho(Paho3 paho) throws Exception {
        return paho.encodePublish311();
    }

    static int released(ByteBuf buffer) {
        int length = buffer.readableBytes();
        buffer.release();
        return length;
    }
}
