package gossip.cli;

import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A command that has the options of a peer and does nothing with them. */
final class Probe implements Launcher.Configured {

    private ConfigFile configFile;
    private IOException failure;
    private boolean called;

    private final PeerOptions peers = new PeerOptions();
    private final SharedOptions options = new SharedOptions();

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String description() {
        return "Has the options of a peer and does nothing with them.";
    }

    @Override
    public List<LongOption<?>> options() {
        return Stream.of(peers.list(), options.list()).<LongOption<?>>flatMap(List::stream).toList();
    }

    void failWith(IOException exception) {
        failure = exception;
    }

    boolean wasCalled() {
        return called;
    }

    PeerConfig settings() {
        return peers.settings(0, new Address("127.0.0.1", 6001), configFile.seeds());
    }

    @Override
    public void configure(ConfigFile file) {
        configFile = file;
    }

    @Override
    public int call() throws InvalidOptionException, IOException {
        peers.validate(configFile);
        called = true;
        if (failure != null) {
            throw failure;
        }
        return 0;
    }
}
