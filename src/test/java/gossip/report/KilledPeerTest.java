package gossip.report;

import static gossip.report.CheckTest.failing;
import static gossip.report.SampleRun.LOG;
import static gossip.report.SampleRun.analysis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests reports on peers that were killed again, that restarted, or that hung. */
class KilledPeerTest {
    private static final String SECOND_START = """
            2026-11-22T12:41:01.147+01:00 PEER 127.0.0.1:6003 PEER_STARTED name=carol
            2026-11-22T12:41:01.200+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6003 reason=dead incarnation=1795347600000
            2026-11-22T12:41:01.500+01:00 PEER 127.0.0.1:6003 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:41:01.600+01:00 PEER 127.0.0.1:6003 REGISTERED seed=127.0.0.1:5000
            2026-11-22T12:41:01.700+01:00 PEER 127.0.0.1:6003 JOINED neighbors=1
            2026-11-22T12:41:02.000+01:00 PEER 127.0.0.1:6003 PEER_STOPPED
            2026-11-22T12:41:35.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=127.0.0.1:6003 incarnation=1795347660000
            2026-11-22T12:41:36.000+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6003 reason=dead incarnation=1795347660000
            """;

    @Test
    void a_second_kill_counts_the_declarations_of_its_own_incarnation_and_its_own_neighbors() {
        RunAnalysis analysis = analysis(LOG + SECOND_START);
        assertEquals(List.of(), failing(analysis));
        KilledPeer second = analysis.killedPeers().getLast();
        assertEquals("1 [127.0.0.1:6001] [127.0.0.1:5000]", second.degree() + " "
                + second.declarations().stream().map(KilledPeer.Reaction::by).toList() + " "
                + second.removals().stream().map(KilledPeer.Reaction::by).toList());
    }

    @Test
    void the_removal_of_a_peer_by_kill_9_that_has_restarted_is_not_a_false_death() {
        String killed = LOG.lines().filter(line -> !line.contains("6003 PEER_STOPPED") && !line.contains("NEIGHBOR_DEAD")
                && !line.contains("PEER_REMOVED")).reduce("", (log, line) -> log + line + "\n");
        assertEquals(List.of(), failing(analysis(killed + """
                2026-11-22T12:40:21.147+01:00 PEER 127.0.0.1:6003 PEER_STARTED name=carol
                2026-11-22T12:40:21.500+01:00 PEER 127.0.0.1:6003 JOINED neighbors=1
                2026-11-22T12:40:21.200+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6003 reason=dead incarnation=1795347600000
                2026-11-22T12:41:00.012+01:00 PEER 127.0.0.1:6003 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6001 hops=1 message=after
                """)));
    }

    @Test
    void a_removed_peer_that_was_silent_and_continued_is_named_with_the_reactions_of_the_others() {
        RunAnalysis analysis = analysis(LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001")
                + "2026-11-22T12:40:58.000+01:00 PEER 127.0.0.1:6003 REBORN incarnation=1795347658000\n"
                + "2026-11-22T12:41:00.011+01:00 PEER 127.0.0.1:6003 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6001 hops=1 message=after\n");
        assertEquals(List.of(), failing(analysis));
        assertTrue(Check.of(analysis).stream().anyMatch(check -> check.text()
                .equals("others declared dead: 0; without silent peers: 127.0.0.1:6003")));
        String summary = String.join("\n", RunSummary.of(analysis));
        assertTrue(summary.contains("""
                Silence
                  silent            127.0.0.1:6003 (carol) from 12:40:20.000 to 12:40:58.000; it hung or could not log
                  declared dead by  127.0.0.1:6001 (ada)  after  30.0 s
                                    127.0.0.1:6002 (bob)  after  35.0 s
                  removed at        127.0.0.1:5000        after  30.1 s
                                    127.0.0.1:5001        after  30.2 s"""), summary);
    }

    @Test
    void the_time_of_a_removal_is_not_judged() {
        RunAnalysis late = analysis(LOG.replace("12:40:50.200", "12:41:01.000"));
        assertEquals(List.of(), failing(late));
        assertTrue(RunSummary.of(late).stream().noneMatch(line -> line.contains("outside the expected time")));
    }
}
