package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Timer;
import gossip.peer.overlay.DutyCycle;
import gossip.peer.overlay.Neighbor;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedList;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The maintenance of the links of this peer. It joins, replaces lost links, opens missing ones, and retries while the
 * peer is isolated. It runs at most one registration or selection of neighbors at a time.
 *
 * <pre>
 * maintain --links are missing--> register --> wait for concurrent joiners --> NeighborSelection --> selected
 *    ^                                |                                                                 |
 *    |                                +--no seed replied, no known member--+                 isolated---+
 *    |                                                                     v                 |
 *    +----------------------------------------------------------- retry with backoff <-------+
 * </pre>
 */
public final class OverlayMaintenance {

    /** Mean number of extra links after a partition, at each seed; 8 made a simulated overlay denser, 2 do not. */
    private static final int REJOIN_LINKS = 2;

    private final int links;
    private final Environment environment;
    private final PeerListener listener;
    private final Overlay overlay;
    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final FormerNeighbors formerNeighbors;
    private final LinkShedding shedding;
    private final UnreachableMembers unreachable;
    private final TaskBudget budget;
    private final RetryBackoff backoff;
    private final DutyCycle attempts;
    private final LeaseRenewal leaseRenewal;
    private final List<Runnable> whenJoined = new ArrayList<>(1);
    private boolean stopped;
    /** True while a registration or a selection is running. */
    private boolean busy;
    private int replacements;
    /** The registration with a seed that held a tombstone, until a link to a member of its list is requested. */
    private Optional<SeedClient.Registration> rejoin = Optional.empty();
    /** True once a link was open, or the seeds listed no other peer. */
    private boolean joined;
    /** True if no other peer was listed when links were missing the last time. */
    private boolean alone;
    private boolean isolated = true;
    private Timer retry = () -> { };

    public OverlayMaintenance(int links, Duration pingInterval, Environment environment, PeerListener listener,
            Overlay overlay, SeedClient seeds, PartitionDetector partitionDetector, FormerNeighbors formerNeighbors,
            LinkShedding shedding, TaskBudget budget) {
        this.links = links;
        this.environment = environment;
        this.listener = listener;
        this.overlay = overlay;
        this.seeds = seeds;
        this.partitionDetector = partitionDetector;
        this.formerNeighbors = formerNeighbors;
        this.shedding = shedding;
        this.budget = budget;
        this.attempts = new DutyCycle(environment::nanoTime, environment.random());
        this.leaseRenewal = new LeaseRenewal(seeds, partitionDetector, registration -> {
            rejoin = Optional.of(registration);
            maintain();
        });
        this.backoff = new RetryBackoff(environment, pingInterval);
        this.unreachable = new UnreachableMembers(overlay.address(), environment, listener);
    }

    /** Runs the task when this peer has joined for the first time; immediately if it has. */
    public void whenJoined(Runnable task) {
        if (joined) {
            task.run();
        } else {
            whenJoined.add(task);
        }
    }

    public void stop() {
        stopped = true;
        retry.cancel();
    }

    /** Starts to open this many links in place of lost ones. Called for each lost link, with 0 if none replaces it. */
    void replace(int count) {
        isolated |= overlay.degree() == 0;
        if (count > 0 && joined) {
            replacements += count;
            maintain();
        }
    }

    /** Renews the lease as {@link LeaseRenewal} does. */
    public void renew(Runnable onReply) {
        leaseRenewal.renew(onReply);
    }

    private int wanted() {
        return joined ? Math.max(replacements, links - overlay.degree()) : links;
    }

    /** Joins by dialing these former neighbors. If there is none, or none accepts, joins as a new peer does. */
    public void reconnect(List<Address> former) {
        busy = environment.rules().fixedLinks().isEmpty()
                && RestoredLinks.begin(overlay, shedding, former, links, this::noteLinks, this::selected);
        if (busy) {
            renew(() -> { });
        } else {
            maintain();
        }
    }

