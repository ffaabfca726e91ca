package nogc.bench;

import nogc.bench.contender.OurEngine;
import org.openjdk.jmh.annotations.Benchmark;

/** A QoS 1 PUBLISH of MQTT 3.1.1 through our engine, and its PUBACK, without transport. Peers cannot be so called. */
public class QosOneRound {
    @Benchmark
    public boolean ours(OurEngine engine) {
        return engine.round();
    }
}
