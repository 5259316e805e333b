package gossip.peer.topology;

import gossip.node.Environment;
import gossip.node.PeerListener;
import gossip.node.Timer;
import gossip.peer.overlay.Overlay;
import gossip.peer.registration.SeedClient;
import gossip.protocol.Message.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many links this peer wants, and the pace at which it gets them: joins, replaces what is lost, tops up what is
 * missing, and comes back when it is alone.
 */
public final class OverlayMaintenance {

    /** How long the next of a crowd waits for the one before, at least. */
    private static final Duration TURN = Duration.ofMillis(8);
    /**
     * To ask for degrees and then to link takes twice as long as to register, so with turns of this share of a
     * registration, 40 of a crowd are at it at a time. The degrees that they hear are late by that many links, which
     * among 200 peers the degree law still bears; with 64 it fails at times, with 100 more often than not.
     */
    private static final int TURNS_A_REGISTRATION = 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final int links;
    private final Duration pingInterval;
    private final Environment environment;
    private final PeerListener listener;
    private final Overlay overlay;
    private final SeedClient seeds;
    private final PartitionDetector partitionDetector;
    private final LinkShedding shedding;
    private final RepairPolicy repairPolicy;
    private final List<Runnable> whenJoined = new ArrayList<>();
    private boolean stopped;
    /** A registration or a recruitment is under way; there is one at a time. */
    private boolean busy;
    /** Links that were lost and are to be replaced. */
    private int replacements;
    /** What a seed said that had buried us, until a link leads to its side of the network. */
    private Optional<SeedClient.Registration> rejoin = Optional.empty();
    private boolean joined;
    private boolean isolated = true;
    private int failures;
    private Timer retry = () -> { };

    public OverlayMaintenance(
            int links, Duration pingInterval, Environment environment, PeerListener listener, Overlay overlay,
            SeedClient seeds, PartitionDetector partitionDetector, RepairPolicy repairPolicy, LinkShedding shedding) {
        this.links = links;
        this.pingInterval = pingInterval;
        this.environment = environment;
        this.listener = listener;
        this.overlay = overlay;
        this.seeds = seeds;
        this.partitionDetector = partitionDetector;
        this.shedding = shedding;
        this.repairPolicy = repairPolicy;
    }

    public void join() {
        maintain();
    }

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

    /**
     * A link is gone.
     *
     * @param itsDegree the neighbor's, as it told last; 0 if it never did
     * @return whether another one takes its place
     */
    public boolean lost(int itsDegree) {
        boolean replace = repairPolicy.shouldReplace(overlay.degree(), itsDegree);
        isolated |= overlay.degree() == 0;
        if (replace && joined) {
            replacements++;
            maintain();
        }
        return replace;
    }

    /** Tops up what earlier attempts could not find. */
    public void heartbeat() {
        maintain();
    }

    /**
     * Prolongs the lease at the seeds.
     *
     * @param whenAnswered run if a seed answers
     */
    public void renew(Runnable whenAnswered) {
        seeds.register(SeedClient.SAMPLE, registration -> {
            if (registration.registered() > 0) {
                partitionDetector.addKnownMembers(registration.members());
                whenAnswered.run();
            }
            if (registration.rejoinedAt().isPresent()) {
                rejoin = Optional.of(registration);
                maintain();
            }
        });
    }

    private int wanted() {
        return joined ? Math.max(replacements, links - overlay.degree()) : links;
    }

    private void maintain() {
        if (busy || stopped) {
            return;
        }
        if (wanted() > 0) {
            busy = true;
            retry.cancel();
            seeds.register(SeedClient.WHOLE_LIST, this::select);
        } else if (rejoin.isPresent()) {
            busy = true;
            rejoin(rejoin.get());
        }
    }

    private void select(SeedClient.Registration registration) {
        if (registration.registered() == 0 && overlay.degree() == 0 && partitionDetector.knownMembers().isEmpty()) {
            busy = false;
            retryLater(true);
            return;
        }
        // Without a seed, whoever was known last is better than nobody.
        List<Member> members = registration.registered() > 0 ? registration.members() : partitionDetector.knownMembers();
        if (registration.registered() > 0) {
            partitionDetector.addKnownMembers(registration.members());
        }
        List<Member> anchor = isolated || registration.rejoinedAt().isPresent() ? registration.bootstrapMembers() : List.of();
        int now = Math.max(1, wanted());
        replacements = 0;
        environment.schedule(joinDelay(registration), () ->
                NeighborSelection.select(environment, overlay, overlay::connect, members, anchor, now, this::selected));
    }

    /**
     * Of many that start at once, each waits for its turn: for those that registered before it with the first seed and
     * have no links yet. If all asked at the same moment, all would hear of no links at all, nobody would be preferred,
     * and the degrees would fall off exponentially. Where lines are slow, turns are long.
     */
    private Duration joinDelay(SeedClient.Registration registration) {
        long crowd = joined ? 0 : registration.bootstrapMembers().stream().filter(member -> member.degree() == 0).count();
        long turn = Math.max(TURN.toNanos(), registration.fastestReply().toNanos() / TURNS_A_REGISTRATION);
        return Duration.ofNanos(Math.min(crowd * turn, LONGEST_WAIT.toNanos()));
    }

    /** A seed had buried us, so its side of the network has lost us: one link leads there. */
    private void rejoin(SeedClient.Registration registration) {
        rejoin = Optional.empty();
        NeighborSelection.select(environment, overlay, shedding::openExtraLink, registration.members(), registration.bootstrapMembers(), 1,
                this::selected);
    }

    private void selected() {
        busy = false;
        if (stopped) {
            return;
        }
        if (!joined || isolated && overlay.degree() > 0) {
            listener.joined(overlay.degree());
        }
        isolated = overlay.degree() == 0;
        if (!joined) {
            joined = true;
            whenJoined.forEach(Runnable::run);
            whenJoined.clear();
        }
        if (isolated) {
            retryLater(false);
        } else {
            failures = 0;
            if (replacements > 0 || rejoin.isPresent()) {
                maintain();
            }
        }
    }

    /** With exponential backoff up to a heartbeat, half of it by chance, so that a crowd does not come back as one. */
    private void retryLater(boolean seedless) {
        long most = pingInterval.toMillis();
        long pause = Math.min(most, Math.min(FIRST_PAUSE.toMillis(), most) << Math.min(failures, 10));
        failures++;
        Duration jittered = Duration.ofMillis(pause / 2 + environment.random().nextLong(pause / 2 + 1));
        if (seedless) {
            listener.waitingForSeed(jittered);
        }
        retry = environment.schedule(jittered, this::maintain);
    }
}
