package gossip.cli;

import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command with the options of a peer that only records that it was called. */
@Command(name = "recording", mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class RecordingCommand implements Launcher.Configured {

    private ConfigFile configFile = ConfigFile.none();
    private Exception failure;
    private boolean called;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private SharedOptions options;

    void failWith(Exception exception) {
        failure = exception;
    }

    boolean wasCalled() {
        return called;
    }

    PeerConfig config() {
        return peers.config(0, new Address("127.0.0.1", 6001), configFile.seeds());
    }

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    @Override
    public Integer call() throws Exception {
        peers.validate(configFile);
        called = true;
        if (failure != null) {
            throw failure;
        }
        return 0;
    }
}
