package gossip.report;

import static gossip.report.CheckTest.failing;
import static gossip.report.SampleRun.LOG;
import static gossip.report.SampleRun.SHUTDOWN;
import static gossip.report.SampleRun.analysis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests reports on a log that contains several runs. */
class SeveralRunsTest {

    private static final String NEXT_DAY = (LOG + SHUTDOWN).replace("2026-11-22T", "2026-11-23T");

    private static String atOtherAddresses(String log) {
        return log.replace(":600", ":700").replace("id=a", "id=c").replace("id=b", "id=d");
    }

    private static String withoutSeedLines(String log) {
        return String.join("\n", log.lines().filter(line -> !line.contains(" SEED_ST")).toList()) + "\n";
    }

    private static RunAnalysis lastOf(String... runs) {
        return analysis(String.join("", runs));
    }

    @Test
    void only_the_last_of_several_runs_counts() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, atOtherAddresses(NEXT_DAY));
        assertEquals(1, analysis.run().earlierRuns());
        assertEquals(Set.of(), Set.copyOf(failing(analysis)));
        assertEquals(analysis(atOtherAddresses(NEXT_DAY)).delivery().messages().size(), analysis.delivery().messages().size());
    }

    @Test
    void the_same_peers_may_run_again() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, NEXT_DAY);
        assertEquals(Set.of(), Set.copyOf(failing(analysis)));
        assertEquals(4, analysis.run().instances().size());
        assertEquals(0, analysis.delivery().duplicates());
    }

    @Test
    void a_peer_without_peer_stopped_has_ended_when_it_is_declared_dead() {
        String killed = LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001");
        assertEquals(1, lastOf(killed, SHUTDOWN, atOtherAddresses(NEXT_DAY)).run().earlierRuns());
    }

    @Test
    void a_hung_peer_that_continues_does_not_end_the_run() {
        String again = "2026-11-23T12:41:08.000+01:00 PEER 127.0.0.1:6003 PING_SENT peer=127.0.0.1:6001\n";
        String hung = LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001");
        assertEquals(0, lastOf(hung, SHUTDOWN, again).run().earlierRuns());
    }

    @Test
    void a_run_that_was_killed_as_a_whole_by_kill_9_is_told_apart_from_the_next_one() {
        RunAnalysis sameAddresses = lastOf(LOG, NEXT_DAY);
        assertEquals(1, sameAddresses.run().earlierRuns());
        assertEquals(Set.of(), Set.copyOf(failing(sameAddresses)));
        RunAnalysis otherAddresses = lastOf(LOG, atOtherAddresses(NEXT_DAY).replace(":500", ":900"));
        assertEquals(Set.of(), Set.copyOf(failing(otherAddresses)));
        assertEquals(Set.of("127.0.0.1:9000", "127.0.0.1:9001"), otherAddresses.run().seeds());
    }

    @Test
    void the_summary_mentions_earlier_runs() {
        assertTrue(RunSummary.of(lastOf(LOG, SHUTDOWN, NEXT_DAY)).stream().anyMatch(line -> line.contains("1 in the same log")));
        assertTrue(RunSummary.of(lastOf(LOG, SHUTDOWN)).stream().noneMatch(line -> line.contains("in the same log")));
    }

    @Test
    void seeds_that_continue_belong_to_both_runs() {
        RunAnalysis analysis = lastOf(LOG, withoutSeedLines(SHUTDOWN), atOtherAddresses(withoutSeedLines(NEXT_DAY)));
        assertEquals(Set.of("127.0.0.1:5000", "127.0.0.1:5001"), analysis.run().seeds());
    }

    /** The seeds of the first run stop after its peers, a day before the second run. */
    @Test
    void a_run_begins_with_the_first_start_of_a_node() {
        assertEquals(analysis(NEXT_DAY).run().first(), lastOf(LOG, SHUTDOWN, NEXT_DAY).run().first());
    }

    @Test
    void a_seed_that_had_stopped_does_not_belong_to_the_next_run() {
        RunAnalysis analysis = lastOf(LOG, SHUTDOWN, atOtherAddresses(withoutSeedLines(NEXT_DAY)));
        assertEquals(Set.of("127.0.0.1:5001"), analysis.run().seeds());
    }

    @Test
    void a_removal_of_a_peer_of_an_earlier_run_is_not_a_false_death() {
        String late = "2026-11-23T12:40:30.000+01:00 SEED 127.0.0.1:5001 PEER_REMOVED peer=127.0.0.1:6001 reason=dead members=3\n";
        assertEquals(Set.of(), Set.copyOf(failing(lastOf(LOG, SHUTDOWN, atOtherAddresses(NEXT_DAY), late))));
    }

    @Test
    void a_peer_that_restarts_while_others_run_belongs_to_the_same_run() {
        String again = "2026-11-22T12:41:05.000+01:00 PEER 127.0.0.1:6003 PEER_STARTED name=carol\n";
        assertEquals(0, lastOf(LOG, again, SHUTDOWN).run().earlierRuns());
    }

    @Test
    void the_summary_mentions_lines_lost_because_the_disk_was_full() {
        String skipped = "2026-11-22T12:41:05.000+01:00 LOG file FILE_SKIPPED file=outputfile.txt lines=7\n";
        RunAnalysis analysis = lastOf(LOG, skipped, skipped);
        assertEquals(14, analysis.run().missingLines());
        assertTrue(RunSummary.of(analysis).stream().anyMatch(line -> line.endsWith(", lines lost because the disk was full: 14")));
    }
}
