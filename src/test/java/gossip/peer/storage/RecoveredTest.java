package gossip.peer.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveredTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Address SELF = new Address("10.0.0.1", 1);
    private static final Message FLOOR = new Floor(new Origin(SELF, 1), 7, 0);

    private final List<JournalEntry> records = new ArrayList<>();

    private void self(long incarnation, String network) {
        records.add(new JournalEntry(1, new Hello(identity(SELF, incarnation, network))));
    }

    private static Identity identity(Address address, long incarnation, String network) {
        return new Identity(new PeerId(address, incarnation), 5, Identity.VERSION, network, "ada");
    }

    private static Identity neighbor(int number) {
        return identity(new Address("10.0.0.2", number), 9, "gossip");
    }

    private void linked(int number) {
        Identity neighbor = neighbor(number);
        records.add(new JournalEntry(1, Optional.of(neighbor.peer().address()), new Hello(neighbor)));
    }

    private Recovered recovered() {
        return Recovered.read(new Journal() {
            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public List<JournalEntry> recovered() {
                return records;
            }

            @Override
            public void write(JournalEntry entry) {}

            @Override
            public void whenStored(Runnable task) {}

            @Override
            public String durability() {
                return "always";
            }
        }, "gossip", NOW);
    }

    @Test
    void the_start_is_the_present_time_but_later_than_every_stored_incarnation() {
        assertEquals(NOW, recovered().start());
        self(NOW.toEpochMilli() - 1, "gossip");
        assertEquals(NOW, recovered().start());
        self(NOW.toEpochMilli() + 1000, "gossip");
        self(NOW.toEpochMilli(), "gossip");
        assertEquals(NOW.plusMillis(1001), recovered().start());
        assertEquals(Optional.empty(), recovered().notice());
    }

    @Test
    void a_stored_incarnation_more_than_a_day_ahead_is_ignored_with_a_notice() {
        self(NOW.plus(Duration.ofHours(25)).toEpochMilli(), "gossip");
        assertEquals(NOW, recovered().start());
        assertTrue(recovered().notice().orElseThrow().startsWith("ignored in the folder of --data: incarnation "));
    }

    @Test
    void records_of_another_network_are_skipped() {
        self(1, "other");
        records.add(new JournalEntry(1, FLOOR));
        linked(1);
        assertEquals(List.of(), recovered().messages());
        assertEquals(List.of(), recovered().neighbors());
        self(2, "gossip");
        records.add(new JournalEntry(1, FLOOR));
        assertEquals(1, recovered().messages().size());
    }

    @Test
    void neighbors_that_did_not_leave_are_remembered_the_latest_64() {
        for (int number = 1; number <= 70; number++) {
            linked(number);
        }
        linked(7);
        records.add(new JournalEntry(1, new Leave(neighbor(70).peer())));
        List<Identity> neighbors = recovered().neighbors();
        assertEquals(63, neighbors.size());
        assertEquals(neighbor(7), neighbors.getLast());
        assertEquals(neighbor(8), neighbors.getFirst());
    }

    @Test
    void members_and_the_last_address_are_recovered() {
        Member member = new Member(new PeerId(new Address("10.0.0.3", 3), 4), 2);
        records.add(new JournalEntry(1, member));
        self(1, "gossip");
        linked(1);
        assertEquals(List.of(member), recovered().members());
        assertEquals(Optional.of(SELF), Recovered.address(records));
    }
}
