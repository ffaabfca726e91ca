package nogc.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** One PUBLISH into the buffer that the contender would hand to its socket. */
public class EncodePublish {
    /**
     * @param stage what is measured
     * @return number of bytes
     * @throws Exception never
     */
    @Benchmark
    public int publish(Stage stage) throws Exception {
        return stage.subject().encode(stage.next());
    }
}
