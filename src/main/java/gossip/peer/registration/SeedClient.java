package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Request;
import gossip.peer.overlay.LocalPeer;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Leave;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Register;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The peer's standing with its seeds: registration with a majority, the lease on it, the degree told to them. */
public final class SeedClient {

    /**
     * What a registration brought.
     *
     * @param members the union of the lists
     * @param anchor the list of the first seed; a newcomer links to one of these, so that all hang together
     * @param registered how many seeds hold us now
     * @param quickest how long the first answer took
     * @param rebornAt the seed that had buried us, if one had: its side of the network has lost us
     */
    public record Registration(List<Member> members, List<Member> bootstrapMembers, int registered, Duration fastestReply,
            Optional<Address> rejoinedAt) {}

    /** How many members a newcomer wants to choose among. */
    public static final int WHOLE_LIST = 1024;
    /** How many a renewal brings, to keep the acquaintances fresh. */
    public static final int SAMPLE = 16;
    private static final Duration DEGREE_THROTTLE = Duration.ofMillis(500);
    private static final int MAX_REJOINS = 3;

    private final LocalPeer self;
    private final List<Address> seeds;
    private final int wanted;
    private final Duration lease;
    private final Environment environment;
    private final PeerListener listener;
    private final IntSupplier degree;
    private final Runnable whenRejoined;
    private final Set<Address> registered = new LinkedHashSet<>();
    private boolean left;
    /** Registrations that have not been answered yet. */
    private int pendingRequests;
    private Runnable lastWord = () -> { };
    private boolean throttled;
    private int sentDegree;

    public SeedClient(
            LocalPeer self, List<Address> seeds, int wanted, Duration lease, Environment environment,
            PeerListener listener, IntSupplier degree, Runnable whenReborn) {
        this.self = self;
        this.seeds = seeds;
        this.wanted = wanted;
        this.lease = lease;
        this.environment = environment;
        this.listener = listener;
        this.degree = degree;
        this.whenRejoined = whenReborn;
    }

    public boolean isDegraded() {
        return registered.size() < wanted;
    }

    public int registrations() {
        return registered.size();
    }

    /** Registers, or renews the lease, and asks for up to {@code most} members. Never over for one that has left. */
    public void register(int most, Consumer<Registration> whenOver) {
        register(most, Optional.empty(), MAX_REJOINS, whenOver);
    }

    private void register(int most, Optional<Address> rebornAt, int rebirthsLeft, Consumer<Registration> whenOver) {
        Set<Address> first = new LinkedHashSet<>(seeds.subList(0, wanted));
        first.addAll(registered);
        pendingRequests++;
        RegistrationRound.begin(environment, request(most), seeds, List.copyOf(first), result -> {
            answered();
            if (left) {
                return;
            }
            note(result, most);
            if (result.tombstone().isPresent() && rebirthsLeft > 0) {
                renewIncarnation(result.tombstone().getAsLong());
                register(most, rebornAt.or(result::tombstoneSeed), rebirthsLeft - 1, whenOver);
            } else {
                whenOver.accept(registration(result, rebornAt));
            }
        });
    }

    /** Of two answers that say the same, the second finds us in the new life already. */
    private void renewIncarnation(long buried) {
        if (buried >= self.id().incarnation()) {
            self.renew(buried, environment.currentTime());
            listener.rejoined(self.id());
            whenRejoined.run();
        }
    }

    private Register request(int most) {
        sentDegree = degree.getAsInt();
        return new Register(self.id(), sentDegree, lease, most);
    }

    private void note(RegistrationRound.Result result, int most) {
        result.unreachable().forEach((seed, reason) -> {
            registered.remove(seed);
            listener.seedUnreachable(seed, reason);
        });
        result.lists().forEach((seed, members) -> {
            if (registered.add(seed)) {
                listener.registered(seed);
            }
            if (most > SAMPLE) {
                listener.listReceived(seed, members.size());
            }
        });
    }

    private Registration registration(RegistrationRound.Result result, Optional<Address> rebornAt) {
        List<List<Member>> lists = new ArrayList<>(result.lists().values());
        List<Member> anchor = rebornAt.map(result.lists()::get).orElse(lists.isEmpty() ? List.of() : lists.getFirst());
        return new Registration(result.members(), anchor, lists.size(), result.fastestReply(), rebornAt);
    }

    /** Tells the seeds of a changed degree: at once, but of several changes in a row only the last after a while. */
    public void degreeChanged() {
        if (!left && !throttled && degree.getAsInt() != sentDegree) {
            throttled = true;
            pushDegree();
            environment.schedule(DEGREE_THROTTLE, () -> {
                throttled = false;
                degreeChanged();
            });
        }
    }

    /** A push that fails needs no care: the next renewal carries the degree again, and notices what is wrong. */
    private void pushDegree() {
        Register request = request(0);
        pendingRequests += registered.size();
        registered.forEach(seed ->
                Request.send(environment, seed, request, RegistrationRound.TIMEOUT, once(this::answered)));
    }

    private void answered() {
        pendingRequests--;
        if (pendingRequests == 0) {
            lastWord.run();
        }
    }

    /**
     * Departs cleanly from all seeds; done when each has answered or failed. A registration that is under way may reach
     * a seed after the departure and be taken for a new one, so all are told once more when it is over. Nothing else is
     * said to a seed from now on.
     */
    public void leave(Runnable whenDone) {
        left = true;
        if (pendingRequests == 0) {
            sendLeave(whenDone);
        } else {
            sendLeave(() -> { });
            lastWord = () -> sendLeave(whenDone);
        }
    }

    private void sendLeave(Runnable whenDone) {
        int[] pending = {seeds.size()};
        seeds.forEach(seed -> Request.send(
                environment, seed, new Leave(self.id()), RegistrationRound.TIMEOUT, once(() -> {
                    pending[0]--;
                    if (pending[0] == 0) {
                        whenDone.run();
                    }
                })));
    }

    private static Request.Callback once(Runnable whenOver) {
        return new Request.Callback() {
            @Override
            public boolean onReply(Message message) {
                whenOver.run();
                return true;
            }

            @Override
            public void onFailure(String reason) {
                whenOver.run();
            }
        };
    }
}
