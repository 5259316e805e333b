package gossip.peer.storage;

import gossip.identity.EncodedCertificate;
import gossip.identity.Fingerprint;
import gossip.node.Environment;
import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.peer.overlay.DisconnectCause;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message;
import gossip.protocol.Message.Certificate;
import gossip.protocol.Message.Floor;
import gossip.protocol.Message.Gossip;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import gossip.protocol.Origin;
import gossip.protocol.PeerId;
import gossip.protocol.SignedPayload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * The records of a peer, as verbs of the protocol:
 *
 * <pre>
 * HELLO        without a sender: this process; with one: a link to this neighbor was opened
 * LEAVE        the link to this neighbor was closed on purpose
 * MEMBER       a member of a list of a seed
 * CERTIFICATE  a certificate that later records name
 * GOSSIP       a message that was received from the sender or published; its hops are those of a forwarded copy
 * FLOOR        the messages of the origin below the number were given up; with number 0, the age of the origin only
 * </pre>
 */
public final class PeerJournal {

    /** Seconds of silence of an origin from which on its age is written before its messages. */
    private static final int STATED_AGE = 30;
    /** Certificates that are remembered as written, so that they are not written again. Guessed. */
    private static final int MAX_CERTIFICATES = 4096;

    private final Environment environment;
    private final Journal journal;
    private final Optional<String> notice;
    private final Set<Fingerprint> certificates = new HashSet<>(0);
    private final SequencedMap<Address, Identity> neighbors = new LinkedHashMap<>(0);
    private final SequencedMap<Address, Member> members = new LinkedHashMap<>(0);

    public PeerJournal(Environment environment, Journal journal, Recovered recovered) {
        this.environment = environment;
        this.journal = journal;
        this.notice = recovered.notice();
        recovered.neighbors().forEach(neighbor -> neighbors.put(neighbor.peer().address(), neighbor));
        recovered.members().forEach(member -> members.put(member.peer().address(), member));
    }

    /** Returns false if nothing is stored. */
    public boolean isActive() {
        return journal.isActive();
    }

    /** Returns what the user should know about the recovered records. */
    public Optional<String> notice() {
        return notice;
    }

    /** Returns the addresses of the remembered neighbors, the latest first. */
    public List<Address> formerNeighbors() {
        return List.copyOf(neighbors.sequencedKeySet().reversed());
    }

    /** Returns when records are forced to the disk, for the status. */
    public String durability() {
        return journal.durability();
    }

    /** Runs the task when all earlier records are stored; immediately if they are, or if they cannot be stored. */
    public void whenStored(Runnable task) {
        journal.whenStored(task);
    }

    // ---- messages

    /**
     * Writes a message, after its certificate if that may not have been written.
     *
     * @param sender the neighbor that sent it, or this peer
     * @param age seconds since the last message of the origin
     * @param lookup finds the certificate of a signed message
     */
    public void message(Gossip gossip, Address sender, int age,
            Function<Fingerprint, Optional<EncodedCertificate>> lookup) {
        if (gossip.payload() instanceof SignedPayload signed && !certificates.contains(signed.fingerprint())) {
            if (certificates.size() >= MAX_CERTIFICATES) {
                certificates.clear();
            }
            certificates.add(signed.fingerprint());
            lookup.apply(signed.fingerprint()).ifPresent(encoded -> write(new Certificate(encoded)));
        }
        if (age >= STATED_AGE) {
            write(new Floor(gossip.id().origin(), 0, age));
        }
        journal.write(new JournalEntry(currentMillis(), Optional.of(sender), gossip));
    }

    /** Writes that the messages of an origin below this number are given up. */
    public void floor(Origin origin, long floor) {
        write(new Floor(origin, floor, 0));
    }

    // ---- peers

    /** Writes the start and the present incarnation of this process. */
    public void self(Identity identity) {
        write(new Hello(identity));
    }

    public void connected(Identity neighbor) {
        if (journal.isActive()) {
            Recovered.add(neighbors, neighbor.peer().address(), neighbor);
            journal.write(neighborEntry(neighbor));
        }
    }

    private JournalEntry neighborEntry(Identity neighbor) {
        return new JournalEntry(currentMillis(), Optional.of(neighbor.peer().address()), new Hello(neighbor));
    }

    /** Forgets a neighbor whose link was closed on purpose. A lost neighbor stays: many may have crashed together. */
    public void disconnected(PeerId neighbor, DisconnectCause cause) {
        boolean onPurpose = cause == DisconnectCause.LEFT || cause == DisconnectCause.SHED;
        if (onPurpose && neighbors.remove(neighbor.address()) != null) {
            write(new Leave(neighbor));
        }
    }

    /** Writes those of the known members that are not written yet. */
    public void members(List<Member> known) {
        if (journal.isActive()) {
            known.stream().filter(member -> !isRemembered(member)).forEach(member -> {
                Recovered.add(members, member.peer().address(), member);
                write(member);
            });
        }
    }

    private boolean isRemembered(Member member) {
        Member remembered = members.get(member.peer().address());
        return remembered != null && remembered.peer().equals(member.peer());
    }

    private void write(Message message) {
        if (journal.isActive()) {
            journal.write(new JournalEntry(currentMillis(), message));
        }
    }

    private long currentMillis() {
        return environment.currentTime().toEpochMilli();
    }

    /**
     * Returns the records that replace all earlier ones.
     *
     * @param messages the records of the history of messages
     */
    public List<JournalEntry> snapshot(Identity self, List<JournalEntry> messages) {
        certificates.clear();
        List<JournalEntry> records = new ArrayList<>(messages.size() + 2 * Recovered.MAX_PEERS + 1);
        records.add(new JournalEntry(currentMillis(), new Hello(self)));
        neighbors.values().forEach(neighbor -> records.add(neighborEntry(neighbor)));
        members.values().forEach(member -> records.add(new JournalEntry(currentMillis(), member)));
        records.addAll(messages);
        return records;
    }
}
