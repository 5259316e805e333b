package gossip.report;

import static gossip.report.CheckTest.failing;
import static gossip.report.SampleRun.LOG;
import static gossip.report.SampleRun.SHUTDOWN;
import static gossip.report.SampleRun.analysis;
import static gossip.report.SampleRun.killed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceStatusesTest {
    @Test
    void the_shutdown_of_the_run_is_not_a_failure() {
        RunAnalysis analysis = analysis(LOG + SHUTDOWN);
        assertEquals(List.of(), failing(analysis));
        assertEquals(5, analysis.delivery().due());
        assertEquals(1, analysis.killedPeers().size());
    }

    @Test
    void a_run_with_a_short_heartbeat_may_take_many_heartbeats_to_stop() {
        Expectations fast = new Expectations(Optional.empty(), Optional.empty(), Set.of(), Duration.ofMillis(100), 3);
        assertEquals(List.of("127.0.0.1:6003"), analysis(LOG + SHUTDOWN, fast).killedPeers().stream()
                .map(killed -> killed.peer().address()).toList());
    }

    @Test
    void a_peer_declared_dead_after_its_stop_was_killed_even_if_the_run_ended_soon_after() {
        Expectations slow = new Expectations(Optional.empty(), Optional.empty(), Set.of(), Duration.ofSeconds(60), 3);
        assertEquals(List.of("127.0.0.1:6003"), analysis(LOG + SHUTDOWN, slow).killedPeers().stream()
                .map(killed -> killed.peer().address()).toList());
    }

    @Test
    void a_message_in_flight_at_the_shutdown_is_not_due() {
        assertEquals(5, analysis(LOG + "2026-11-22T12:41:09.990+01:00 PEER 127.0.0.1:6001 GOSSIP_GENERATED id=a/2 message=x\n"
                + SHUTDOWN).delivery().due());
    }

    @Test
    void the_last_line_of_a_peer_without_peer_stopped_counts_as_its_end() {
        String log = LOG.replace("6003 PEER_STOPPED", "6003 PING_SENT peer=127.0.0.1:6001");
        assertEquals(List.of(), failing(analysis(log, killed("127.0.0.1:6003"))));
        assertEquals(List.of(), failing(analysis(log)), "it was killed by kill -9 or hung, so its death is not a false one");
    }

    @Test
    void a_peer_that_left_is_not_killed_and_nothing_is_due_at_it() {
        RunAnalysis analysis = analysis(LOG
                + "2026-11-22T12:40:30.000+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6004 reason=left members=2\n"
                + "2026-11-22T12:40:30.000+01:00 PEER 127.0.0.1:6004 PEER_STOPPED\n");
        assertEquals(List.of(), failing(analysis));
        assertEquals(1, analysis.killedPeers().size());
        assertEquals(3, analysis.delivery().due());
    }

    @Test
    void a_restarted_peer_may_receive_its_old_messages_again() {
        String again = "2026-11-22T12:41:02.000+01:00 PEER 127.0.0.1:6003 ";
        RunAnalysis analysis = analysis(LOG + again + "PEER_STARTED name=carol\n" + again + "JOINED neighbors=1\n"
                + again + "GOSSIP_RECEIVED id=b/0 from=127.0.0.1:6001 hops=1 message=late\n");
        assertEquals(List.of(), failing(analysis), "a restarted peer counts once");
        assertEquals(2, analysis.delivery().caughtUp());
    }
}
