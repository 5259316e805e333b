package gossip.net.transport;

import gossip.tls.CredentialStore;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The present key of a node for an HTTPS server. The server keeps its context when the key is replaced. A handshake
 * that runs meanwhile may fail.
 */
public final class ServerKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "node";

    private final CredentialStore store;

    private ServerKey(CredentialStore store) {
        this.store = store;
    }

    /**
     * Returns a context for a server whose clients need no certificate.
     *
     * @throws IOException if the Java runtime cannot use it
     */
    public static SSLContext context(CredentialStore store) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new ServerKey(store)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used for HTTPS: " + e.getMessage(), e);
        }
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return keyType.equals(store.credentials().key().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return store.credentials().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return store.credentials().key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
