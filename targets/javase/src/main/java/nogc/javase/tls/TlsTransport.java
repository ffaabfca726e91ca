package nogc.javase.tls;

import java.lang.System.Logger.Level;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import nogc.javase.Selectable;
import nogc.javase.TcpTransport;

/**
 * TLS over another transport: TCP, or a proxy over it; and WebSocket stands over this.
 * <pre>
 *   Selectable transport = new TlsTransport("broker.example", 8883, new TlsOptions().authorities(Path.of("ca.pem")));
 * </pre>
 *
 * <p>No method blocks: files, keys and certificate paths are the work of a helper thread, which wakes the selector.
 * The hand-shake is bounded by {@link TlsOptions#handshakeTimeout}. Sessions are resumed where the server allows it, so
 * a reconnect saves the certificates and a signature. A renegotiation (TLS 1.2) is refused; keys are updated (TLS 1.3)
 * as the server likes. {@link #close} sends close_notify, as far as the network takes it at once; a stream that ends
 * without the peer's is {@link TlsResult#TRUNCATED}.
 *
 * <p><b>Memory and allocation.</b> Three buffers of 16,709 bytes and one of the size of a write are made by the
 * constructor. {@link #read}, {@link #write} and {@link #watch} allocate nothing of ours, but JSSE allocates with each
 * record: with JDK 17 about 1.3 KB each way, whatever its length (JUnit: {@code TlsAllocationTest}), so let messages
 * share records. {@link #open} allocates with each connection, JSSE far more than we do.
 *
 * <p>For one thread, the one that polls the client.
 */
public final class TlsTransport implements Selectable {
    /** Most bytes of a record of ours unless the constructor is given another number. */
    public static final int DEFAULT_RECORD = 4096;

    // Phases.
    private static final int CLOSED = 0;
    private static final int OPENING = 1;
    private static final int HANDSHAKE = 2;
    private static final int OPEN = 3;

    private final Selectable next;
    private final TlsOptions options;
    private final String ownHost;
    private final int ownPort;
    private final Records records;
    private String host;
    private int port;
    private Selector selector;

    // Valid for one connection.
    private int phase = CLOSED;
    private Workers.Job job;
    private Contexts.Prepared prepared;
    private SSLEngine engine;
    private Future<?> alarm;
    private long deadline;
    private int failure;

    private String error;

    /**
     * Makes a transport over TCP, closed.
     *
     * @param host name or address, with or without the brackets of IPv6
     * @param port 1 to 65,535
     * @param options what to trust and to show
     */
    public TlsTransport(String host, int port, TlsOptions options) {
        this(new TcpTransport(host, port), host, port, options, DEFAULT_RECORD);
    }

