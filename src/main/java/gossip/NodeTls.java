package gossip;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.node.NodeListener;
import gossip.node.SignatureService;
import gossip.protocol.Address;
import gossip.tls.CredentialStore;
import gossip.tls.Credentials;
import gossip.tls.MessageSignatures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The option {@code --tls} of a daemon: its certificate, and how it is rotated. */
final class NodeTls {

    private final Optional<CredentialStore> store;

    /** @throws IOException if the files in the folder cannot be used */
    NodeTls(Optional<Path> folder) throws IOException {
        store = folder.isPresent() ? Optional.of(CredentialStore.ofOption(folder.get())) : Optional.empty();
    }

    /** @throws IOException if other nodes would refuse a node with this role at this address */
    void require(Role role, Address self) throws IOException {
        if (store.isPresent()) {
            CertifiedIdentity identity = store.get().credentials().identity();
            String name = "the certificate " + identity.subject() + " of --tls ";
            if (!identity.has(role)) {
                throw new IOException(name + "has no OU=" + role
                        + "; issue one with gossip.sh keys issue --role " + role);
            }
            if (!identity.covers(self.host())) {
                throw new IOException(name + "is not for host " + self.host() + "; its hosts are "
                        + String.join(", ", identity.hosts().stream().sorted().toList())
                        + "; issue one with gossip.sh keys issue --host " + self.host());
            }
        }
    }

    /**
     * Returns the signatures of the messages of peers.
     *
     * @throws IOException if the key or the certificate cannot sign messages
     */
    SignatureService signatures() throws IOException {
        CredentialStore credentials = store.orElseThrow();
        Optional<String> problem = MessageSignatures.problem(credentials.credentials());
        if (problem.isPresent()) {
            throw new IOException("--signed: " + problem.get());
        }
        return new MessageSignatures(credentials::credentials);
    }

    /** Returns the certificate for HTTPS, or empty for HTTP. */
    Optional<CredentialStore> https(boolean isWanted) {
        return isWanted ? store : Optional.empty();
    }

    SharedResources resources() {
        return store.map(TlsTransport::factory).map(SharedResources::new).orElseGet(SharedResources::new);
    }

    /** Reads changed files until the process ends. */
    void watch(NodeListener listener) {
        store.ifPresent(credentials -> credentials.watch(new CredentialStore.Listener() {
            @Override
            public void rotated(Credentials next) {
                listener.event("CERTIFICATE_ROTATED", "subject", next.identity().subject(),
                        "fingerprint", next.identity().fingerprint(), "days", next.daysLeft(Instant.now()));
            }

            @Override
            public void invalid(String problem) {
                listener.event("CERTIFICATE_INVALID", "reason", problem);
            }

            @Override
            public void expiring(Credentials present, long days) {
                listener.event("CERTIFICATE_EXPIRING", "subject", present.identity().subject(), "days", days);
            }
        }));
    }
}
