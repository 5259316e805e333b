package gossip.cli;

import gossip.peer.PeerSettings;
import gossip.protocol.Address;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has the options of a peer and does nothing with them. */
@Command(name = "probe")
final class Probe implements Launcher.Configured {

    private ConfigFile config;
    private IOException failure;
    private boolean called;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private Options options;

    void failWith(IOException exception) {
        failure = exception;
    }

    boolean wasCalled() {
        return called;
    }

    PeerSettings settings() {
        return peers.settings(0, new Address("127.0.0.1", 6001), config.seeds());
    }

    @Override
    public void configure(ConfigFile file) {
        config = file;
    }

    @Override
    public Integer call() throws IOException {
        peers.validate(spec.commandLine(), config);
        called = true;
        if (failure != null) {
            throw failure;
        }
        return 0;
    }
}