    /**
     * Makes a transport over another one, closed.
     *
     * @param next what carries the records; it leads to {@code host} and {@code port} already
     * @param host the name that the certificate must bear, with or without the brackets of IPv6
     * @param port 1 to 65,535; sessions are kept for host and port
     * @param options what to trust and to show
     * @param record most bytes of a record of ours, 1 to 16,384: as long as the client's transmit buffer is best
     * @throws IllegalArgumentException if port or record is out of range, or the host empty
     */
    public TlsTransport(Selectable next, String host, int port, TlsOptions options, int record) {
        if (host == null || host.isEmpty() || port < 1 || port > 65535 || record < 1 || record > 16384) {
            throw new IllegalArgumentException("host, port (1 to 65535) or record (1 to 16384) is out of range");
        }
        this.next = next;
        this.options = options;
        this.ownHost = withoutBrackets(host);
        this.ownPort = port;
        this.host = ownHost;
        this.port = port;
        records = new Records(next, record);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public int endpoint(byte[] newHost, int offset, int length, int newPort) {
        int result = next.endpoint(newHost, offset, length, newPort);
        if (result >= 0) {
            host = newHost == null ? ownHost
                    : withoutBrackets(new String(newHost, offset, length, StandardCharsets.US_ASCII));
            port = newPort == 0 ? ownPort : newPort;
        }
        return result;
    }

    @Override
    public void register(Selector newSelector) {
        selector = newSelector;
        next.register(newSelector);
    }

    @Override
    public boolean attach(Object attachment) {
        return next.attach(attachment);
    }

    @Override
    public void watch(boolean input, boolean output) {
        if (phase == OPENING || phase == HANDSHAKE) {
            next.watch(phase == HANDSHAKE && job == null, records.holdsOutput());
            return;
        }
        if (phase == OPEN && failure == 0) {
            speak();
        }
        // While the engine waits for a helper or for the peer, a socket that is ready wakes nobody who could go on.
        boolean takes = output && job == null && !(phase == OPEN && failure == 0 && records.waitsForPeer());
        next.watch(input && job == null, takes || records.holdsOutput());
    }

    /** Sends what we say ourselves: it must not wait until the client has something to say. */
    private void speak() {
        try {
            int result = job == null ? records.speak() : 0;
            if (result < 0) {
                broken(result);
            }
        } catch (SSLException | RuntimeException e) {
            failed(e);
        }
    }

    /** The network takes no more; an alert that came ahead of its end says why. */
    private int broken(int result) throws SSLException {
        records.hearLastWords();
        return fail(result, null);
    }

    @Override
    public int open() {
        if (failure < 0) {
            return failure;
        }
        try {
            int result = advance();
            return result < 0 && failure == 0 ? fail(result, null) : result;
        } catch (SSLException | RuntimeException e) {
            return failed(e);
        }
    }

    private int advance() throws SSLException {
        if (phase == CLOSED) {
            error = null;
            phase = OPENING;
            job = Workers.start(options.contexts::prepare, selector);
        }
        if (phase == OPENING) {
            int result = next.open();
            if (result <= 0) {
                return result;
            }
            if (alarm == null) {
                deadline = System.nanoTime() + options.handshakeTimeout * 1_000_000L;
                alarm = Workers.wakeAfter(options.handshakeTimeout, selector);
            }
        }
        while (phase != OPEN) {
            if (job != null && !finishJob()) {
                return isLate() ? late() : 0;
            }
            if (failure < 0) {
                return failure;
            }
            if (phase == OPENING) {
                startHandshake();
            }
            int result = records.handshake();
            if (result == Records.NEEDS_TASK) {
                startTasks();
            } else if (result == 1) {
                finished();
            } else {
                return result < 0 ? cut(result) : isLate() ? late() : 0;
            }
        }
        return 1;
    }

    /** Whether the helper is done; what it could not do is in {@code failure} then. */
    private boolean finishJob() {
        if (!job.isDone()) {
            return false;
        }
        Throwable thrown = job.failure();
        if (thrown != null) {
            failed(thrown);
        } else if (prepared == null) {
            prepared = (Contexts.Prepared) job.result();
        }
        job = null;
        return true;
    }

    private void startTasks() {
        SSLEngine working = engine;
        job = Workers.start(() -> {
            for (Runnable task = working.getDelegatedTask(); task != null; task = working.getDelegatedTask()) {
                task.run();
            }
            return null;
        }, selector);
    }

    private void startHandshake() throws SSLException {
        SSLEngine fresh = prepared.context().createSSLEngine(host, port);
        fresh.setUseClientMode(true);
        SSLParameters parameters = fresh.getSSLParameters();
        parameters.setProtocols(options.versions);
        if (options.ciphers != null) {
            parameters.setCipherSuites(options.ciphers);
        }
        parameters.setApplicationProtocols(options.applicationProtocols);
        parameters.setEndpointIdentificationAlgorithm(options.checksHostName ? "HTTPS" : null);
        String name = nameOf(host);
        if (name != null) {
            parameters.setServerNames(List.of(new SNIHostName(name.getBytes(StandardCharsets.US_ASCII))));
        }
        fresh.setSSLParameters(parameters);
        if (!options.checksHostName) {
            System.getLogger("nogc.javase.tls").log(Level.WARNING, "TLS to {0}:{1,number,#} without a check of the host"
                    + " name: anybody with a certificate of a trusted authority can pose as this server", host, port);
        }
        engine = fresh;
        records.start(engine);
        phase = HANDSHAKE;
        engine.beginHandshake();
    }

    /** What SNI carries of a host: its name without the dot that may end it (RFC 6066); null for an address. */
    private static String nameOf(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        int digits = name.length();
        while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
            digits--;
        }
        boolean endsInNumber = digits == 0 || name.charAt(digits - 1) == '.';
        return endsInNumber || name.indexOf(':') >= 0 ? null : name;
    }

    private void finished() {
        alarm.cancel(false);
        phase = OPEN;
    }

    private boolean isLate() {
        return alarm != null && System.nanoTime() - deadline >= 0;
    }

    private int late() {
        return fail(UNREACHABLE, "the TLS hand-shake with " + host + ":" + port + " did not end within "
                + options.handshakeTimeout + " ms");
    }

