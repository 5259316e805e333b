package gossip.net.transport;

import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** The descriptions of TLS failures, as text for people. Stateless and thread-safe. */
public final class TlsErrors {

    private static final int MAX_LENGTH = 300;
    /** The beginning of a text since JDK 24: the name of the alert that is sent or received. */
    private static final Pattern ALERT_NAME = Pattern.compile("^\\([a-z_]+\\) ");
    private static final String ALERT = "Received fatal alert: ";

    /** A failed handshake. The message is the reason. */
    static final class HandshakeException extends SSLException {
        private static final long serialVersionUID = 1;

        HandshakeException(String reason, Throwable cause) {
            super("TLS handshake: " + reason, cause);
        }
    }

    private TlsErrors() {}

    /** Returns the reason in one sentence. */
    public static String describe(SSLException e) {
        if (e instanceof HandshakeException) {
            return e.getMessage();
        }
        Optional<String> certificate = certificateProblem(e);
        String text = ALERT_NAME.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        if (certificate.isPresent()) {
            return cut(certificate.get());
        }
        if (text.contains("Unsupported or unrecognized SSL message") || text.contains("plaintext connection")) {
            return "the other end does not use TLS";
        }
        if (text.contains("Empty client certificate chain") || text.contains("Empty server certificate chain")) {
            return "the other end has no certificate";
        }
        if (text.contains("shut down incorrectly") || text.contains("terminated the handshake")
                || text.contains("Connection reset") || text.contains("Broken pipe") || text.contains("closed")) {
            return "closed";
        }
        return cut(text.startsWith(ALERT)
                ? "the other end refused with the alert " + text.substring(ALERT.length()) : lower(text));
    }

    /** The verification of a certificate throws the reason. TLS wraps it. */
    private static Optional<String> certificateProblem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException && cause.getMessage() != null) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
