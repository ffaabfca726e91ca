/**
 * TLS 1.2 and 1.3 for the JVM target, by JSSE: {@link nogc.javase.tls.TlsTransport} over any
 * {@link nogc.javase.Selectable}, {@link nogc.javase.tls.TlsOptions} for what to trust and what to show, and
 * {@link nogc.javase.tls.TlsResult} for what can go wrong. Start at the transport.
 */
package nogc.javase.tls;
