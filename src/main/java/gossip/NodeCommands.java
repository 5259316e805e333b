package gossip;

import gossip.cli.TypedCommand;
import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Typed commands that seeds and peers share. The tool of {@code gossip.sh} answers those about the network.
 *
 * @param seeds the seeds to ask
 * @param tls the folder with the certificate of this node, if the network uses TLS
 * @param raw whether the console shows the lines of the event log
 */
record NodeCommands(List<Address> seeds, Optional<Path> tls, boolean raw) {

    TypedCommand members() {
        return TypedCommand.showing("/members", "show the members that the seeds list", () -> answer("members"));
    }

    TypedCommand trace() {
        return TypedCommand.asking("/trace", "last|ID", "show how a message spread",
                id -> answer("trace", id.isEmpty() ? "last" : id));
    }

    /** @param addressOf returns the address for the name of a peer that may be gone, and any other text as it is */
    TypedCommand explain(UnaryOperator<String> addressOf) {
        return TypedCommand.asking("/explain", "NAME", "show why a peer was declared dead", peer -> peer.isEmpty()
                ? "/explain needs the name or the address of a peer" : answer("explain", addressOf.apply(peer)));
    }

    private String answer(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        seeds.forEach(seed -> arguments.add("--seed=" + seed));
        tls.ifPresent(folder -> arguments.add("--tls=" + folder));
        return GossipTool.answer(arguments);
    }

    /** Returns the process id and the state of each node, as a program reads it on a raw console, else as text. */
    String status(List<String> statuses) {
        long pid = ProcessHandle.current().pid();
        return raw ? "pid=" + pid + " " + String.join("\n", statuses) : StatusText.of(pid, statuses);
    }
}
