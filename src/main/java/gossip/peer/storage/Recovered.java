package gossip.peer.storage;

import gossip.node.Journal;
import gossip.node.JournalEntry;
import gossip.protocol.Address;
import gossip.protocol.Identity;
import gossip.protocol.Message.Hello;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What earlier processes of this peer have written. Records of another network are skipped.
 *
 * @param start start of this process: the present time, but later than each earlier start and incarnation
 * @param messages the records of the history of messages, oldest first
 * @param neighbors the neighbors that did not leave, the latest last
 * @param members the members that the last process knew
 * @param notice why an earlier start is ignored, if one is
 */
public record Recovered(Instant start, List<JournalEntry> messages, List<Identity> neighbors, List<Member> members,
        Optional<String> notice) {

    /** Neighbors that are remembered, and members. Beyond it, the oldest is forgotten. Guessed. */
    static final int MAX_PEERS = 64;

    /** Reads what is stored. Called once, when the peer is created. */
    public static Recovered read(Journal journal, String network, Instant now) {
        List<JournalEntry> messages = new ArrayList<>();
        SequencedMap<Address, Identity> neighbors = new LinkedHashMap<>();
        SequencedMap<Address, Member> members = new LinkedHashMap<>();
        Optional<String> notice = Optional.empty();
        long start = now.toEpochMilli();
        boolean isOwnNetwork = true;
        for (JournalEntry entry : journal.recovered()) {
            if (entry.message() instanceof Hello hello && entry.sender().isEmpty()) {
                isOwnNetwork = hello.identity().network().equals(network);
                Optional<String> refusal = hello.identity().tooFarAhead(now);
                notice = notice.or(() -> refusal.map(reason -> "ignored in the folder of --data: " + reason));
                start = refusal.isEmpty() ? Math.max(start, hello.peer().incarnation() + 1) : start;
            } else if (isOwnNetwork) {
                switch (entry.message()) {
                    case Hello hello -> add(neighbors, hello.peer().address(), hello.identity());
                    case Member member -> add(members, member.peer().address(), member);
                    case Leave leave -> neighbors.remove(leave.peer().address());
                    default -> messages.add(entry);
                }
            }
        }
        return new Recovered(Instant.ofEpochMilli(start), messages, List.copyOf(neighbors.values()),
                List.copyOf(members.values()), notice);
    }

    /** Returns the address of the process that wrote these records last. */
    public static Optional<Address> address(List<JournalEntry> records) {
        return records.reversed().stream()
                .filter(entry -> entry.message() instanceof Hello && entry.sender().isEmpty())
                .findFirst().map(entry -> ((Hello) entry.message()).peer().address());
    }

    static <T> void add(SequencedMap<Address, T> peers, Address address, T peer) {
        peers.putLast(address, peer);
        if (peers.size() > MAX_PEERS) {
            peers.pollFirstEntry();
        }
    }
}
