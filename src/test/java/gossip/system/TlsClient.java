package gossip.system;

import gossip.protocol.Address;
import gossip.tls.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that types lines over TLS with any certificate, or with none. It does not check that of the node. */
final class TlsClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final char[] PASSWORD = new char[0];

    private final Socket socket;
    private final SSLSocket secure;
    private final BufferedReader in;

    TlsClient(Address node, SSLContext context, String... protocols) throws IOException {
        this(node, Optional.empty(), context, protocols);
    }

    /** Connects, and resumes the last session that the context had with this node. */
    static TlsClient resuming(Address node, SSLContext context) throws IOException {
        return new TlsClient(node, Optional.of(node.host()), context);
    }

    private TlsClient(Address node, Optional<String> name, SSLContext context, String... protocols) throws IOException {
        socket = new Socket(node.host(), node.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        secure = (SSLSocket) context.getSocketFactory().createSocket(socket, name.orElse(null), node.port(), true);
        if (protocols.length > 0) {
            secure.setEnabledProtocols(protocols);
        }
        in = new BufferedReader(new InputStreamReader(secure.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns a context for all versions of TLS, with a certificate that need not be valid, or with none. */
    static SSLContext context(Optional<TestAuthority.Issued> issued) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, PASSWORD);
        if (issued.isPresent()) {
            keys.setKeyEntry("client", issued.get().keys().getPrivate(), PASSWORD,
                    new X509Certificate[] {issued.get().certificate()});
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), new TrustManager[] {new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, null);
        return context;
    }

    /** Returns when the first handshake of the session began, in ms since the epoch. A resumed session keeps it. */
    long sessionStart() {
        return secure.getSession().getCreationTime();
    }

    /** Returns the address by which the node names this connection. */
    String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Completes the handshake. Returns the certificate of the node. */
    Certificate certificateOfNode() throws IOException {
        return secure.getSession().getPeerCertificates()[0];
    }

    /** Sends a line. Returns the answer, or empty if the node ends the connection without one. */
    Optional<String> ask(String line) {
        try {
            secure.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Replaces the keys of this direction, and asks the node to replace those of its own (RFC 8446, KeyUpdate). */
    void updateKeys() throws IOException {
        secure.startHandshake();
    }

    /** Sends lines and the end of the output. Returns all that the node answers before it ends the connection. */
    List<String> askAll(String lines) throws IOException {
        secure.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        secure.shutdownOutput();
        return in.lines().toList();
    }

    /** Reads until the node ends the connection. */
    void awaitEnd() throws IOException {
        try {
            while (in.readLine() != null) {
                // The lines before the end do not matter.
            }
        } catch (SSLException | SocketException e) {
            // The node closed the socket without an alert.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
