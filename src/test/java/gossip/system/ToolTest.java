package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands about a running network, against peers on sockets. */
class ToolTest {

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));
    private Address seed;
    private List<Address> peers;

    @BeforeEach
    void start() throws Exception {
        seed = network.startSeed();
        peers = network.startPeers(6, 0);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private ToolRun run(String... args) {
        ToolRun run = ToolRun.of(seed, args);
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 100 || line.startsWith("{")), run::toString);
        return run;
    }

    @Test
    void members_lists_every_peer_with_its_name_and_the_seeds_that_list_it() throws Exception {
        ToolRun run = run("members", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("6 ['live'] ['" + seed + "']", run.python("len(d['members']), "
                + "sorted(set(m['name'] for m in d['members'])), d['members'][0]['seeds'], sep=' '"));
        assertEquals(peers.stream().sorted().map(Address::toString).toList().toString(),
                run.python("str([m['address'] for m in d['members']]).replace(chr(39), '')"));
        assertTrue(run("members").out().contains("6 members"));
    }

    @Test
    void status_has_a_row_for_each_node_and_names_one_that_does_not_answer() throws Exception {
        ToolRun run = run("status", "--json");
        assertEquals("['seed', 'peer', 'peer', 'peer', 'peer', 'peer', 'peer']",
                run.python("[n['role'] for n in d['nodes']]"));
        assertEquals("True", run.python("all(n['degree'] >= 1 and n['rttMs'] > 0 for n in d['nodes'][1:])"));
        network.crash(peers.getFirst());
        ToolRun partial = run("status");
        assertEquals(1, partial.exitCode());
        assertTrue(partial.out().contains(peers.getFirst() + " does not answer: connection refused"), partial::toString);
    }

    @Test
    void without_a_listening_seed_the_exit_code_is_3() {
        network.stopSeed(seed);
        ToolRun run = run("members");
        assertEquals("3 no seed is reachable: " + seed + " (connection refused)",
                run.exitCode() + " " + run.err().strip());
    }
}
