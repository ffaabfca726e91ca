package nogc.javase.tls;

import java.security.cert.CertificateException;

/** What is wrong with a certificate or a file, with its code; JSSE passes it through the hand-shake as a cause. */
final class TlsException extends CertificateException {
    private final int code;

    /**
     * Makes one.
     *
     * @param code of {@link TlsResult}
     * @param sentence for a person, without a full stop
     * @param cause or null
     */
    TlsException(int code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    int code() {
        return code;
    }
}
