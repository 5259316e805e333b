package gossip.seed;

import gossip.node.Environment;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Register;
import gossip.protocol.Message.Removed;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a seed, as verbs of the protocol:
 *
 * <pre>
 * REGISTER  the peer was listed, or its lease was renewed, at the time of the record
 * BURIED    the incarnation was removed and has a tombstone
 * REMOVED   the peer was removed without a tombstone
 * </pre>
 *
 * <p>Leases do not run while the seed is down, because no peer could renew its lease. The time of the last
 * record counts as the end of the last process.
 */
final class SeedJournal {

    private final Environment environment;
    private final Journal journal;
    private final String network;
    /** True while records are read, so that the changes are not written again. */
    private boolean recovering;

    /** @param network name of the network of the members */
    SeedJournal(Environment environment, Journal journal, String network) {
        this.environment = environment;
        this.journal = journal;
        this.network = network;
    }

    void registered(Identity identity, int degree, Duration lease) {
        write(new Register(identity, degree, lease, 0, -1));
    }

    void removed(PeerId peer) {
        write(new Buried(peer));
    }

    void unlisted(PeerId peer) {
        write(new Removed(peer.address()));
    }

    private void write(Message message) {
        if (!recovering && journal.isActive()) {
            journal.write(new JournalEntry(currentMillis(), message));
        }
    }

    private long currentMillis() {
        return environment.currentTime().toEpochMilli();
    }

    /** Restores the members and tombstones of earlier processes. Skips members of another network. */
    void recover(Membership membership) {
        List<JournalEntry> entries = journal.recovered();
        long stoppedAt = entries.stream().mapToLong(JournalEntry::time).max().orElse(0);
        recovering = true;
        for (JournalEntry entry : entries) {
            switch (entry.message()) {
                case Register register -> {
                    boolean isCurrent = register.identity().network().equals(network)
                            && membership.blockingIncarnation(register.peer()).isEmpty();
                    if (isCurrent && !membership.isListed(register.peer())) {
                        membership.restoreUnlisted(register.peer().address());
                    }
                    if (isCurrent) {
                        Duration elapsed = Duration.ofMillis(stoppedAt - entry.time());
                        membership.addOrRenew(register, environment.nanoTime() - elapsed.toNanos());
                    }
                }
                case Buried buried -> membership.restoreTombstone(buried.peer());
                case Removed removed -> membership.restoreUnlisted(removed.peer());
                // A record of another version.
                default -> { }
            }
        }
        recovering = false;
    }

    /** Returns the present state as records. The time of a member is that of its last renewal. */
    List<JournalEntry> snapshot(Membership membership) {
        List<JournalEntry> records = new ArrayList<>();
        membership.tombstones().forEach(peer -> records.add(new JournalEntry(currentMillis(), new Buried(peer))));
        membership.leases().forEach(lease -> {
            Member member = lease.member();
            Duration left = Duration.ofNanos(lease.end() - environment.nanoTime());
            long renewedAt = Math.max(0, currentMillis() - lease.duration().minus(left).toMillis());
            records.add(new JournalEntry(renewedAt, new Register(new Identity(member.peer(), member.start(),
                    Identity.VERSION, network, member.name()), member.degree(), lease.duration(), 0, -1)));
        });
        return records;
    }
}
