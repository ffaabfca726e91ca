package nogc.bench;

import nogc.bench.contender.OurEngine;
import org.openjdk.jmh.annotations.Benchmark;

/** A QoS 1 PUBLISH of MQTT 3.1.1 through our engine and the PUBACK to it, without transport. No peer can be called so. */
public class QosOneRound {
    @Benchmark
    public boolean ours(OurEngine engine) {
        return engine.round();
    }
}
