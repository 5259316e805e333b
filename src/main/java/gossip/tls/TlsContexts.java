package gossip.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS contexts for credentials. Changed credentials get a context of their own. So no session is resumed after a change
 * of the certificate, of the authorities or of the revocation lists.
 */
final class TlsContexts {

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USAGE = "2.5.29.37.0";

    /** How long a session can be resumed, in seconds: several renewals of a lease. The default of the JDK is a day. */
    private static final int SESSION_SECONDS = 600;
    /** Sessions of a context: the seeds, the neighbors and recent candidates of some hundred peers. */
    private static final int MAX_SESSIONS = 4_096;

    private TlsContexts() {}

    /** @throws IOException if the Java runtime cannot use the credentials */
    static SSLContext of(Credentials credentials) throws IOException {
        try {
            char[] password = new char[0];
            KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
            keys.load(null, password);
            keys.setKeyEntry("node", credentials.key(), password,
                    credentials.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(factory.getKeyManagers(), new TrustManager[] {new Verifier(credentials.trust())}, null);
            limitSessions(context.getServerSessionContext());
            limitSessions(context.getClientSessionContext());
            return context;
        } catch (GeneralSecurityException | RuntimeException e) {
            // The libraries may throw more than they declare.
            throw new IOException("the certificate cannot be used for TLS: " + e.getMessage(), e);
        }
    }

    private static void limitSessions(SSLSessionContext sessions) {
        sessions.setSessionTimeout(SESSION_SECONDS);
        sessions.setSessionCacheSize(MAX_SESSIONS);
    }

    /** The verification of the certificates of others. The cores check names: they know which address is claimed. */
    private record Verifier(TrustAnchors trust) implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, CLIENT_AUTHENTICATION);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, SERVER_AUTHENTICATION);
        }

        private void check(X509Certificate[] chain, String usage) throws CertificateException {
            trust.verify(List.of(chain), Instant.now());
            List<String> usages = chain[0].getExtendedKeyUsage();
            if (usages != null && !usages.contains(usage) && !usages.contains(ANY_USAGE)) {
                throw new CertificateException("certificate " + Certificates.subject(chain[0]) + " has an extended key"
                        + " usage without " + (usage.equals(CLIENT_AUTHENTICATION) ? "clientAuth" : "serverAuth"));
            }
        }

        /** Returns none, so that a handshake does not name the authorities to programs without a certificate. */
        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
