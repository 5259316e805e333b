package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.HashPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a peer begins the next exchange on a link. */
class LinkSyncTest {

    private static final long OWN = 10;

    private final LinkSync link = new LinkSync();
    private final List<Long> begun = new ArrayList<>();

    /** Begins exchanges, each of which ends immediately, whenever the link permits it. */
    private void heartbeats(long first, long end, Runnable exchange) {
        for (long heartbeat = first; heartbeat < end; heartbeat++) {
            if (link.mayBegin(heartbeat, OWN)) {
                begun.add(heartbeat);
                link.begin(heartbeat, OWN);
                exchange.run();
                link.end(heartbeat, 0);
            }
        }
    }

    private void answerEverything() {
        link.nextDifference(false);
    }

    @Test
    void a_difference_that_an_exchange_does_not_change_is_settled_for_4096_heartbeats() {
        link.setNeighborDigest(3);
        heartbeats(0, 5000, this::answerEverything);
        assertEquals(List.of(0L, 4096L), begun);
    }

    @Test
    void a_neighbor_is_asked_twice_to_begin() {
        List<Long> asked = new ArrayList<>();
        for (long heartbeat = 0; heartbeat < 5000; heartbeat++) {
            if (!link.isPausing(7, heartbeat)) {
                asked.add(heartbeat);
                link.noteDifference(7, heartbeat);
            }
        }
        assertEquals(List.of(0L, 2L, 4098L), asked);
        assertFalse(link.isPausing(8, 5000));
    }

    @Test
    void an_exchange_that_a_full_send_queue_interrupts_settles_nothing() {
        link.setNeighborDigest(3);
        heartbeats(0, 3, () -> {
            answerEverything();
            assertEquals(Optional.empty(), link.nextDifference(true));
        });
        assertEquals(3, begun.size());
    }

    @Test
    void work_beyond_the_limit_settles_nothing() {
        link.setNeighborDigest(3);
        heartbeats(0, 3, () -> {
            answerEverything();
            assertFalse(link.work(2, begun.getLast(), 1));
        });
        assertEquals(3, begun.size());
    }

    @Test
    void an_exchange_begins_within_eight_heartbeats_when_the_digests_differ_by_another_amount() {
        link.setNeighborDigest(3);
        heartbeats(0, 270, this::answerEverything);
        assertFalse(link.mayBegin(271, OWN));
        link.setNeighborDigest(4);
        assertTrue(link.mayBegin(271, OWN));
    }

    @Test
    void a_message_that_both_ends_receive_does_not_end_the_pause() {
        link.setNeighborDigest(3);
        heartbeats(0, 100, this::answerEverything);
        link.setNeighborDigest(3 + 1000);
        assertFalse(link.mayBegin(101, OWN + 1000));
    }

    @Test
    void an_exchange_that_had_an_effect_or_is_incomplete_does_not_lengthen_the_pause() {
        link.setNeighborDigest(3);
        heartbeats(0, 10, () -> {
            answerEverything();
            link.setHadEffect();
            link.settled().exclude(HashPrefix.ROOT);
        });
        assertEquals(10, begun.size());
        begun.clear();
        heartbeats(10, 60, () -> link.addOutstanding(HashPrefix.ROOT, 0));
        assertEquals(List.of(10L, 11L, 12L, 14L, 18L, 26L, 34L, 42L, 50L, 58L), begun);
    }

    @Test
    void messages_that_arrived_before_the_answer_are_an_effect() {
        link.setNeighborDigest(3);
        for (int sum = 0; sum < 10; sum++) {
            int before = sum;
            heartbeats(sum, sum + 1, () -> {
                answerEverything();
                link.addOutstanding(HashPrefix.ROOT, before);
                link.supplied(HashPrefix.ROOT, before + 1, 1);
            });
        }
        assertEquals(10, begun.size());
    }
}
