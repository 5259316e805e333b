package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.PeerConfig;
import gossip.protocol.Address;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that explain failures, against peers on sockets with a short heartbeat. */
class ToolExplainTest {

    @RegisterExtension
    private final ToolNetwork tool = new ToolNetwork(Duration.ofMillis(300), 5);

    private ToolRun run(String... args) {
        return tool.run(args);
    }

    @Test
    void explain_tells_that_a_crashed_peer_lost_its_connections_and_was_removed() throws Exception {
        Address crashed = tool.peers().getFirst();
        tool.live.crash(crashed);
        tool.live.events.await("the removal", () -> tool.live.events.has(tool.seed(), "PEER_REMOVED"));
        ToolRun run = run("explain", crashed.toString(), "--json");
        assertEquals(0, run.exitCode(), run::toString);
        String verdict = run.python("d['verdict']");
        assertTrue(verdict.matches(crashed + " was declared dead by \\d of \\d neighbors after 3 missed PINGs; the"
                + " connection was lost \\(.*\\) \\d+ s before; the seed's probe was refused because its process had ended,"
                + " so it was removed."),
                verdict);
        assertEquals("True True", run.python(
                "[e['time'] for e in d['events']] == sorted(e['time'] for e in d['events']), "
                + "'PEER_REMOVED' in [e['event'] for e in d['events']], sep=' '"));
        // Another neighbor may declare it dead meanwhile, so only the end of the sentence is the same.
        String text = run("explain", crashed.toString()).out().replace("\n", " ");
        assertTrue(text.endsWith("because its process had ended, so it was removed. "), text);
    }

    @Test
    void a_removed_peer_is_found_by_its_name_until_a_member_with_this_name_fails() throws Exception {
        Address gone = startNamed("ada");
        ToolRun unknown = run("explain", "eve");
        assertEquals(2, unknown.exitCode(), unknown::toString);
        assertTrue(unknown.err().startsWith("no member is named 'eve'; if it is gone, give its address"), unknown::err);
        crashAndAwaitRemoval(gone);
        ToolRun run = run("explain", "ada", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals(gone + " ['ada']", run.python(
                "d['address'], [e['name'] for e in d['events'] if e['event'] == 'PEER_REMOVED'], sep=' '"));
        assertTrue(run.python("d['verdict']").startsWith(gone + " was declared dead by "), run::out);

        Address next = startNamed("ada");
        run = run("explain", "ada");
        assertTrue(run.out().contains("\n" + gone + " was declared dead by "), run::toString);
        assertEquals(next + " (ada) has no recorded failure; this is about " + gone + ", which had the name before\n",
                run.err());
        crashAndAwaitRemoval(next);
        run = run("explain", "ada");
        assertTrue(run.out().contains("\n" + next + " was declared dead by "), run::toString);
    }

    private Address startNamed(String name) throws Exception {
        Address peer = tool.live.startPeer(0, 0, config -> new PeerConfig(name, config.seeds(), 0,
                config.gossipInterval(), config.pingInterval(), config.pingMisses(), config.links(),
                config.maxDegree(), config.dissemination(), config.zone()));
        tool.live.events.await(name + " to join", () -> !tool.live.neighbors(peer).isEmpty());
        return peer;
    }

    private void crashAndAwaitRemoval(Address peer) throws Exception {
        tool.live.crash(peer);
        tool.live.events.await("the removal", () -> tool.live.events.of(tool.seed(), "PEER_REMOVED").stream()
                .anyMatch(entry -> entry.about().equals(peer.toString())));
    }

    @Test
    void explain_of_a_peer_without_failures_has_exit_code_1() {
        ToolRun run = run("explain", tool.peers().getFirst().toString());
        assertEquals("1 no node recorded a failure of " + tool.peers().getFirst() + ".",
                run.exitCode() + " " + run.out().strip());
    }

    @Test
    void explain_reads_a_log(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                2026-11-22T12:40:00.000+01:00 PEER a:1 NEIGHBOR_CONNECTED peer=b:2 direction=in degree=1
                2026-11-22T12:40:10.000+01:00 PEER d:5 NEIGHBOR_DISCONNECTED peer=b:2 reason=surplus degree=2
                2026-11-22T12:40:20.000+01:00 PEER a:1 PING_MISSED peer=b:2 misses=1
                2026-11-22T12:40:46.000+01:00 PEER a:1 PING_MISSED peer=b:2 misses=3
                2026-11-22T12:40:46.001+01:00 PEER a:1 NEIGHBOR_DEAD peer=b:2 incarnation=7
                2026-11-22T12:40:46.002+01:00 SEED s:3 DEATH_REPORTED peer=b:2 by=a:1
                2026-11-22T12:40:47.000+01:00 SEED s:3 DEATH_REFUTED peer=b:2
                2026-11-22T12:40:48.000+01:00 PEER a:1 PING_MISSED peer=c:4 misses=3
                """);
        ToolRun run = run("explain", "b:2", "--log", log.toString());
        assertTrue(run.out().replace("\n", " ").endsWith("b:2 was declared dead by 1 of 1 neighbor after 3 missed"
                + " PINGs; no connection was"
                + " lost before, so it was silent: hung, overloaded or cut off; but it answered the seed, so it was"
                + " suspected wrongly. "), run::toString);
        assertTrue(!run.out().contains("c:4"));
    }

    @Test
    void the_probe_after_the_return_of_a_hung_peer_does_not_change_the_verdict(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                2026-11-22T12:40:46.000+01:00 PEER a:1 PING_MISSED peer=b:2 misses=3
                2026-11-22T12:40:46.001+01:00 PEER a:1 NEIGHBOR_DEAD peer=b:2 incarnation=7
                2026-11-22T12:40:49.000+01:00 SEED s:3 PEER_PROBED peer=b:2 result=silent
                2026-11-22T12:40:49.000+01:00 SEED s:3 PEER_REMOVED peer=b:2 reason=dead members=1 incarnation=7
                2026-11-22T12:41:00.000+01:00 SEED s:4 PEER_PROBED peer=b:2 result=replaced
                2026-11-22T12:41:00.001+01:00 SEED s:3 PEER_REGISTERED peer=b:2 members=2 incarnation=8
                """);
        ToolRun run = run("explain", "b:2", "--log", log.toString());
        assertTrue(run.out().replace("\n", " ").endsWith("accepted and not answered because its process hung or was"
                + " stopped, so it was removed; it has joined again since. "), run::toString);
    }

