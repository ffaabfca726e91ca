package nogc.bench;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that JMH measures on: of the class that Netty's event loops use. On any other thread the buffer pool of
 * Netty, and so of HiveMQ, works without its cache and looks slower than it is.
 */
public final class EventLoopThreads extends ThreadPoolExecutor {
    /**
     * Called by JMH.
     *
     * @param threads how many
     * @param name what their names begin with
     */
    public EventLoopThreads(int threads, String name) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DefaultThreadFactory(name));
    }
}
