package gossip.net.transport;

import gossip.node.LinkIdentity;
import gossip.tls.Certificates;
import gossip.tls.CredentialStore;
import gossip.tls.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS 1.3 above a socket, with certificates of both ends. {@link #close} closes only the socket below, because closing
 * an {@code SSLSocket} waits for the thread that writes.
 */
public final class TlsTransport implements Transport {

    /** The first byte of a TLS connection: a record of the type handshake. */
    private static final int HANDSHAKE_RECORD = 0x16;
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final Socket socket;
    private final CredentialStore store;
    private final boolean dialed;
    private volatile SSLSocket secure;
    private volatile List<X509Certificate> chain = List.of();
    private volatile LinkIdentity identity = LinkIdentity.ANONYMOUS;

    private TlsTransport(Socket socket, CredentialStore store, boolean dialed) {
        this.socket = socket;
        this.store = store;
        this.dialed = dialed;
    }

    /** Returns the transports of a program with the option {@code --tls}. New ones use the present credentials. */
    public static Factory factory(CredentialStore store) {
        return new Factory() {
            @Override
            public Transport accepted(Socket socket) {
                return new TlsTransport(socket, store, false);
            }

            @Override
            public Transport dialed(Socket socket) {
                return new TlsTransport(socket, store, true);
            }

            @Override
            public Runnable whenTrustChanges(Runnable callback) {
                return store.whenRotated(callback);
            }

            @Override
            public Optional<Instant> certificateExpiry() {
                return Optional.of(store.credentials().expiry());
            }
        };
    }

    @Override
    public void handshake() throws IOException {
        // Without this, the small writes of a handshake wait for delayed acknowledgments of 40 ms.
        socket.setTcpNoDelay(true);
        SSLSocketFactory factory = store.context().getSocketFactory();
        if (dialed) {
            // The JDK resumes a session with the same address, without certificates and signatures.
            secure = (SSLSocket) factory.createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
            secure.setUseClientMode(true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setServerNames(List.of());
            secure.setSSLParameters(parameters);
        } else {
            secure = (SSLSocket) factory.createSocket(socket, new ByteArrayInputStream(firstByte()), true);
            secure.setUseClientMode(false);
            secure.setNeedClientAuth(true);
        }
        secure.setEnabledProtocols(PROTOCOLS);
        try {
            secure.startHandshake();
            chain = Stream.of(secure.getSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
            // A resumed session does not verify the certificates again.
            TrustAnchors.requireInTime(chain, Instant.now());
            identity = new LinkIdentity.Certified(Certificates.identity(chain.getFirst()));
            // The credentials may have changed during the handshake, after they were checked for open connections.
            Optional<String> revocation = revocation();
            if (revocation.isPresent()) {
                throw new CertificateException(revocation.get());
            }
        } catch (SSLException e) {
            throw new TlsErrors.HandshakeException(TlsErrors.describe(e), e);
        } catch (CertificateException e) {
            throw new TlsErrors.HandshakeException(e.getMessage(), e);
        }
    }

    /** Reads the first byte. Answers a program that does not use TLS without TLS. */
    private byte[] firstByte() throws IOException {
        int first = socket.getInputStream().read();
        if (first < 0) {
            throw new EOFException("closed before the TLS handshake");
        }
        if (first != HANDSHAKE_RECORD) {
            socket.getOutputStream()
                    .write("ERROR this node accepts TLS only (--tls DIR)\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            throw new SSLException("the connection does not begin with a TLS handshake");
        }
        return new byte[] {(byte) first};
    }

    @Override
    public InputStream input() throws IOException {
        return secure.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return secure.getOutputStream();
    }

    /** Sends close_notify and then FIN. The other direction stays open. */
    @Override
    public void finishOutput() throws IOException {
        secure.shutdownOutput();
        socket.shutdownOutput();
    }

    @Override
    public LinkIdentity identity() {
        return identity;
    }

    @Override
    public Optional<String> revocation() {
        return store.credentials().trust().revocation(chain);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isSecure() {
        return true;
    }
}
