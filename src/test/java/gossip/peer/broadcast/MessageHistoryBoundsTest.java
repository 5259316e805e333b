package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.peer.broadcast.ReceivedSet.Addition;
import gossip.protocol.Address;
import gossip.protocol.Message.Gossip;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import gossip.protocol.Utf8String;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which origins a history admits, evicts and forgets. */
class MessageHistoryBoundsTest {

    private static final Origin ADA = process("ada", 1);
    private static final Origin BOB = process("bob", 1);
    private static final Origin EVE = process("eve", 7);
    private static final String LINK = "link";

    private final Set<Origin> listed = new HashSet<>();
    private final List<String> gaps = new ArrayList<>();
    private final MessageHistory history = history(Retention.DEFAULT);
    private int seconds;

    private MessageHistory history(Retention retention) {
        return new MessageHistory(retention, () -> seconds * 1000L, listed::contains,
                (origin, first, end) -> gaps.add(origin.address().host() + " " + first + " " + end));
    }

    private static Origin process(String host, long start) {
        return new Origin(new Address(host, 1), start);
    }

    private static Gossip gossip(Origin origin, long sequence) {
        return new Gossip(1, new MessageId(origin, sequence), Utf8String.of("text"));
    }

    private static Addition add(MessageHistory history, Gossip gossip, Object link) {
        return history.add(gossip, link, gossip.id().origin().address());
    }

    private Addition add(Origin origin, long sequence) {
        return add(history, gossip(origin, sequence), LINK);
    }

    private void heartbeats(int count) {
        for (int i = 0; i < count; i++) {
            seconds += 13;
            history.heartbeat(seconds);
        }
    }

    // ---- admission

