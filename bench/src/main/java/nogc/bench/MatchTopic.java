package nogc.bench;

import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import org.openjdk.jmh.annotations.Benchmark;

/** Whether a topic filter with a wildcard matches a topic. (netty-codec-mqtt has no such function.) */
public class MatchTopic {
    @Benchmark
    public boolean ours(Ours ours) {
        return ours.matches();
    }

    @Benchmark
    public boolean hivemq(HiveMq hivemq) {
        return hivemq.matches();
    }

    @Benchmark
    public boolean paho(Paho3 paho) {
        return paho.matches();
    }
}
