package nogc.javase.tls;

import nogc.hal.Transport;

/**
 * Why a TLS stream did not come about, or ended: transport codes beside those of {@link Transport}, passed on unchanged
 * as the cause of {@code Listener.onConnectFailed} and {@code onDisconnected}. {@link Transport#INSECURE} remains for
 * what has no code of its own. With TLS 1.3 a server looks at the client's certificate after the client is done with
 * the hand-shake, so what concerns that certificate may come as the end of an open stream.
 */
public final class TlsResult {
    /** A certificate of the server's chain has expired, or our clock is ahead. */
    public static final int CERTIFICATE_EXPIRED = -71;
    /** A certificate of the server's chain is not valid yet, or our clock is behind. */
    public static final int CERTIFICATE_NOT_YET_VALID = -72;
    /** The server's certificate is good, but for another host. */
    public static final int WRONG_HOST = -73;
    /** No authority that we trust vouches for the server's certificate. */
    public static final int UNKNOWN_AUTHORITY = -74;
    /** The server demands a client certificate, and none was given. */
    public static final int CLIENT_CERTIFICATE_WANTED = -75;
    /** The server did not accept our client certificate. */
    public static final int CLIENT_CERTIFICATE_REFUSED = -76;
    /** No version, cipher or application protocol is common to both sides. */
    public static final int NOTHING_IN_COMMON = -77;
    /** A file of ours (authorities, certificate, key) cannot be used. */
    public static final int OWN_FILES = -78;
    /** The stream ended without the peer's close_notify: somebody else may have cut it. */
    public static final int TRUNCATED = -79;

    private TlsResult() {
    }

    /**
     * What a code means and what to change. {@link TlsTransport#lastError} has the particulars.
     *
     * @param code any result
     * @return one sentence without a full stop, or null for a code that is not one of TLS
     */
    public static String explain(int code) {
        switch (code) {
            case CERTIFICATE_EXPIRED:
                return "the server's certificate has expired: renew it there, or set the clock here";
            case CERTIFICATE_NOT_YET_VALID:
                return "the server's certificate is not valid yet: set the clock, here or where it was issued";
            case WRONG_HOST:
                return "the server's certificate is for another host: connect to a name that it bears";
            case UNKNOWN_AUTHORITY:
                return "no trusted authority vouches for the server's certificate: give the one that issued it";
            case CLIENT_CERTIFICATE_WANTED:
                return "the server demands a client certificate: give one and its key";
            case CLIENT_CERTIFICATE_REFUSED:
                return "the server refused the client certificate: give one that it accepts";
            case NOTHING_IN_COMMON:
                return "no TLS version, cipher or application protocol in common: allow what the server offers";
            case OWN_FILES:
                return "a certificate or key file cannot be used: mend the file, its path or its password";
            case TRUNCATED:
                return "the stream was cut off without TLS's own end: look for what stands between, or at the server";
            case Transport.INSECURE:
                return "no secure channel could be agreed on: check that the port speaks TLS";
            default:
                return null;
        }
    }
}
