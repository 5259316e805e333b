package gossip.report;

import static gossip.report.CheckTest.failing;
import static gossip.report.SampleRun.LOG;
import static gossip.report.SampleRun.SHUTDOWN;
import static gossip.report.SampleRun.analysis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A log to which run after run was appended. */
class SeveralRunsTest {

    private static final String NEXT_DAY = (LOG + SHUTDOWN).replace("2026-11-22T", "2026-11-23T");

    private static String elsewhere(String log) {
        return log.replace(":600", ":700").replace("id=a", "id=c").replace("id=b", "id=d");
    }

    private static String withoutSeedsOwnLines(String log) {
        return String.join("\n", log.lines().filter(line -> !line.contains(" SEED_ST")).toList()) + "\n";
    }

    private static RunAnalysis lastOf(String... runs) {
        return analysis(String.join("", runs));
    }

    @Test
    void of_several_runs_the_last_one_counts() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, elsewhere(NEXT_DAY));
        assertEquals(1, analysis.run().earlierRuns());
        assertEquals(Set.of(), Set.copyOf(failing(analysis)));
        assertEquals(analysis(elsewhere(NEXT_DAY)).delivery().messages().size(), analysis.delivery().messages().size());
    }

    @Test
    void the_same_peers_may_run_again() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, NEXT_DAY);
        assertEquals(Set.of(), Set.copyOf(failing(analysis)));
        assertEquals(4, analysis.run().instances().size());
        assertEquals(0, analysis.delivery().duplicates());
    }

    @Test
    void a_peer_that_was_killed_without_a_last_word_is_gone_once_it_is_found_dead() {
        String killed = LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001");
        assertEquals(1, lastOf(killed, SHUTDOWN, elsewhere(NEXT_DAY)).run().earlierRuns());
    }

    @Test
    void a_peer_that_was_held_for_dead_and_goes_on_is_of_the_run_still() {
        String again = "2026-11-22T12:41:08.000+01:00 PEER 127.0.0.1:6003 PING_SENT peer=127.0.0.1:6001\n";
        String hung = LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001") + again;
        assertEquals(0, lastOf(hung, SHUTDOWN, elsewhere(NEXT_DAY)).run().earlierRuns());
    }

    @Test
    void the_summary_says_that_there_were_others() {
        assertTrue(RunSummary.of(lastOf(LOG, SHUTDOWN, NEXT_DAY)).stream().anyMatch(line -> line.contains("1 run in the same log")));
        assertTrue(RunSummary.of(lastOf(LOG, SHUTDOWN)).stream().noneMatch(line -> line.contains("in the same log")));
    }

    @Test
    void seeds_that_went_on_belong_to_both() {
        RunAnalysis analysis = lastOf(LOG, withoutSeedsOwnLines(SHUTDOWN), elsewhere(withoutSeedsOwnLines(NEXT_DAY)));
        assertEquals(Set.of("127.0.0.1:5000", "127.0.0.1:5001"), analysis.run().seeds());
    }

    @Test
    void a_seed_that_had_stopped_before_does_not() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, elsewhere(withoutSeedsOwnLines(NEXT_DAY)));
        assertEquals(Set.of("127.0.0.1:5001"), analysis.run().seeds());
    }

    @Test
    void that_a_seed_removes_peers_of_the_run_before_is_no_mistake() {
        String late = "2026-11-23T12:40:30.000+01:00 SEED 127.0.0.1:5001 PEER_REMOVED peer=127.0.0.1:6001 reason=dead members=3\n";
        assertEquals(Set.of(), Set.copyOf(failing(lastOf(LOG, SHUTDOWN, elsewhere(NEXT_DAY), late))));
    }

    @Test
    void a_peer_that_starts_again_while_others_run_is_of_the_same_run() {
        String again = "2026-11-22T12:41:05.000+01:00 PEER 127.0.0.1:6003 PEER_STARTED name=carol\n";
        assertEquals(0, lastOf(LOG, again, SHUTDOWN).run().earlierRuns());
    }

    @Test
    void lines_that_a_full_disk_did_not_take_are_told() {
        String skipped = "2026-11-22T12:41:05.000+01:00 LOG file FILE_SKIPPED file=outputfile.txt lines=7\n";
        RunAnalysis analysis = lastOf(LOG, skipped, skipped);
        assertEquals(14, analysis.run().missingLines());
        assertTrue(RunSummary.of(analysis).stream().anyMatch(line -> line.endsWith(", lines that a full disk did not take: 14")));
    }
}
