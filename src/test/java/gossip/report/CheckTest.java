package gossip.report;

import static gossip.report.SampleRun.LOG;
import static gossip.report.SampleRun.analysis;
import static gossip.report.SampleRun.killed;
import static gossip.report.SampleRun.with;
import static gossip.report.SampleRun.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    static List<String> failing(RunAnalysis analysis) {
        return Check.of(analysis).stream().filter(check -> !check.holds()).map(Check::text).toList();
    }

    private static void assertFails(String check, String log) {
        assertEquals(List.of(check), failing(analysis(log)));
    }

    @Test
    void all_checks_hold_for_a_correct_run() {
        assertEquals("""
                ok   seeds started: 2
                ok   peers started: 4
                ok   peers joined: 4 of 4
                ok   messages delivered: 5 of 5 due = 100.00 %
                ok   duplicate deliveries: 0
                ok   127.0.0.1:6003 declared dead in time: 2 of 2 declarations within 26.0 s to 39.0 s (tolerance 0.8 s)
                ok   127.0.0.1:6003 removed as dead: at 2 of 2 seeds that registered it
                ok   gossip continued: 1 of 1 later message reached every survivor
                ok   others declared dead: 0
                ok   bad input: 0""", String.join("\n", Check.of(analysis(LOG)).stream().map(Check::toString).toList()));
    }

    @Test
    void the_order_of_lines_of_different_nodes_does_not_matter() {
        List<String> byNode = LOG.lines().sorted(Comparator.comparing(line -> line.split(" ")[2])).toList();
        assertEquals(List.of(), failing(analysis(String.join("\n", byNode))));
    }

    @Test
    void a_run_without_a_kill_has_no_checks_of_a_kill() {
        RunAnalysis analysis = analysis(without("PEER_STOPPED").lines().filter(line -> line.compareTo("2026-11-22T12:40:14") < 0)
                .reduce("", (log, line) -> log + line + "\n"));
        assertEquals(List.of(), analysis.killedPeers());
        assertEquals(7, Check.of(analysis).size());
        assertEquals(List.of(), failing(analysis));
    }

    @Test
    void a_missing_seed_or_peer_fails() {
        assertFails("seeds started: 1, expected 2", without("5001 SEED_STARTED"));
        assertFails("peers started: 3, expected 4", without("6004"));
    }

    @Test
    void a_peer_that_never_joined_fails() {
        assertFails("peers joined: 3 of 4", without("6002 JOINED"));
    }

    @Test
    void a_peer_that_ended_before_its_join_was_due_is_too_early_to_tell() {
        String start = LOG + "2026-11-22T12:40:50.000+01:00 PEER 127.0.0.1:6009 PEER_STARTED name=eve\n";
        String check = "peers joined: 4 of 5; too early to tell";
        assertTrue(Check.of(analysis(start + "2026-11-22T12:40:50.400+01:00 PEER 127.0.0.1:6009 PEER_STOPPED\n")).stream()
                .anyMatch(each -> each.toString().equals("-    " + check)));
        assertTrue(failing(analysis(start)).contains("peers joined: 4 of 5"), "it runs to the end of the log");
    }

    @Test
    void a_lost_message_fails() {
        assertFails("messages delivered: 4 of 5 due = 80.00 %", without("6004 GOSSIP_RECEIVED id=b/0"));
    }

    @Test
    void a_message_after_the_last_line_of_a_peer_that_may_have_been_killed_is_not_due() {
        RunAnalysis analysis = analysis(LOG.lines().filter(line -> line.compareTo("2026-11-22T12:40:15") < 0
                && !(line.contains("6004 GOSSIP_RECEIVED id=b/0"))).reduce("", (log, line) -> log + line + "\n"));
        assertEquals(List.of(), failing(analysis));
        assertEquals(4, analysis.delivery().due());
    }

    @Test
    void a_run_without_messages_fails() {
        assertEquals(List.of("messages delivered: 0 of 0 due = n/a"), failing(analysis(without("GOSSIP_"))));
    }

    @Test
    void a_message_delivered_twice_fails() {
        assertFails("duplicate deliveries: 1, expected 0", LOG
                + "2026-11-22T12:41:00.013+01:00 PEER 127.0.0.1:6002 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6004 hops=3 message=after\n");
    }

    @Test
    void a_message_that_returns_to_its_origin_fails() {
        assertFails("duplicate deliveries: 1, expected 0", LOG
                + "2026-11-22T12:41:00.013+01:00 PEER 127.0.0.1:6001 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6004 hops=3 message=after\n");
    }

    @Test
    void a_death_declared_too_late_or_too_early_fails() {
        String fails = "127.0.0.1:6003 declared dead in time: 1 of 2 declarations within 26.0 s to 39.0 s (tolerance 0.8 s)";
        assertFails(fails, with("12:40:55.000+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DEAD", "12:40:59.800+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DEAD"));
        assertFails(fails, with("12:40:50.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD", "12:40:45.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD"));
    }

    @Test
    void a_death_declared_before_the_kill_is_a_false_one_and_has_no_detection_time() {
        RunAnalysis analysis = analysis(with("12:40:50.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD",
                "12:40:15.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD").replace("12:40:14.030+01:00 PEER 127.0.0.1:6001 PING_SENT",
                "12:40:14.030+01:00 PEER 127.0.0.1:6003 PING_SENT"));
        assertEquals(List.of("others declared dead: 1: 127.0.0.1:6003 by 127.0.0.1:6001"), failing(analysis));
        assertEquals(1, analysis.killedPeers().getFirst().declarations().size());
    }

    @Test
    void a_run_that_ended_before_a_detection_was_due_is_too_early_to_tell() {
        List<Check> checks = Check.of(analysis(LOG.lines().filter(line -> line.compareTo("2026-11-22T12:40:45") < 0)
                .reduce("", (log, line) -> log + line + "\n"), killed("127.0.0.1:6003")));
        assertEquals(List.of(
                "-    127.0.0.1:6003 declared dead in time: 0 of 0 declarations within 26.0 s to 39.0 s (tolerance 0.8 s)"
                        + "; too early to tell",
                "-    127.0.0.1:6003 removed as dead: at 0 of 2 seeds that registered it; too early to tell",
                "-    gossip continued: 0 of 0 later messages reached every survivor; too early to tell"),
                checks.stream().filter(check -> check.result() == Check.Result.TOO_EARLY).map(Check::toString).toList());
        assertTrue(checks.stream().allMatch(Check::holds));
    }

    @Test
    void a_death_declared_within_the_tolerance_holds() {
        assertEquals(List.of(), failing(analysis(
                with("12:40:55.000+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DEAD", "12:40:59.700+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DEAD"))));
    }

    @Test
    void a_death_that_no_neighbor_declared_fails() {
        assertFails("127.0.0.1:6003 declared dead in time: 0 of 0 declarations within 26.0 s to 39.0 s (tolerance 0.8 s)",
                without("NEIGHBOR_DEAD"));
    }

    @Test
    void a_seed_that_keeps_the_dead_peer_fails() {
        String fails = "127.0.0.1:6003 removed as dead: at 1 of 2 seeds that registered it";
        assertFails(fails, without("5001 PEER_REMOVED"));
        assertFails(fails, with("5001 PEER_REMOVED peer=127.0.0.1:6003 reason=dead", "5001 PEER_REMOVED peer=127.0.0.1:6003 reason=expired"));
    }

    @Test
    void a_peer_that_ended_before_it_was_registered_need_not_be_removed() {
        List<String> texts = Check.of(analysis(LOG + "2026-11-22T12:40:20.000+01:00 PEER 127.0.0.1:6009 PEER_STARTED name=eve\n"
                + "2026-11-22T12:40:20.100+01:00 PEER 127.0.0.1:6009 PEER_STOPPED reason=quit\n")).stream()
                .filter(Check::holds).map(Check::text).toList();
        assertTrue(texts.contains("127.0.0.1:6009 removed as dead: at 0 of 0 seeds that registered it; it ended before that"),
                texts::toString);
    }

    @Test
    void a_declared_peer_without_a_log_is_named_so() {
        assertFails("others declared dead: 1: 127.0.0.1:6008 (its log is missing) by 127.0.0.1:6001", LOG
                + "2026-11-22T12:41:01.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=127.0.0.1:6008\n");
    }

    @Test
    void a_run_without_messages_after_the_death_does_not_fail() {
        assertEquals(List.of(), failing(analysis(without("id=a/1"))));
    }

    @Test
    void a_message_between_kill_and_declaration_counts_if_none_follows() {
        assertEquals(List.of(), failing(analysis(LOG.replace("12:41:00", "12:40:30"))));
    }

    @Test
    void bad_input_by_a_node_fails() {
        assertFails("bad input: 2 at 127.0.0.1:5000, 127.0.0.1:6001", LOG
                + "2026-11-22T12:41:01.000+01:00 SEED 127.0.0.1:5000 BAD_INPUT from=127.0.0.1:6002 reason=\"unknown verb\"\n"
                + "2026-11-22T12:41:01.000+01:00 PEER 127.0.0.1:6001 BAD_INPUT from=127.0.0.1:6002 reason=\"unknown verb\"\n");
    }

    @Test
    void typing_errors_of_a_person_do_not_fail() {
        RunAnalysis analysis = analysis(LOG
                + "2026-11-22T12:41:01.000+01:00 SEED 127.0.0.1:5000 BAD_INPUT from=127.0.0.1:9 reason=\"unknown verb\"\n"
                + "2026-11-22T12:41:01.000+01:00 SEED 127.0.0.1:5000 BAD_INPUT from=several reason=many count=7\n");
        assertEquals(List.of(), failing(analysis));
        assertEquals("bad input: 0; 8 from elsewhere, such as typing errors", Check.of(analysis).getLast().text());
    }

    @Test
    void a_gap_fails() {
        assertFails("messages lost permanently (GAP): 3", LOG
                + "2026-11-22T12:41:01.000+01:00 PEER 127.0.0.1:6001 GAP origin=127.0.0.1:6002/1 from=3 to=5\n");
    }

    @Test
    void a_running_peer_declared_dead_fails() {
        assertFails("others declared dead: 2: 127.0.0.1:6004 by 127.0.0.1:6001, 127.0.0.1:6004 by 127.0.0.1:5000", LOG
                + "2026-11-22T12:41:01.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=127.0.0.1:6004\n"
                + "2026-11-22T12:41:01.000+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6004 reason=dead members=2\n");
    }

    @Test
    void a_peer_that_crashed_besides_the_killed_one_fails() {
        assertEquals(List.of("others declared dead: 4: 127.0.0.1:6003 by 127.0.0.1:6001, 127.0.0.1:6003 by 127.0.0.1:5000, "
                                + "127.0.0.1:6003 by 127.0.0.1:5001"),
                failing(analysis(LOG, killed("127.0.0.1:6001"))).stream().filter(text -> text.contains("dead"))
                        .filter(text -> !text.contains("removed")).toList());
    }

    @Test
    void a_killed_peer_that_is_not_in_the_log_fails() {
        assertEquals(List.of("killed peer 127.0.0.1:7: not in the log"), failing(analysis(LOG, killed("127.0.0.1:7"))).stream()
                .filter(text -> text.startsWith("killed")).toList());
    }
}
