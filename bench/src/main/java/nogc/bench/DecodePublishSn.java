package nogc.bench;

import nogc.bench.contender.OursSn;
import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH of MQTT-SN from the datagram to its fields; there is no peer in any registry. */
public class DecodePublishSn {
    @Benchmark
    public int ours(OursSn ours) {
        return ours.decodePublish();
    }
}
