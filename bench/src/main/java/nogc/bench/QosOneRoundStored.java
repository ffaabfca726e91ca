package nogc.bench;

import nogc.bench.contender.OurStoredEngine;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * {@link QosOneRound} with a flash log in memory: three records and two commits for each message. What it takes longer
 * than that row is the log.
 */
public class QosOneRoundStored {
    @Benchmark
    public boolean ours(OurStoredEngine engine) {
        return engine.round();
    }
}
