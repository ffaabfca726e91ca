package nogc.bench.contender;

import nogc.bench.store.CountingFlash;
import nogc.mqtt.Config;
import nogc.mqtt.store.FlashLog;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@link OurEngine} with its session in a flash log in memory. */
@State(Scope.Thread)
public class OurStoredEngine extends OurEngine {
    private static final int SECTORS = 2;
    private static final int SECTOR_SIZE = 131072;
    private static final int UNIT = 4;
    private static final int LARGEST_RECORD = 256;

    /** Connects. */
    public OurStoredEngine() {
        super(config());
    }

    private static Config config() {
        Config config = new Config();
        config.store = new FlashLog(new CountingFlash(SECTORS, SECTOR_SIZE, UNIT), LARGEST_RECORD);
        return config;
    }
}
