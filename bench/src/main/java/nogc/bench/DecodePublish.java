package nogc.bench;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * One PUBLISH from received bytes to what the contender hands on: a view that was checked (ours) or an object. Nobody's
 * result is read; {@link ReadPublish} does that.
 */
public class DecodePublish {
    /**
     * @param stage what is measured
     * @return what the contender hands on
     * @throws Exception never
     */
    @Benchmark
    public Object publish(Stage stage) throws Exception {
        return stage.subject().decode(stage.next());
    }
}