    /** Adds one message of each of so many origins, and returns how many were accepted. */
    private int addOrigins(String host, int count, Object link) {
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            accepted += add(history, gossip(process(host + i, 1), 0), link) == Addition.NEW ? 1 : 0;
        }
        return accepted;
    }

    @Test
    void one_link_brings_1024_unknown_origins_in_a_heartbeat_and_more_in_the_next() {
        assertEquals(1024, addOrigins("a", 3000, LINK));
        heartbeats(1);
        assertEquals(1024, addOrigins("b", 3000, LINK));
    }

    @Test
    void in_a_large_network_four_unknown_origins_for_each_member_are_admitted() {
        history.setMembers(1000);
        assertEquals(4000, addOrigins("a", 5000, LINK));
    }

    @Test
    void an_absurd_number_of_members_does_not_overflow() {
        history.setMembers(Integer.MAX_VALUE);
        assertEquals(5000, addOrigins("a", 5000, LINK));
    }

    @Test
    void links_that_compete_share_the_admission_equally() {
        addOrigins("first", 1, "honest");
        assertEquals(512, addOrigins("a", 3000, "attacker"));
        assertEquals(511, addOrigins("b", 3000, "honest"));
    }

    @Test
    void a_listed_origin_is_always_admitted() {
        addOrigins("a", 3000, LINK);
        listed.add(ADA);
        assertEquals(Addition.NEW, add(ADA, 0));
    }

    @Test
    void a_full_table_evicts_an_unlisted_origin_of_the_link_that_brought_most() {
        listed.add(ADA);
        add(ADA, 0);
        add(history, gossip(BOB, 0), "honest");
        for (int i = 0; i < 40; i++) {
            addOrigins("a" + i + "-", 1024, "attacker");
            heartbeats(1);
        }
        assertEquals(OriginTable.MAX_UNLISTED + 1, history.tree().size());
        assertEquals(Addition.DUPLICATE, add(ADA, 0));
        assertEquals(Addition.DUPLICATE, add(history, gossip(BOB, 0), "honest"));
        assertEquals(Optional.empty(), history.find(process("a0-0", 1)));
    }

    @Test
    void a_link_that_is_opened_again_is_still_charged_with_its_origins() {
        add(history, gossip(BOB, 0), "honest");
        for (int i = 0; i < 40; i++) {
            addOrigins("a" + i + "-", 1024, "attacker" + i);
            history.linkClosed("attacker" + i);
            heartbeats(1);
        }
        assertTrue(history.contains(gossip(BOB, 0).id()));
    }

    @Test
    void after_an_eviction_older_origins_are_beyond_the_horizon() {
        assertEquals(Integer.MAX_VALUE, history.table().horizon());
        for (int i = 0; i < 17; i++) {
            addOrigins("a" + i + "-", 1024, LINK);
            heartbeats(1);
        }
        assertEquals(17 * 13, history.table().horizon());
    }

    @Test
    void the_digest_does_not_show_which_origins_were_evicted_until_no_peer_knows_them() {
        MessageHistory other = history(Retention.DEFAULT);
        add(other, gossip(process("a0-0", 1), 0), "other link");
        other.heartbeat(1);
        for (int i = 0; i < 17; i++) {
            for (int j = 0; j < 1024; j++) {
                Gossip gossip = gossip(process("a" + i + "-" + j, 1), 0);
                add(history, gossip, LINK);
                add(other, gossip, LINK);
            }
            heartbeats(1);
            other.heartbeat(seconds);
        }
        assertNotEquals(history.tree().sum(), other.tree().sum());
        assertEquals(history.digest(), other.digest());
        seconds += 2 * OriginTable.FORGET_AFTER;
        history.heartbeat(seconds);
        assertEquals(history.tree().sum(), history.digest());
    }

    // ---- origins that are gone

    private static Retention newest(int messages) {
        return new Retention(OptionalInt.of(messages), OptionalLong.empty(), Optional.empty());
    }

    @Test
    void an_origin_with_nothing_retained_that_is_silent_for_an_hour_is_forgotten() {
        MessageHistory small = history(newest(1));
        add(small, gossip(BOB, 0), LINK);
        listed.add(EVE);
        add(small, gossip(EVE, 0), LINK);
        small.heartbeat(1000);
        small.setListed(EVE);
        add(small, gossip(ADA, 0), LINK);
        small.heartbeat(3600);
        assertEquals(3, small.tree().size());
        small.heartbeat(3661);
        assertEquals(2, small.tree().size());
        assertFalse(small.contains(gossip(BOB, 0).id()));
        assertEquals(3661, small.table().horizon());
        small.heartbeat(100_000);
        assertEquals(1, small.tree().size());
        assertTrue(small.contains(gossip(ADA, 0).id()));
    }

    @Test
    void a_hundred_thousand_origins_over_time_leave_as_many_as_are_retained() {
        MessageHistory small = history(newest(100));
        for (int i = 0; i < 100_000; i++) {
            add(small, gossip(process("host-" + i, 1), 0), LINK);
            if (i % 50 == 0) {
                seconds += 60;
                small.heartbeat(seconds);
            }
        }
        // The origins of the last hour, and those of the sweep to come.
        assertTrue(small.tree().size() <= 50 * 62, () -> small.tree().size() + " origins");
        seconds += 7200;
        small.heartbeat(seconds);
        assertEquals(100, small.tree().size());
    }

    @Test
    void messages_of_an_origin_that_was_silent_for_long_are_new_and_not_forwarded() {
        heartbeats(200);
        history.setAge(ADA, 1801);
        assertEquals(Addition.OLD, add(ADA, 0));
        assertEquals(1801, history.age(history.find(ADA).orElseThrow()));
        history.setAge(BOB, 1799);
        assertEquals(Addition.NEW, add(BOB, 0));
    }

    @Test
    void messages_of_an_origin_that_was_silent_since_before_the_start_are_not_forwarded_unless_it_is_listed() {
        heartbeats(5);
        history.setAge(ADA, 66);
        assertEquals(Addition.OLD, add(ADA, 0));
        history.setAge(EVE, 66);
        listed.add(EVE);
        assertEquals(Addition.NEW, add(EVE, 0));
        history.setAge(BOB, 64);
        assertEquals(Addition.NEW, add(BOB, 0));
    }
}
