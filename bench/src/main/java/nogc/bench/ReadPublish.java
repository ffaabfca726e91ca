package nogc.bench;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * One PUBLISH from received bytes to an application that compares its topic with the expected one, has its payload in
 * an array and, in 5.0, compares the value of its user property.
 */
public class ReadPublish {
    /**
     * @param stage what is measured
     * @return what was seen, in one number
     * @throws Exception never
     */
    @Benchmark
    public int publish(Stage stage) throws Exception {
        return stage.subject().read(stage.next());
    }
}