    @Test
    void a_start_before_a_declaration_is_told_apart_from_one_after_it(@TempDir Path folder) throws Exception {
        String lost = """
                2026-11-22T12:40:00.000Z PEER b:2 PEER_STARTED name=bob
                2026-11-22T12:40:10.000Z PEER a:1 NEIGHBOR_DISCONNECTED peer=b:2 reason=closed degree=1
                2026-11-22T12:40:10.000Z PEER c:3 NEIGHBOR_DISCONNECTED peer=b:2 reason=closed degree=1
                """;
        String dead = """
                2026-11-22T12:40:46.000Z PEER a:1 PING_MISSED peer=b:2 misses=3
                2026-11-22T12:40:46.001Z PEER a:1 NEIGHBOR_DEAD peer=b:2 incarnation=1795351200000
                2026-11-22T12:40:46.100Z SEED s:3 PEER_PROBED peer=b:2 result=refused
                2026-11-22T12:40:46.100Z SEED s:3 PEER_REMOVED peer=b:2 reason=dead members=1 incarnation=1795351200000
                """;
        String started = """
                2026-11-22T12:41:00.000Z PEER b:2 PEER_STARTED name=bob
                2026-11-22T12:41:00.100Z SEED s:3 PEER_PROBED peer=b:2 result=replaced
                2026-11-22T12:41:00.100Z SEED s:3 PEER_REMOVED peer=b:2 reason=dead members=1 incarnation=1795351200000
                2026-11-22T12:41:00.200Z SEED s:3 PEER_REGISTERED peer=b:2 members=2 incarnation=1795351260000
                2026-11-22T12:41:00.300Z PEER c:3 NEIGHBOR_DEAD peer=b:2 incarnation=1795351200000
                """;
        String hung = """
                2026-11-22T12:50:00.000Z PEER a:1 PING_MISSED peer=b:2 misses=3
                2026-11-22T12:50:00.001Z PEER a:1 NEIGHBOR_DEAD peer=b:2 incarnation=1795351260000
                2026-11-22T12:50:01.000Z SEED s:3 PEER_PROBED peer=b:2 result=silent
                2026-11-22T12:50:01.000Z SEED s:3 PEER_REMOVED peer=b:2 reason=dead members=1 incarnation=1795351260000
                """;
        assertEquals("b:2 was started again 50 s after the connection was lost (closed); no neighbor had declared it"
                + " dead.", verdict(folder, lost + started));
        assertEquals("b:2 was declared dead by 1 of 2 neighbors after 3 missed PINGs; the connection was lost (closed)"
                + " 36 s before; the seed's probe was refused because its process had ended, so it was removed; it was"
                + " started again since.", verdict(folder, lost + dead + started));
        String last = verdict(folder, lost + started + hung);
        assertTrue(last.endsWith("hung or was stopped, so it was removed."), last);
    }

