package gossip.system;

import gossip.PeerNode;
import gossip.SeedNode;
import gossip.tls.TestAuthority;
import gossip.tls.TestAuthority.Contents;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seed and a peer with {@code --tls} as processes. */
@Tag("processes")
class TlsProcessTest {

    @Test
    void typed_commands_about_the_network_use_the_certificate_of_the_node(@TempDir Path folder)
            throws IOException, InterruptedException {
        String tls = "--tls=" + TestAuthority.create("CN=Test CA")
                .write(folder, Contents.of("CN=n,OU=seed+OU=peer", "127.0.0.1"));
        try (NodeProcess seed = NodeProcess.start(
                SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0", tls)) {
            String address = seed.awaitStart("SEED_STARTED").toString();
            try (NodeProcess peer = NodeProcess.start(
                    PeerNode.class, folder, address + "\n", "--name=ada", "--messages=1", tls)) {
                peer.await(" GOSSIP_GENERATED ");
                peer.type("/members");
                peer.await("1 member");
                peer.type("/trace last");
                peer.await("1 of 1 member has it");
                seed.type("/members");
                seed.await("1 member");
            }
        }
    }
}
