package gossip.peer.registration;

import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members that a seed lists in one reply, while it arrives. It is bounded, because anyone may answer as a seed. */
final class ListReply {

    /** Members in one reply. This program requests at most 128, but other programs may list all that they have. */
    static final int MAX_MEMBERS = 10_000;

    private final List<Member> members = new ArrayList<>();
    private Optional<MemberList> header = Optional.empty();

    /** Adds a message of the reply. Returns why no seed sends it, or empty if it fits. */
    Optional<String> add(Message message) {
        switch (message) {
            case MemberList list -> {
                if (header.isPresent() || list.listed() > MAX_MEMBERS) {
                    return Optional.of(header.isPresent() ? "LIST follows LIST"
                            : "LIST announces " + list.listed() + " members; at most " + MAX_MEMBERS + " are allowed");
                }
                header = Optional.of(list);
            }
            case Member member -> {
                if (header.isEmpty()) {
                    return Optional.of("MEMBER comes before LIST");
                }
                members.add(member);
            }
            default -> { }
        }
        return Optional.empty();
    }

    boolean isComplete() {
        return header.isPresent() && members.size() == header.get().listed();
    }

    /** Returns the message LIST. Call it only when the reply is complete. */
    MemberList header() {
        return header.orElseThrow();
    }

    List<Member> members() {
        return members;
    }
}
