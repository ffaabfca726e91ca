package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import nogc.hal.Transport;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A system that has no thread to give costs an attempt, and not the client. */
@Timeout(60)
class ThreadlessTest {
    /** No system has an address space for such a stack. */
    private static Thread impossible(Runnable work) {
        return new Thread(null, work, "none", Long.MAX_VALUE);
    }

    private static final class FewThreads implements NameLookup.Names {
        private boolean gives;

        @Override
        public Thread thread(Runnable lookup, String host) {
            return gives ? NameLookup.Names.super.thread(lookup, host) : impossible(lookup);
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }
    }

    /** What is thrown for want of a thread ends JUnit, too, unless it is another error. */
    private static void survives(Runnable what) {
        try {
            what.run();
        } catch (OutOfMemoryError e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static int open(Transport transport) throws InterruptedException {
        int result = transport.open();
        while (result == 0) {
            Thread.sleep(1);
            result = transport.open();
        }
        return result;
    }

    @Test
    void aNameIsLookedUpByTheNextAttempt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            FewThreads names = new FewThreads();
            TcpTransport transport = new TcpTransport("few", server.getLocalPort(), 64, names);
            for (int i = 0; i < 2; i++) {
                survives(() -> assertEquals(Transport.UNRESOLVED, transport.open()));
                assertEquals(Transport.UNRESOLVED, transport.open());
                assertTrue(transport.lastError().startsWith("cannot resolve the host name few: unable to create"),
                        transport.lastError());
                transport.close();
            }
            names.gives = true;
            assertEquals(1, open(transport), transport.lastError());
            transport.close();
        }
    }

    /** What a class keeps its threads in, with one more to be started. */
    private static ScheduledThreadPoolExecutor threadsOf(String type, String field) throws Exception {
        Field threads = Class.forName(type).getDeclaredField(field);
        threads.setAccessible(true);
        return (ScheduledThreadPoolExecutor) threads.get(null);
    }

    /** Does something while no thread more can be had of these. */
    private static void starve(ScheduledThreadPoolExecutor threads, Runnable what) {
        ThreadFactory factory = threads.getThreadFactory();
        int size = threads.getCorePoolSize();
        threads.setCorePoolSize(size + threads.getPoolSize());
        threads.setThreadFactory(ThreadlessTest::impossible);
        try {
            survives(what);
        } finally {
            threads.setThreadFactory(factory);
            threads.setCorePoolSize(size);
        }
    }

    @Test
    void tlsIsTriedAgain() throws Exception {
        ScheduledThreadPoolExecutor workers = threadsOf("nogc.javase.tls.Workers", "THREADS");
        workers.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        while (workers.getPoolSize() > 0) {
            Thread.sleep(1);
        }
        workers.setKeepAliveTime(10, TimeUnit.SECONDS);
        try (TestAuthority authority = new TestAuthority("authority");
                TlsServer server = new TlsServer(authority.issue("localhost"));
                TlsServer.Stream stream = server.connect(new TlsOptions().authorities(authority.certificate()))) {
            TlsTransport tls = stream.tls;
            starve(workers, () -> assertEquals(Transport.BROKEN, open(stream)));
            assertTrue(tls.lastError().contains("failed: unable to create"), tls.lastError());
            tls.close();
            assertEquals(1, open(stream), tls.lastError());
        }
    }

    private static int open(TlsServer.Stream stream) {
        try {
            return stream.until(stream.tls::open, false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneThreadIsEnoughForTls() throws Exception {
        ScheduledThreadPoolExecutor workers = threadsOf("nogc.javase.tls.Workers", "THREADS");
        try (TestAuthority authority = new TestAuthority("authority");
                TlsServer server = new TlsServer(authority.issue("localhost"));
                TlsServer.Stream stream = server.connect(new TlsOptions().authorities(authority.certificate()))) {
            workers.submit(() -> { }).get(); // now there is one
            starve(workers, () -> assertEquals(1, open(stream), stream.tls.lastError()));
        }
    }

    @Test
    void anAlarmIsLeftOut() throws Exception {
        try (Selector selector = Selector.open()) {
            Alarm alarm = new Alarm();
            ScheduledThreadPoolExecutor clock = threadsOf("nogc.javase.Alarm$Clock", "THREAD");
            int waiting = clock.getQueue().size();
            starve(clock, () -> alarm.wake(selector, 10));
            assertEquals(waiting, clock.getQueue().size());
            alarm.wake(selector, 10);
            long start = System.nanoTime();
            selector.select(key -> { }, 20_000);
            assertTrue(System.nanoTime() - start < 10_000_000_000L, "the next alarm does not wake");
        }
    }
}
