package nogc.javase.tls;

import java.util.Locale;
import javax.net.ssl.SSLEngine;
import nogc.hal.Transport;

/**
 * What an exception of JSSE means. A peer's alert reaches us as text only: "Received fatal alert: unknown_ca".
 *
 * @param code of {@link TlsResult} or {@link Transport}
 * @param sentence for a person, without a full stop
 */
record Verdict(int code, String sentence) {
    private static final String ALERT = "Received fatal alert: ";

    /**
     * Judges.
     *
     * @param thrown by JSSE, or by our own reading of files
     * @param where the peer as host:port
     * @param key ours, or null if it is not known
     * @param engine of the connection, or null
     */
    static Verdict of(Throwable thrown, String where, ClientKey key, SSLEngine engine) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TlsException known) {
                return new Verdict(known.code(), known.getMessage());
            }
        }
        String text = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        int alert = text.indexOf(ALERT);
        if (alert >= 0) {
            boolean asked = key != null && engine != null && key.wasAsked(engine);
            return ofAlert(text.substring(alert + ALERT.length()), where, asked, key != null && key.isThere());
        }
        if (text.contains("unrecognized SSL message") || text.contains("plaintext connection")) {
            return new Verdict(Transport.INSECURE, where + " does not answer in TLS");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("protocol version") || lower.contains("appropriate protocol")
                || lower.contains("ciphersuite") || lower.contains("cipher suite")) {
            return new Verdict(TlsResult.NOTHING_IN_COMMON, "nothing in common with " + where + ": " + text);
        }
        boolean isOurs = thrown instanceof OutOfMemoryError; // there was no thread to be had for it
        return new Verdict(isOurs ? Transport.BROKEN : Transport.INSECURE, "TLS with " + where + " failed: " + text);
    }

    private static Verdict ofAlert(String alert, String where, boolean asked, boolean shown) {
        switch (alert) {
            case "protocol_version":
                return new Verdict(TlsResult.NOTHING_IN_COMMON, where + " does not speak the TLS versions we allow");
            case "no_application_protocol":
                return new Verdict(TlsResult.NOTHING_IN_COMMON, where
                        + " knows none of the application protocols (ALPN) we offer");
            case "unrecognized_name":
                return new Verdict(TlsResult.WRONG_HOST, where + " says that it is not this host");
            case "certificate_required":
                return wanted(where);
            case "handshake_failure":
            case "insufficient_security":
                if (asked && !shown) { // OpenSSL's word for "no certificate came" in TLS 1.2
                    return wanted(where);
                }
                return new Verdict(TlsResult.NOTHING_IN_COMMON, where + " found no cipher or key type in common with us"
                        + " (alert " + alert + ")");
            case "bad_certificate":
            case "unsupported_certificate":
            case "certificate_revoked":
            case "certificate_expired":
            case "certificate_unknown":
            case "unknown_ca":
            case "access_denied":
            case "decrypt_error":
                return shown ? new Verdict(TlsResult.CLIENT_CERTIFICATE_REFUSED, where
                        + " refused the client certificate (alert " + alert + ")") : wanted(where);
            default:
                return new Verdict(Transport.INSECURE, where + " ended the TLS connection (alert " + alert + ")");
        }
    }

    private static Verdict wanted(String where) {
        return new Verdict(TlsResult.CLIENT_CERTIFICATE_WANTED, where + " demands a client certificate, and none was"
                + " given");
    }
}
