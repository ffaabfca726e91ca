package nogc.bench;

import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Limit;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho5;
import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH of MQTT 5.0, with a topic alias and a user property, into the buffer for the socket. */
public class EncodePublish5 {
    @Benchmark
    public int limit(Limit limit) {
        return limit.encodePublish5();
    }

    @Benchmark
    public int ours(Ours ours) {
        return ours.encodePublish5();
    }

    @Benchmark
    public int netty(Netty netty) {
        return EncodePublish311.released(netty.encodePublish5());
    }

    @Benchmark
    public int hivemq(HiveMq hivemq) {
        return EncodePublish311.released(hivemq.encodePublish5());
    }

    @Benchmark
    public int paho(Paho5 paho) throws Exception {
        return paho.encodePublish5();
    }
}
