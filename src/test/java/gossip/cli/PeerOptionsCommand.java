package gossip.cli;

import gossip.SeedNode;
import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command with the options of a peer that starts no peer. A test says what it does instead. */
@Command(name = "options", sortOptions = false, description = "Has the options of a peer and starts none.")
final class PeerOptionsCommand implements Callable<Integer> {

    @Mixin
    private final PeerOptions options = new PeerOptions();
    @Mixin
    private final SharedOptions shared = new SharedOptions(SeedNode.class);
    private Callable<Integer> action = () -> 0;
    private boolean called;

    void setAction(Callable<Integer> newAction) {
        action = newAction;
    }

    boolean wasCalled() {
        return called;
    }

    PeerConfig config() {
        return options.config(0, new Address("127.0.0.1", 6001), shared.configFile().seeds());
    }

    PeerOptions options() {
        return options;
    }

    String output() {
        return shared.output().toString();
    }

    @Override
    public Integer call() throws Exception {
        options.validate(shared.configFile(), shared.http());
        called = true;
        return action.call();
    }
}
