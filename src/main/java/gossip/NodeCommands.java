package gossip;

import gossip.cli.TypedCommand;
import gossip.protocol.Address;
import gossip.tool.GossipTool;
import java.util.List;

/** Typed commands that seeds and peers share. The tool of {@code gossip.sh} answers those about the network. */
final class NodeCommands {

    private NodeCommands() {}

    static TypedCommand members(List<Address> seeds) {
        return TypedCommand.showing("/members", "show the members that the seeds list",
                () -> GossipTool.answer(seeds, "members"));
    }

    static TypedCommand trace(List<Address> seeds) {
        return TypedCommand.asking("/trace", "last|ID", "show how a message spread",
                id -> GossipTool.answer(seeds, "trace", id.isEmpty() ? "last" : id));
    }

    static TypedCommand explain(List<Address> seeds) {
        return TypedCommand.asking("/explain", "NAME", "show why a peer was declared dead",
                peer -> peer.isEmpty() ? "/explain needs the name or the address of a peer"
                        : GossipTool.answer(seeds, "explain", peer));
    }

    /** Returns the process id before the state of each node. */
    static String status(List<String> statuses) {
        return "pid=" + ProcessHandle.current().pid() + " " + String.join("\n", statuses);
    }
}
