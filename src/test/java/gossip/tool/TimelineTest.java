package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the verdict about a peer b from records of other peers (a, c, d, e) and seeds (s, t). */
class TimelineTest {

    /** A record a line: time, node, event, keys with values. The times are those of a day in UTC. */
    private static String verdict(String... records) {
        List<Timeline.Step> steps = new ArrayList<>();
        for (String line : String.join("", records).lines().toList()) {
            String[] words = line.split(" +");
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                values.put(words[i].split("=")[0], words[i].split("=")[1]);
            }
            steps.add(new Timeline.Step(Instant.parse("2026-11-28T" + words[0] + "Z"), words[1], words[2], values));
        }
        return Timeline.of("b", steps).verdict();
    }

    private static String death(String reason, int declarers, int neighbors, int seconds) {
        return "b was declared dead by " + declarers + " of " + neighbors + " neighbors after 3 missed PINGs; the"
                + " connection was lost (" + reason + ") " + seconds + " s before; the seed's probe was refused because"
                + " its process had ended, so it was removed";
    }

    private static final String CRASH = """
            09:09:05.557 a NEIGHBOR_DISCONNECTED reason=reset
            09:09:05.612 c NEIGHBOR_DISCONNECTED reason=closed
            09:09:08.605 c PING_MISSED misses=1
            09:09:10.515 a PING_MISSED misses=1
            09:09:18.597 c PING_MISSED misses=3
            09:09:18.597 c NEIGHBOR_DEAD incarnation=100
            09:09:19.662 s PEER_PROBED result=refused
            09:09:19.663 s PEER_REMOVED reason=dead
            09:09:20.441 a PING_MISSED misses=3
            09:09:20.441 a NEIGHBOR_DEAD incarnation=100
            """;

    @Test
    void the_departure_of_a_neighbor_is_no_loss() {
        assertEquals(death("closed", 2, 2, 13) + ".", verdict("""
                09:08:19.635 d NEIGHBOR_CONNECTED direction=out
                09:08:21.281 d NEIGHBOR_DISCONNECTED reason=leaving
                """, CRASH));
    }

    @Test
    void a_link_that_was_lost_long_before_does_not_count_whether_it_was_opened_again_or_not() {
        assertEquals(death("closed", 2, 2, 13) + ".", verdict("""
                08:47:45.439 c NEIGHBOR_DISCONNECTED reason=timeout
                08:47:46.739 c NEIGHBOR_CONNECTED direction=out
                08:50:00.000 e NEIGHBOR_DISCONNECTED reason=closed
                08:50:03.000 e PING_MISSED misses=1
                """, CRASH));
    }

    @Test
    void a_neighbor_that_still_counts_misses_is_a_neighbor() {
        assertEquals(death("closed", 2, 3, 13) + ".", verdict(CRASH, """
                09:09:05.600 e NEIGHBOR_DISCONNECTED reason=closed
                09:09:16.000 e PING_MISSED misses=1
                """));
    }

    @Test
    void a_suspicion_that_the_peer_refuted_is_not_mixed_with_its_death() {
        assertEquals(death("closed", 2, 2, 13) + ".", verdict("""
                08:50:00.000 e PING_MISSED misses=1
                08:50:26.000 e PING_MISSED misses=3
                08:50:26.000 e NEIGHBOR_DEAD incarnation=100
                08:50:26.010 e NEIGHBOR_DISCONNECTED reason=dead
                08:50:27.000 s DEATH_REFUTED incarnation=100
                """, CRASH));
    }

    /** A neighbor that was stopped declares the peer dead later than the others. It is the same death. */
    @Test
    void a_late_declaration_belongs_to_the_same_death() {
        assertEquals(death("closed", 3, 3, 13) + ".", verdict(CRASH, """
                09:15:00.000 e NEIGHBOR_DISCONNECTED reason=closed
                09:15:10.000 e PING_MISSED misses=3
                09:15:10.000 e NEIGHBOR_DEAD incarnation=100
                """));
    }

    /** A seed that cannot decide whether the peer or itself is cut off waits for the lease. */
    @Test
    void a_removal_at_the_end_of_the_lease_is_not_attributed_to_the_probe() {
        String verdict = verdict("""
                09:32:47.902 a PING_MISSED misses=3
                09:32:47.902 a NEIGHBOR_DEAD incarnation=100
                09:33:12.253 s PEER_PROBED result=undecided
                09:33:21.847 s PEER_REMOVED reason=expired
                """);
        assertTrue(verdict.endsWith("cut off; it did not renew its lease, so it was removed."), verdict);
    }

    private static final String KILLED = """
            08:44:54.293 a NEIGHBOR_DISCONNECTED reason=shut
            08:45:20.180 a NEIGHBOR_CONNECTED direction=in
            08:46:23.094 a NEIGHBOR_DISCONNECTED reason=closed
            08:46:23.121 c NEIGHBOR_DISCONNECTED reason=closed
            08:46:23.202 c PING_MISSED misses=1
            08:46:26.931 a PING_MISSED misses=1
            """;
    /** The process number 1795855593197 has started at 08:46:33.197. */
    private static final String STARTED = "08:46:33.197 b PEER_STARTED incarnation=1795855593197\n";
    private static final String REPLACED = """
            08:46:36.973 s PEER_PROBED result=replaced
            08:46:36.973 s PEER_REMOVED reason=dead
            08:46:36.976 s PEER_REGISTERED incarnation=1795855593197
            08:46:36.978 t PEER_PROBED result=replaced
            08:46:36.979 t PEER_REMOVED reason=dead
            08:46:37.026 t PEER_REGISTERED incarnation=1795855593197
            08:46:37.219 c NEIGHBOR_CONNECTED direction=out
            08:46:40.120 a NEIGHBOR_CONNECTED direction=in
            """;
    /** The peer e was stopped and declares the first process dead while the second one runs. */
    private static final String STALE = """
            08:47:45.437 e NEIGHBOR_DISCONNECTED reason=closed
            08:47:45.937 e PING_MISSED misses=1
            08:47:58.975 e PING_MISSED misses=3
            08:47:58.975 e NEIGHBOR_DEAD incarnation=1795855330669
            """;
    private static final String KILLED_AGAIN = """
            08:47:46.561 c NEIGHBOR_DISCONNECTED reason=closed
            08:47:46.566 a NEIGHBOR_DISCONNECTED reason=closed
            08:47:54.162 c PING_MISSED misses=1
            08:47:57.871 a PING_MISSED misses=1
            08:48:07.163 c PING_MISSED misses=2
            """;
    private static final String DECLARED = """
            08:48:15.462 c PING_MISSED misses=3
            08:48:15.462 c NEIGHBOR_DEAD incarnation=1795855593197
            08:48:16.468 s PEER_PROBED result=refused
            08:48:16.468 s PEER_REMOVED reason=dead
            08:48:20.165 a PING_MISSED misses=3
            08:48:20.165 a NEIGHBOR_DEAD incarnation=1795855593197
            """;
    private static final String RESTART = "b was started again 10 s after the connection was lost (closed); no neighbor"
            + " had declared it dead";
    private static final String REPLACEMENT = "b was started again: the seed found a new process at its address";

    @Test
    void a_restart_follows_the_last_loss_and_not_the_first() {
        assertEquals(RESTART + ".", verdict(KILLED, STARTED, REPLACED));
        assertEquals(RESTART + ".", verdict(KILLED, STARTED, REPLACED, STALE));
    }

    @Test
    void a_restarted_process_that_does_not_answer_is_not_declared_dead_by_a_verdict_on_the_former_one() {
        assertEquals(RESTART + "; since then it missed 2 PINGs and was not declared dead.",
                verdict(KILLED, STARTED, REPLACED, STALE, KILLED_AGAIN));
        assertEquals(REPLACEMENT + "; it has joined again since; since then it missed 2 PINGs and was not declared"
                + " dead.", verdict(KILLED, REPLACED, STALE, KILLED_AGAIN));
    }

    @Test
    void the_death_of_a_restarted_process_counts_only_those_who_declared_this_process_dead() {
        assertEquals(death("closed", 2, 2, 29) + ".",
                verdict(KILLED, STARTED, REPLACED, STALE, KILLED_AGAIN, DECLARED));
        assertEquals(death("closed", 2, 2, 29) + ".", verdict(KILLED, REPLACED, STALE, KILLED_AGAIN, DECLARED));
    }

    /** The reborn peer still names its old incarnation when it opens its first link, and so does the verdict. */
    @Test
    void a_peer_that_hung_twice_has_two_deaths() {
        String first = """
                08:43:34.164 a PING_MISSED misses=1
                08:43:35.965 c PING_MISSED misses=1
                08:44:00.180 a PING_MISSED misses=3
                08:44:00.180 a NEIGHBOR_DEAD incarnation=1795855332172
                08:44:00.190 a NEIGHBOR_DISCONNECTED reason=dead
                08:44:01.961 c PING_MISSED misses=3
                08:44:01.961 c NEIGHBOR_DEAD incarnation=1795855332172
                08:44:07.946 s PEER_PROBED result=silent
                08:44:07.947 s PEER_REMOVED reason=dead
                08:44:54.339 a NEIGHBOR_CONNECTED direction=in
                """;
        String registered = "08:44:54.967 s PEER_REGISTERED incarnation=1795855494418\n";
        String second = """
                09:00:19.968 a PING_MISSED misses=1
                09:00:46.015 a PING_MISSED misses=3
                09:00:46.015 a NEIGHBOR_DEAD incarnation=1795855332172
                09:00:52.733 s PEER_PROBED result=silent
                09:00:52.734 s PEER_REMOVED reason=dead
                """;
        String silent = " after 3 missed PINGs; no connection was lost before, so it was silent: hung, overloaded or"
                + " cut off; the seed's probe was accepted and not answered because its process hung or was stopped, so"
                + " it was removed";
        assertEquals("b was declared dead by 2 of 2 neighbors" + silent + "; it has joined again since.",
                verdict(first, registered));
        assertEquals("b was declared dead by 1 of 1 neighbor" + silent + ".", verdict(first, registered, second));
        assertEquals("b was declared dead by 1 of 1 neighbor" + silent + ".",
                verdict(first, "08:44:54.418 b REBORN incarnation=1795855494418\n", registered, second));
    }
}