    private String verdict(Path folder, String log) throws Exception {
        Path file = Files.writeString(folder.resolve("log"), log);
        return run("explain", "b:2", "--log", file.toString(), "--json").python("d['verdict']");
    }

    @Test
    void times_have_milliseconds_also_at_a_full_second(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                2026-11-22T12:40:46.000+01:00 PEER a:1 PING_MISSED peer=b:2 misses=1
                2026-11-22T12:40:46.001+01:00 PEER a:1 PING_MISSED peer=b:2 misses=2
                """);
        ToolRun run = run("explain", "b:2", "--log", log.toString(), "--json");
        assertEquals("2026-11-22T11:40:46.000Z 2026-11-22T11:40:46.001Z",
                run.python("' '.join(e['time'] for e in d['events'])"));
    }

    @Test
    void a_log_knows_the_names_of_peers_that_are_gone(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), """
                2026-11-22T12:40:00.000+01:00 PEER b:1 PEER_STARTED name=bob
                2026-11-22T12:40:01.000+01:00 PEER b:2 PEER_STARTED name=bob
                2026-11-22T12:40:02.000+01:00 PEER a:1 PEER_STARTED name=ann
                2026-11-22T12:40:46.000+01:00 PEER a:1 PING_MISSED peer=b:2 misses=1
                2026-11-22T12:40:47.000+01:00 SEED s:3 DEATH_REPORTED peer=b:2 by=a:1
                """);
        ToolRun run = run("explain", "bob", "--log", log.toString(), "--seed=127.0.0.1:1");
        assertTrue(run.out().contains("  a:1 (ann)  PING_MISSED misses=1\n"), run::toString);
        assertTrue(run.out().contains("  s:3  DEATH_REPORTED by=a:1 (ann)\n"), run::toString);
        assertTrue(run.out().endsWith("b:2 missed 1 PING and was not declared dead.\n"), run::toString);
        ToolRun unknown = run("explain", "eve", "--log", log.toString());
        assertEquals("2 no peer is named 'eve' in " + log + "; give its address (--help lists the options)",
                unknown.exitCode() + " " + unknown.err().strip());
    }

    @Test
    void check_of_a_sound_network_finds_nothing() throws Exception {
        ToolRun run = run("check", "--json");
        assertEquals("0 True []", run.exitCode() + " " + run.python("d['ok'], d['findings'], sep=' '"));
        assertEquals("ok: 1 seed, 5 members", run("check").out().strip());
    }

    @Test
    void check_names_a_seed_and_a_member_that_do_not_answer() throws Exception {
        try (ServerSocket hung = new ServerSocket(0); RawClient client = new RawClient(tool.seed())) {
            String address = "127.0.0.1:" + hung.getLocalPort();
            client.send("REGISTER " + address + " 7 2\n").lineWith("LIST");
            ToolRun run = run("check", "--seed=127.0.0.1:1", "--timeout=2s", "--json");
            assertEquals(1, run.exitCode(), run::toString);
            assertEquals("[('member unreachable', '" + address + "'), ('seed unreachable', '127.0.0.1:1')]",
                    run.python("sorted((f['check'], n) for f in d['findings'] for n in f['nodes'])"));
        }
    }
}
