package gossip.bench;

import gossip.cli.Launcher;
import gossip.identity.Role;
import gossip.net.SharedResources;
import gossip.net.transport.TlsTransport;
import gossip.peer.PeerConfig;
import gossip.tls.CredentialStore;
import gossip.tls.Credentials;
import gossip.tls.KeyType;
import gossip.tls.MessageSignatures;
import gossip.tool.keys.KeysCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the nodes of this program are secured.
 *
 * @param keyType the type of the keys, or empty without TLS; the authority has a key of type EC
 * @param isSigned whether peers sign their messages
 */
record Security(Optional<KeyType> keyType, boolean isSigned) {

    static final Security NONE = new Security(Optional.empty(), false);

    private static final CredentialStore.Listener NO_LISTENER = new CredentialStore.Listener() {
        @Override
        public void rotated(Credentials credentials) {}

        @Override
        public void invalid(String problem) {}

        @Override
        public void expiring(Credentials credentials, long days) {}
    };

    /**
     * The nodes of one process that have the same role and certificate, as in a daemon with {@code --count}.
     *
     * @param store their credentials, or empty without TLS
     */
    record SecuredNodes(Optional<CredentialStore> store, boolean areSigned) {

        /** Returns new resources, which nodes may share. */
        SharedResources resources() {
            return store.map(TlsTransport::factory).map(SharedResources::new).orElseGet(SharedResources::new);
        }

        /** Returns the configuration of one peer. Each verifies for itself, as if it had a process of its own. */
        PeerConfig config(PeerConfig unsigned) {
            return areSigned ? unsigned.withSignatures(new MessageSignatures(store.orElseThrow()::credentials))
                    : unsigned;
        }
    }

    static Security tls(KeyType type) {
        return new Security(Optional.of(type), false);
    }

    static Security signed(KeyType type) {
        return new Security(Optional.of(type), true);
    }

    /** Issues the certificates of seeds and peers on a host, in subfolders with the names of the roles. */
    void issue(Path folder, String host) throws IOException {
        if (keyType.isEmpty()) {
            return;
        }
        String authority = folder.resolve("ca").toString();
        keys("init", "--ca", authority);
        for (Role role : List.of(Role.SEED, Role.PEER)) {
            keys("issue", "--ca", authority, "--role", role.toString(), "--host", host,
                    "--out", folder.resolve(role.toString()).toString(), "--key-type", keyType.get().name());
        }
    }

    /** Runs the command {@code gossip.sh keys}. */
    private static void keys(String... arguments) throws IOException {
        int code = Launcher.commandLine(new KeysCommand()).setOut(new PrintWriter(Writer.nullWriter()))
                .execute(arguments);
        if (code != 0) {
            throw new IOException("gossip.sh keys " + String.join(" ", arguments) + " failed");
        }
    }

    /** Reads the certificate for nodes of this process, and watches its files as a daemon does. */
    SecuredNodes nodes(Path folder, Role role) throws IOException {
        if (keyType.isEmpty()) {
            return new SecuredNodes(Optional.empty(), false);
        }
        CredentialStore store = new CredentialStore(folder.resolve(role.toString()));
        store.watch(NO_LISTENER);
        return new SecuredNodes(Optional.of(store), isSigned);
    }
}
