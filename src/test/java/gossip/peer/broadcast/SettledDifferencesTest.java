package gossip.peer.broadcast;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.HashPrefix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettledDifferencesTest {

    private static final HashPrefix CHILD = HashPrefix.ROOT.child(3);
    private static final HashPrefix GRANDCHILD = CHILD.child(5);
    private static final HashPrefix OTHER = CHILD.child(6);

    private final SettledDifferences settled = new SettledDifferences();

    /** Finds differences of 7, 4 and 3 in the first exchange. */
    @BeforeEach
    void compare() {
        settled.begin(0);
        assertTrue(settled.isNew(CHILD, 7));
        assertTrue(settled.isNew(GRANDCHILD, 4));
        assertTrue(settled.isNew(OTHER, 3));
        assertFalse(settled.isNew(CHILD.child(9), 0));
    }

    @Test
    void a_difference_is_new_until_an_exchange_leaves_it_unchanged() {
        assertTrue(settled.end(0));
        settled.begin(1);
        assertFalse(settled.isNew(CHILD, 7));
        assertTrue(settled.isNew(CHILD, 8));
        assertFalse(settled.isNew(GRANDCHILD, 4));
        assertTrue(settled.isNew(OTHER, 0));
    }

    @Test
    void a_change_excludes_what_contains_it_and_what_it_contains() {
        settled.exclude(GRANDCHILD.child(1));
        assertFalse(settled.end(0));
        settled.begin(1);
        assertTrue(settled.isNew(CHILD, 7));
        assertTrue(settled.isNew(GRANDCHILD, 4));
        assertFalse(settled.isNew(OTHER, 3));
        settled.exclude(CHILD);
        assertFalse(settled.end(1));
        settled.begin(2);
        assertTrue(settled.isNew(CHILD, 7));
        assertFalse(settled.isNew(OTHER, 3));
    }

    @Test
    void a_difference_that_ended_is_forgotten() {
        settled.end(0);
        settled.begin(1);
        assertTrue(settled.isNew(OTHER, 0));
        settled.end(1);
        settled.begin(2);
        assertTrue(settled.isNew(OTHER, 3));
        assertFalse(settled.isNew(GRANDCHILD, 4));
    }

    @Test
    void differences_under_long_prefixes_are_not_kept() {
        assertTrue(settled.isNew(GRANDCHILD.child(1), 4));
        settled.end(0);
        settled.begin(1);
        assertTrue(settled.isNew(GRANDCHILD.child(1), 4));
    }

    @Test
    void after_4096_heartbeats_everything_is_compared_again() {
        settled.end(0);
        settled.begin(SettledDifferences.KEPT - 1);
        assertFalse(settled.isNew(CHILD, 7));
        settled.end(SettledDifferences.KEPT - 1);
        settled.begin(SettledDifferences.KEPT);
        assertTrue(settled.isNew(CHILD, 7));
    }
}
