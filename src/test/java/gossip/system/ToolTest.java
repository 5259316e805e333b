package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Control;
import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands about a running network, against peers on sockets. */
class ToolTest {

    @RegisterExtension
    private final ToolNetwork tool = new ToolNetwork(Duration.ofSeconds(13), 6);

    private ToolRun run(String... args) {
        ToolRun run = tool.run(args);
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 100 || line.startsWith("{")), run::toString);
        return run;
    }

    @Test
    void members_lists_every_peer_with_its_name_and_the_seeds_that_list_it() throws Exception {
        ToolRun run = run("members", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("6 ['live'] ['" + tool.seed() + "']", run.python("len(d['members']), "
                + "sorted(set(m['name'] for m in d['members'])), d['members'][0]['seeds'], sep=' '"));
        assertEquals(tool.peers().stream().sorted().map(Address::toString).toList().toString(),
                run.python("str([m['address'] for m in d['members']]).replace(chr(39), '')"));
        assertTrue(run("members").out().contains("6 members"));
    }

    @Test
    void status_has_a_row_for_each_node_and_names_one_that_does_not_answer() throws Exception {
        ToolRun run = run("status", "--json");
        assertEquals("['seed', 'peer', 'peer', 'peer', 'peer', 'peer', 'peer']",
                run.python("[n['role'] for n in d['nodes']]"));
        assertEquals("True", run.python("all(n['degree'] >= 1 and n['rttMs'] > 0 for n in d['nodes'][1:])"));
        tool.live.crash(tool.peers().getFirst());
        ToolRun partial = run("status");
        assertEquals(1, partial.exitCode());
        String silent = tool.peers().getFirst() + " (live) does not answer: connection refused";
        assertTrue(partial.out().contains(silent), partial::toString);
        assertEquals(tool.peers().getFirst() + " (live) does not answer: connection refused",
                run("status", tool.peers().getFirst().toString()).out().strip(), "a table without rows");
        assertTrue(run("status", tool.peers().getFirst().toString()).out().contains(silent));
        assertEquals("3 " + silent, run("messages", tool.peers().getFirst().toString()).exitCode() + " "
                + run("messages", tool.peers().getFirst().toString()).err().lines().findFirst().orElseThrow());
    }

    @Test
    void without_a_listening_seed_the_exit_code_is_3() {
        tool.live.stopSeed(tool.seed());
        ToolRun run = run("members");
        assertEquals("3 no seed is reachable: " + tool.seed() + " (connection refused); start or restart it, or name"
                + " another with --seed",
                run.exitCode() + " " + run.err().strip());
    }

    @Test
    void neighbors_shows_the_links_with_their_traffic() throws Exception {
        ToolRun run = run("neighbors", tool.peers().getFirst().toString(), "--json");
        assertEquals(new TreeSet<>(tool.live.neighbors(tool.peers().getFirst())).toString(),
                run.python("str([n['peer'] for n in d['neighbors']]).replace(chr(39), '')"));
        assertEquals("True", run.python("all(n['messagesIn'] > 0 and n['bytesOut'] > 0 and n['misses'] == 0 "
                + "and n['direction'] in ('in', 'out') for n in d['neighbors'])"));
        List<String> rows = run("neighbors", tool.peers().getFirst().toString()).out().lines().toList();
        assertTrue(rows.getFirst().matches("PEER +NAME +DIR .*"), rows::toString);
        assertTrue(rows.get(1).matches("127\\.0\\.0\\.1:\\d+ +live +(in|out) .*"), rows::toString);
        for (String command : List.of("neighbors", "messages")) {
            assertTrue(run(command, tool.seed().toString()).err()
                    .startsWith(tool.seed() + " is a seed, which has no " + command));
        }
    }

    @Test
    void options_end_at_two_dashes() {
        assertEquals(0, run("send", "--to", tool.peers().getFirst().toString(), "--", "--wait").exitCode());
        assertTrue(run("messages", "--last=1", "--origin", tool.peers().getFirst().toString()).out()
                .contains("[--wait]"));
    }

    @Test
    void trace_agrees_with_the_events_of_all_peers() throws Exception {
        ToolRun sent = run("send", "--to", tool.peers().get(2).toString(), "--wait", "hello");
        String id = sent.out().lines().findFirst().orElseThrow();
        ToolRun run = run("trace", "last", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals(id + " " + tool.peers().get(2) + " []", run.python("d['id'], d['origin'], d['missing'], sep=' '"));
        for (Address peer : tool.peers()) {
            String logged = peer.equals(tool.peers().get(2)) ? "None 0"
                    : tool.live.events.of(peer, "RECEIVED_FROM").getFirst().about();
            assertEquals(logged, run.python(
                    "*[(n['from'], n['hops']) for n in d['nodes'] if n['address'] == '" + peer + "'][0], sep=' '"));
        }
        assertTrue(run("trace", id).out().contains("6 of 6 members have it"));
        assertTrue(run("trace", "last").out().lines().findFirst().orElseThrow().endsWith("[hello]"));
        assertEquals(1, run("trace", tool.peers().getFirst() + "/1/0").exitCode());
        assertEquals(2, run("trace", "nonsense").exitCode());
    }

    @Test
    void graph_agrees_with_the_links_of_all_peers() throws Exception {
        ToolRun run = run("graph", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        for (Address peer : tool.peers()) {
            assertEquals(new TreeSet<>(tool.live.neighbors(peer)).toString(), run.python("str(sorted(a if b == '" + peer
                    + "' else b for a, b in d['edges'] if '" + peer + "' in (a, b))).replace(chr(39), '')"));
        }
        assertEquals("6 1 [] True", run.python(
                "d['peers'], d['components'], d['oneWayLinks'], 0 < d['hubTrafficShare'] <= 1, sep=' '"));
        assertTrue(run("graph").out().contains("peers whose failure splits the overlay (articulation points): "));
        assertTrue(run("graph", "--dot").out().startsWith("graph overlay {"));
        assertTrue(run("graph", "--graphml").out().contains("<edge source="));
    }

    @Test
    void graph_names_the_ends_of_a_bridge() throws Exception {
        try (LiveNetwork pair = new LiveNetwork(Duration.ofSeconds(13))) {
            Address pairSeed = pair.startSeed();
            List<Address> ends = pair.startPeers(2, 0).stream().sorted().toList();
            ToolRun run = ToolRun.of(pairSeed, "graph");
            assertTrue(run.out().contains("links whose loss splits it (bridges): 1: " + ends.getFirst() + " (live) - "
                    + ends.getLast() + " (live)\n"), run::toString);
        }
    }

    @Test
    void watch_prints_the_text_of_each_message_once() throws Exception {
        FutureTask<ToolRun> watch = new FutureTask<>(() -> run("watch", "--messages", "--count=2", "--for=15s"));
        Thread.startVirtualThread(watch);
        for (int i = 0; !watch.isDone(); i++) {
            run("send", "message-" + i);
        }
        List<String> lines = watch.get().out().lines().toList();
        assertEquals(0, watch.get().exitCode(), watch.get()::toString);
        assertEquals(2, Set.copyOf(lines).size(), lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.matches("\\[.*\\[message-\\d+]")), lines::toString);
    }

    @Test
    void watch_prints_one_object_a_line_and_ends_with_exit_code_1_without_enough_events() throws Exception {
        FutureTask<ToolRun> watch = new FutureTask<>(
                () -> run("watch", "--events", "GOSSIP_GEN*", "--count=1", "--for=15s", "--json"));
        Thread.startVirtualThread(watch);
        while (!watch.isDone()) {
            run("send", "hello");
        }
        assertEquals("GOSSIP_GENERATED", watch.get().python("d['event']"));
        assertEquals(1, run("watch", "--events", "GAP", "--count=1", "--for=200ms").exitCode());
    }

    @Test
    void a_node_can_be_named_and_an_unknown_name_is_a_usage_error() {
        ToolRun ambiguous = run("neighbors", "live");
        assertEquals(2, ambiguous.exitCode());
        assertTrue(ambiguous.err().startsWith("the name 'live' is used by ["), ambiguous::toString);
        for (String command : List.of("neighbors nobody", "status nobody", "watch nobody", "messages nobody",
                "send --to nobody hello")) {
            assertUsageError("no member is named 'nobody'; gossip.sh members lists the names", command);
        }
        assertUsageError("no member is named 'nobody'; if it is gone, give its address, or read its event log"
                + " with gossip.sh explain nobody --log FILE", "explain nobody");
        assertUsageError("no member is named 'nobody'; if it is gone, give its address, with which the ids begin",
                "messages --origin nobody");
    }

    private void assertUsageError(String error, String command) {
        ToolRun run = run(command.split(" "));
        assertEquals("2 " + error + " (--help lists the options)", run.exitCode() + " " + run.err().strip());
    }

    @Test
    void when_every_peer_refuses_to_publish_the_exit_code_is_1_and_the_ways_out_are_named() throws Exception {
        Address closed = tool.live.startPeer(0, 0, config -> config.withControl(Control.NONE));
        ToolRun run = run("send", "--to", closed.toString(), "hello");
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.err().endsWith("run the command on the host of a peer, or start a peer with --control any\n"),
                run::toString);
        assertEquals(3, run("send", "--to", "127.0.0.1:1", "hello").exitCode());
    }
}
