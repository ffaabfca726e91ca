package nogc.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** One CONNECT of MQTT 3.1.1, with will, user name and password, into the buffer for the socket. */
public class EncodeConnect {
    /**
     * @param stage what is measured
     * @return number of bytes
     * @throws Exception never
     */
    @Benchmark
    public int connect(Stage stage) throws Exception {
        return stage.subject().encodeConnect();
    }
}
