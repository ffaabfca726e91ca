package nogc.javase;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * An engine without a hand-shake whose records are clear text behind two bytes of length, and that allocates nothing:
 * what is allocated over it is not the engine's. A length below 0 stands for something else than a record.
 */
final class ClearEngine extends SSLEngine {
    /** Instead of a length: an alert that ends the stream at once. */
    static final short ALERT = -1;
    /** The peer's goodbye, which wants to be answered, as with TLS 1.2. */
    static final short GOODBYE = -2;
    /** What makes the engine throw whatever it is asked from then on. */
    static final short DEFECT = -3;

    private static final int LARGEST = 5000;

    /** Results are made ahead: they cannot be changed. */
    private final SSLEngineResult[] wrapped = new SSLEngineResult[LARGEST];
    private final SSLEngineResult[] unwrapped = new SSLEngineResult[LARGEST];
    private final SSLEngineResult underflow = new SSLEngineResult(Status.BUFFER_UNDERFLOW,
            HandshakeStatus.NOT_HANDSHAKING, 0, 0);
    private final SSLSession session = noSession();
    private boolean inputDone;
    private boolean outputDone;
    private boolean answersGoodbye;
    private boolean defect;

    // What other providers do within the contract of an engine.

    /** Most bytes that one wrap takes. */
    int mostTaken = LARGEST;
    /** Least room for a record, in clear or not. */
    int leastRoom;
    /** What has to happen ahead of the next record of ours: NEED_TASK, NEED_UNWRAP, or null. */
    volatile HandshakeStatus needs;

    private ClearEngine() {
        for (int i = 0; i < LARGEST; i++) {
            wrapped[i] = new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, i, i + 2);
            unwrapped[i] = new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, i + 2, i);
        }
    }

    /** What a real engine says of a session that is not there yet, such as the size of its packets. */
    private static SSLSession noSession() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context.createSSLEngine().getSession();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A context that makes such engines. */
    static SSLContext context() {
        return context(engine -> { });
    }

    /** A context that makes such engines, and shows them. */
    static SSLContext context(Consumer<ClearEngine> made) {
        return new SSLContext(new Contexts(made), new Provider("clear", "1", "for tests") {
            private static final long serialVersionUID = 1;
        }, "clear") { };
    }

    private static final class Contexts extends SSLContextSpi {
        private final Consumer<ClearEngine> made;

        Contexts(Consumer<ClearEngine> made) {
            this.made = made;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return null;
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return null;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            ClearEngine engine = new ClearEngine();
            made.accept(engine);
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return null;
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return null;
        }
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer source, ByteBuffer target) {
        int length = Math.min(source.remaining(), mostTaken);
        if (needs != null) {
            return new SSLEngineResult(Status.OK, needs, 0, 0);
        }
        if (target.remaining() < leastRoom) {
            return new SSLEngineResult(Status.BUFFER_OVERFLOW, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
        }
        answersGoodbye = false;
        target.putShort((short) length);
        for (int i = 0; i < length; i++) {
            target.put(source.get());
        }
        return wrapped[length];
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer target) throws SSLException {
        if (source.remaining() < 2 || source.remaining() < 2 + source.getShort(source.position())) {
            return underflow;
        }
        if (target.remaining() < leastRoom) {
            return new SSLEngineResult(Status.BUFFER_OVERFLOW, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
        }
        if (needs == HandshakeStatus.NEED_UNWRAP) {
            needs = null;
        }
        int length = source.getShort();
        if (length < 0) {
            return other(length);
        }
        for (int i = 0; i < length; i++) {
            target.put(source.get());
        }
        return unwrapped[length];
    }

    private SSLEngineResult other(int kind) throws SSLException {
        if (kind == ALERT) {
            throw new SSLException("the peer's alert");
        }
        if (kind == DEFECT) {
            defect = true;
            return new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, 2, 0);
        }
        inputDone = true;
        answersGoodbye = true;
        return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NEED_WRAP, 2, 0);
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        HandshakeStatus wanted = needs;
        return wanted != null ? wanted : answersGoodbye ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public SSLSession getSession() {
        return session;
    }

    @Override
    public SSLParameters getSSLParameters() {
        return new SSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
    }

    @Override
    public void closeInbound() {
        inputDone = true;
    }

    @Override
    public boolean isInboundDone() {
        return inputDone;
    }

    @Override
    public void closeOutbound() {
        if (defect) {
            throw new IllegalStateException("a provider's defect");
        }
        outputDone = true;
    }

    @Override
    public boolean isOutboundDone() {
        return outputDone;
    }

    @Override
    public void beginHandshake() {
    }

    // What nobody asks for here.

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Runnable getDelegatedTask() {
        return needs == HandshakeStatus.NEED_TASK ? () -> needs = null : null;
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
    }

    @Override
    public String[] getSupportedProtocols() {
        return new String[0];
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[0];
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
    }

    @Override
    public void setUseClientMode(boolean mode) {
    }

    @Override
    public boolean getUseClientMode() {
        return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {
    }

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {
    }

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
    }

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
