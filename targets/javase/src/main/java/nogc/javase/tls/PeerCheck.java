package nogc.javase.tls;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import nogc.hal.Transport;

/** The JDK's check of a server's certificate, whose refusals get a code and a sentence for a person. */
final class PeerCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager check;

    PeerCheck(X509ExtendedTrustManager check) {
        this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            check.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw refusal(chain, type, engine, e);
        }
    }

    private TlsException refusal(X509Certificate[] chain, String type, SSLEngine engine, CertificateException why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (isExpired(cause)) {
                return new TlsException(TlsResult.CERTIFICATE_EXPIRED, "the certificate of " + engine.getPeerHost()
                        + " has expired: " + validity(chain), why);
            }
            if (isNotYetValid(cause)) {
                return new TlsException(TlsResult.CERTIFICATE_NOT_YET_VALID, "the certificate of "
                        + engine.getPeerHost() + " is not valid yet: " + validity(chain), why);
            }
            if (isUnknown(cause)) {
                boolean selfSigned = chain[0].getIssuerX500Principal().equals(chain[0].getSubjectX500Principal());
                return new TlsException(TlsResult.UNKNOWN_AUTHORITY, selfSigned
                        ? "the certificate of " + engine.getPeerHost() + " is self-signed and not among those we trust"
                        : "the certificate of " + engine.getPeerHost() + " was issued by "
                        + chain[chain.length - 1].getIssuerX500Principal() + ", which is not among those we trust",
                        why);
            }
        }
        if (isTrusted(chain, type)) {
            return new TlsException(TlsResult.WRONG_HOST, "the certificate is for " + names(chain[0]) + ", not for "
                    + engine.getPeerHost(), why);
        }
        return new TlsException(Transport.INSECURE, "the certificate of " + engine.getPeerHost() + " is refused: "
                + why.getMessage(), why);
    }

    private static boolean isExpired(Throwable cause) {
        return cause instanceof CertificateExpiredException || cause instanceof CertPathValidatorException path
                && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED;
    }

    private static boolean isNotYetValid(Throwable cause) {
        return cause instanceof CertificateNotYetValidException || cause instanceof CertPathValidatorException path
                && path.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID;
    }

    private static boolean isUnknown(Throwable cause) {
        return cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException path
                && (path.getReason() == PKIXReason.NO_TRUST_ANCHOR
                || path.getReason() == CertPathValidatorException.BasicReason.INVALID_SIGNATURE);
    }

    /** Which certificate is outside of its time. */
    private static String validity(X509Certificate[] chain) {
        for (X509Certificate certificate : chain) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                return certificate.getSubjectX500Principal() + " is valid from "
                        + certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant();
            }
        }
        return "an authority of " + chain[0].getSubjectX500Principal();
    }

    /** Whether all but the name is right. */
    private boolean isTrusted(X509Certificate[] chain, String type) {
        try {
            check.checkServerTrusted(chain, type);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static String names(X509Certificate certificate) {
        StringJoiner names = new StringJoiner(", ");
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream().filter(name -> name.get(1) instanceof String)
                        .forEach(name -> names.add((String) name.get(1)));
            }
        } catch (CertificateException e) {
            names.add("names that cannot be read");
        }
        return names.length() > 0 ? names.toString() : certificate.getSubjectX500Principal().toString();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return check.getAcceptedIssuers();
    }

    // JSSE calls the method with an engine alone; a check without the host name must not pass by mistake.

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("not without an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("not a server");
    }
}
