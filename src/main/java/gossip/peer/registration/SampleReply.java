package gossip.peer.registration;

import gossip.node.Request;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The reply to a request for a sample of the members of a seed. A failure is ignored. */
final class SampleReply implements Request.Callback {

    private final Consumer<List<Member>> onMembers;
    private final List<Member> members = new ArrayList<>();
    private int listed = -1;

    SampleReply(Consumer<List<Member>> onMembers) {
        this.onMembers = onMembers;
    }

    /** A reply that is longer than requested is cut off. */
    @Override
    public boolean onReply(Message message) {
        switch (message) {
            case MemberList header -> listed = Math.min(header.listed(), SeedClient.SAMPLE);
            case Member member -> members.add(member);
            default -> { }
        }
        boolean complete = members.size() == listed;
        if (complete) {
            onMembers.accept(members);
        }
        return complete;
    }

    @Override
    public void onFailure(String reason) {
        // Another seed is asked the next time.
    }
}
