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
 * @param members the neighbors of the last process and the members that it knew, the latest last
 * @param notice why an earlier start is ignored, if one is
 */
public record Recovered(Instant start, List<JournalEntry> messages, List<Member> members, Optional<String> notice) {

    /** Members that are remembered. Beyond it, the oldest is forgotten. Guessed. */
    static final int MAX_MEMBERS = 64;

    /** Reads what is stored. Called once, when the peer is created. */
    public static Recovered read(Journal journal, String network, Instant now) {
        List<JournalEntry> messages = new ArrayList<>();
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
                    case Hello hello -> add(members, member(hello.identity()));
                    case Member member -> add(members, member);
                    case Leave leave -> members.remove(leave.peer().address());
                    default -> messages.add(entry);
                }
            }
        }
        return new Recovered(Instant.ofEpochMilli(start), messages, List.copyOf(members.values()), notice);
    }

    static Member member(Identity identity) {
        return new Member(identity.peer(), 1, identity.start(), identity.name());
    }

    static void add(SequencedMap<Address, Member> members, Member member) {
        members.putLast(member.peer().address(), member);
        if (members.size() > MAX_MEMBERS) {
            members.pollFirstEntry();
        }
    }
}