    /** Starts to open missing links, unless that is running. Joins on the first call. */
    public void maintain() {
        if (busy || stopped) {
            return;
        }
        stopped = FixedLinks.open(environment, overlay);
        if (!stopped && wanted() > 0 && budget.isAvailable(TaskBudget.Task.REGISTRATION)) {
            retry.cancel();
            if (!isolated && !attempts.isDue()) {
                retry = environment.schedule(Duration.ofNanos(attempts.nanosUntilDue()), this::maintain);
                return;
            }
            busy = true;
            attempts.started();
            seeds.register(backoff.hasFailed() ? DegreeSample.MAX_UNIFORM : DegreeSample.most(links), this::registered);
        } else if (rejoin.isPresent()) {
            busy = true;
            rejoin(rejoin.get());
        }
    }

    /** If no seed replied, the neighbors are selected among the members known before. */
    private void registered(SeedClient.Registration registration) {
        attempts.ended();
        if (!registration.isRegistered() && overlay.degree() == 0 && partitionDetector.knownMembers().isEmpty()) {
            busy = false;
            retryLater(true);
            return;
        }
        if (registration.isRegistered()) {
            partitionDetector.setKnownMembers(registration);
        }
        Duration delay = backoff.hasFailed() ? JoinDelay.ofRetry(registration, environment.random())
                : joined ? Duration.ZERO : JoinDelay.of(registration);
        Duration untilNextList = delay.minus(registration.fastestReply());
        if (JoinDelay.isTooLong(untilNextList, registration)) {
            environment.schedule(untilNextList, () -> seeds.register(DegreeSample.most(links),
                    later -> select(later.isRegistered() ? later : registration)));
        } else {
            environment.schedule(delay, () -> select(registration));
        }
    }

    private void select(SeedClient.Registration registration) {
        List<SeedList> lists = registration.isRegistered() ? registration.lists()
                : List.of(new SeedList(1, false, 0, partitionDetector.knownMembers()));
        SeedList bootstrap = isolated || registration.rejoinedAt().isPresent() ? registration.bootstrap()
                : SeedList.EMPTY;
        alone = lists.stream().allMatch(list -> list.members().isEmpty());
        int count = Math.max(1, wanted());
        replacements = 0;
        attempts.started();
        budget.useDials(TaskBudget.Task.REGISTRATION,
                count + Math.min(registration.total(), PreferentialAttachment.ASK_ALL));
        NeighborSelection.select(environment, overlay, joined ? this::replace : overlay::connect,
                new ListedMembers(lists, bootstrap, registration.total()), count,
                JoinDelay.replyTime(registration), unreachable, this::selected);
    }

    private void replace(Address address, Consumer<Outcome> onOutcome) {
        overlay.connect(address, outcome -> {
            overlay.find(address).filter(Neighbor::dialed).ifPresent(Neighbor::setReplacement);
            onOutcome.accept(outcome);
        });
    }

    /**
     * Opens an extra link to a member that the seed with the tombstone lists. The partition of that seed has removed
     * this peer. If it removed many, all of them retry their former neighbors, and a few of them open a link.
     */
    private void rejoin(SeedClient.Registration registration) {
        rejoin = Optional.empty();
        formerNeighbors.retryAll();
        if (environment.random().nextInt(registration.total()) >= REJOIN_LINKS) {
            busy = false;
            return;
        }
        ListedMembers members = new ListedMembers(registration.lists(), registration.bootstrap(), registration.total());
        NeighborSelection.select(environment, overlay, shedding::openExtraLink, members, 1,
                JoinDelay.replyTime(registration), unreachable, this::selected);
    }

    private void selected() {
        attempts.ended();
        busy = false;
        if (stopped) {
            return;
        }
        seeds.degreeChanged();
        noteLinks();
        if (isolated) {
            retryLater(false);
        } else {
            backoff.succeeded();
            if (replacements > 0 || rejoin.isPresent()) {
                maintain();
            }
        }
    }

    /** Reports that this peer has joined, if it has. */
    private void noteLinks() {
        boolean hasJoined = overlay.degree() > 0 || alone;
        if (!joined && hasJoined || isolated && overlay.degree() > 0) {
            listener.joined(overlay.degree());
        }
        isolated = overlay.degree() == 0;
        if (!joined && hasJoined) {
            joined = true;
            whenJoined.forEach(Runnable::run);
            whenJoined.clear();
        }
    }

    private void retryLater(boolean noSeedReplied) {
        Duration pause = backoff.failed();
        if (noSeedReplied) {
            listener.waitingForSeed(pause);
        }
        retry = environment.schedule(pause, this::maintain);
    }
}
