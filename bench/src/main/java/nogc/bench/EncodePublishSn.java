package nogc.bench;

import nogc.bench.contender.OursSn;
import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH of MQTT-SN at QoS 1 to a registered topic; there is no peer in any registry. */
public class EncodePublishSn {
    @Benchmark
    public int ours(OursSn ours) {
        return ours.encodePublish();
    }
}
