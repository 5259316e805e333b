package gossip.peer;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.registration.SeedClient;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Members;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Questions to a seed about origins that no list has named. Lists of large networks are samples, so a flood of invented
 * origins could evict the origins of real peers. In each heartbeat of such a flood, this peer asks about one origin. A
 * member of this address and start counts as listed.
 */
final class OriginConfirmation implements Request.Callback {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Environment environment;
    private final TaskBudget budget;
    private final MessageHistory history;
    private final SeedClient seeds;

    OriginConfirmation(Environment environment, TaskBudget budget, MessageHistory history, SeedClient seeds) {
        this.environment = environment;
        this.budget = budget;
        this.history = history;
        this.seeds = seeds;
    }

    /** Called before the heartbeat of the history. */
    void heartbeat() {
        if (!seeds.registered().isEmpty() && budget.isAvailable(TaskBudget.Task.REGISTRATION)) {
            history.nextToConfirm().ifPresent(this::ask);
        }
    }

    private void ask(Origin origin) {
        List<Address> registered = List.copyOf(seeds.registered());
        budget.useDials(TaskBudget.Task.REGISTRATION, 1);
        Address seed = registered.get(environment.random().nextInt(registered.size()));
        Request.send(environment, seed, new Members(Optional.of(origin.address()), Integer.MAX_VALUE),
                environment.replyTimeout(TIMEOUT), this);
    }

    @Override
    public boolean onReply(Message message) {
        if (message instanceof Member member) {
            history.setListed(member.origin());
        }
        return !(message instanceof MemberList list && list.listed() > 0);
    }

    @Override
    public void onFailure(String reason) {
        // This peer asks about the origin again before its list loses it.
    }
}
