package nogc.bench;

import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Limit;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import org.openjdk.jmh.annotations.Benchmark;

/** One CONNECT of MQTT 3.1.1, with will, user name and password, into the buffer for the socket. */
public class EncodeConnect311 {
    @Benchmark
    public int limit(Limit limit) {
        return limit.encodeConnect311();
    }

    @Benchmark
    public int ours(Ours ours) {
        return ours.encodeConnect311();
    }

    @Benchmark
    public int netty(Netty netty) {
        return EncodePublish311.released(netty.encodeConnect311());
    }

    @Benchmark
    public int hivemq(HiveMq hivemq) {
        return EncodePublish311.released(hivemq.encodeConnect311());
    }

    @Benchmark
    public int paho(Paho3 paho) throws Exception {
        return paho.encodeConnect311();
    }
}