    /** The network ended within the hand-shake. */
    private int cut(int result) throws SSLException {
        records.hearLastWords();
        return fail(result == END_OF_STREAM ? TlsResult.TRUNCATED : result, host + ":" + port
                + " ended the connection within the TLS hand-shake: does it speak TLS there?");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (failure < 0) {
            return failure;
        }
        if (phase != OPEN) {
            return BROKEN;
        }
        int before = 0;
        int moved = 0;
        try {
            if (job != null && !finishJob()) {
                return 0;
            }
            while (failure == 0 && moved < length) {
                before = moved;
                int count = records.read(buffer, offset + moved, length - moved);
                if (count < 0) {
                    return moved > 0 ? later(moved) : ended(count);
                }
                moved += count;
                if (!Records.wantsAttention(records.status()) || !answer()) {
                    break;
                }
            }
        } catch (SSLException | RuntimeException e) {
            moved = before + records.moved();
            failed(e);
        }
        return failure == 0 ? moved : moved > 0 ? later(moved) : failure;
    }

    /** The end of the stream, whatever it is, is told by the next read, for which no socket may wake the reader. */
    private int later(int moved) {
        if (selector != null) {
            selector.wakeup();
        }
        return moved;
    }

    private int ended(int result) {
        if (result == END_OF_STREAM && !records.isInputDone()) {
            return fail(TlsResult.TRUNCATED, host + ":" + port + " ended the connection without TLS's close_notify");
        }
        return fail(result, result == END_OF_STREAM ? host + ":" + port + " closed the connection" : null);
    }

    /** Does what the engine wants after a record of the peer; whether reading can go on. */
    private boolean answer() {
        if (records.isInputDone()) {
            speak();
            return true;
        }
        if (engine.getSession().getProtocol().equals("TLSv1.2")) {
            fail(INSECURE, host + ":" + port + " asks for a renegotiation, which we refuse");
            return false;
        }
        if (records.status() == HandshakeStatus.NEED_TASK) {
            startTasks();
            return false;
        }
        speak();
        return records.status() != HandshakeStatus.NEED_WRAP; // else the network takes no more now
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (failure < 0) {
            return failure;
        }
        if (phase != OPEN) {
            return BROKEN;
        }
        if (job != null && !finishJob()) {
            return 0;
        }
        if (failure < 0) {
            return failure;
        }
        try {
            int count = records.write(buffer, offset, length);
            if (count == 0 && records.status() == HandshakeStatus.NEED_TASK) {
                startTasks();
            }
            return count < 0 ? broken(count) : count;
        } catch (SSLException | RuntimeException e) {
            return failed(e);
        }
    }

    @Override
    public void close() {
        if (phase == HANDSHAKE && failure == 0) {
            error = "the TLS hand-shake with " + host + ":" + port + " did not end in time";
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (engine != null && job == null) { // else the helper has the engine
            records.farewell();
        }
        next.close();
        records.end();
        phase = CLOSED;
        job = null;
        prepared = null;
        engine = null;
        alarm = null;
        failure = 0;
    }

    private int failed(Throwable e) {
        Verdict verdict = Verdict.of(e, host + ":" + port, prepared == null ? null : prepared.key(), engine);
        return fail(verdict.code(), verdict.sentence());
    }

    private int fail(int code, String sentence) {
        failure = code;
        error = sentence == null ? null : sentence.replaceAll("\\p{Cntrl}", "?"); // part of it is the peer's
        return code;
    }

    /**
     * What went wrong last, for a person to read. Allocates. A new attempt forgets it.
     *
     * @return one sentence without a full stop, or null
     */
    @Override
    public String lastError() {
        return error != null ? error : next.lastError();
    }

    /** @return the version in use, such as {@code TLSv1.3}, or null while the stream is not open */
    public String version() {
        return phase == OPEN ? engine.getSession().getProtocol() : null;
    }

    /** @return the cipher in use by its name in JSSE, or null while the stream is not open */
    public String cipher() {
        return phase == OPEN ? engine.getSession().getCipherSuite() : null;
    }

    /** @return the application protocol that the server chose, empty for none, or null while the stream is not open */
    public String applicationProtocol() {
        return phase == OPEN ? engine.getApplicationProtocol() : null;
    }

    /** @return bytes that came from the network in this connection, wrapping */
    public int bytesRead() {
        return records.bytesRead;
    }

    /** @return bytes that went to the network in this connection, wrapping */
    public int bytesWritten() {
        return records.bytesWritten;
    }
}
