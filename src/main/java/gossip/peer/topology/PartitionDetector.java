package gossip.peer.topology;

import gossip.node.Environment;
import gossip.peer.broadcast.MessageHistory;
import gossip.peer.overlay.DisconnectCause;
import gossip.peer.overlay.OutboundHandshake.Outcome;
import gossip.peer.overlay.Overlay;
import gossip.peer.overlay.PingRequest;
import gossip.peer.overlay.TaskBudget;
import gossip.peer.overlay.TaskBudget.Task;
import gossip.peer.registration.SeedClient;
import gossip.peer.registration.SeedList;
import gossip.peer.storage.PeerJournal;
import gossip.protocol.Message.Bye;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.Ping;
import gossip.protocol.Message.PingReply;
import gossip.protocol.MessageId;
import gossip.protocol.Origin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A detector of partitions of the overlay. A list of a seed states how many messages each member had published at its
 * last renewal. Of each list the detector checks one member to which this peer has no link:
 *
 * <pre>
 * list --its latest message is missing--> question on a connection of its own
 *    question --still missing--> suspicion --missing after {@value #CONFIRMATIONS} heartbeats--> extra link
 * </pre>
 *
 * <p>While no list states the number, because no seed answers or the seed is of an earlier version, the detector asks a
 * known member every {@value #HEARTBEATS_PER_QUESTION} heartbeats. It does not ask all the time, because with TLS a
 * connection takes as much CPU as an idle peer in half a minute.
 *
 * <p>A message that was lost on a link arrives by anti-entropy within this time. Neither another question to the member
 * nor a later message of it extends the time.
 */
public final class PartitionDetector {

    /** Longer than anti-entropy needs. It compares a link once in a heartbeat and supplies at the second difference. */
    static final int CONFIRMATIONS = 5;
    /** Twice the time between two lists. All peers ask, so the network asks often enough. */
    static final int HEARTBEATS_PER_QUESTION = 4;
    /** Links to members whose latest message has not arrived yet. Beyond this number, the oldest is closed. Guessed. */
    static final int MAX_UNPROVEN = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * A member whose latest message has not arrived.
     *
     * @param published the number of messages that the member had published
     * @param age heartbeats since the member was asked
     */
    private record Suspicion(Origin member, long published, int age) {

        Suspicion older() {
            return new Suspicion(member, published, age + 1);
        }
    }

    private final Environment environment;
    private final Overlay overlay;
    private final MessageHistory history;
    private final LinkShedding shedding;
    private final PeerJournal journal;
    private final TaskBudget budget;
    private List<Member> knownMembers;
    /** Random at first, so that peers which start together do not ask together. */
    private int heartbeatsUntilQuestion;
    /** At most one for each question of the last {@value #CONFIRMATIONS} heartbeats. */
    private List<Suspicion> suspicions = List.of();
    /** Suspicions for which a link is open and has not delivered the message, oldest first. */
    private final Deque<Suspicion> unproven = new ArrayDeque<>(0);

    /** @param remembered the members that an earlier process of this peer knew */
    public PartitionDetector(Environment environment, Overlay overlay, MessageHistory history, LinkShedding shedding,
            PeerJournal journal, TaskBudget budget, List<Member> remembered) {
        this.environment = environment;
        this.overlay = overlay;
        this.history = history;
        this.shedding = shedding;
        this.journal = journal;
        this.budget = budget;
        this.knownMembers = remembered;
        this.heartbeatsUntilQuestion = environment.random().nextInt(HEARTBEATS_PER_QUESTION);
    }

    /** Replaces the known members by {@value SeedClient#SAMPLE} of the lists from the seeds. */
    void setKnownMembers(SeedClient.Registration registration) {
        knownMembers = registration.lists().stream().filter(SeedList::byDegree).findFirst()
                .map(list -> PreferentialAttachment.uniform(list.members(), SeedClient.SAMPLE, environment.random()))
                .orElseGet(() -> SeedList.union(registration.lists()).stream().limit(SeedClient.SAMPLE).toList());
        journal.members(knownMembers);
        if (history.origins() > 0) {
            SeedList.union(registration.lists()).forEach(member -> history.setListed(member.origin()));
        }
        history.setMembers(registration.total());
        checkOne(knownMembers);
    }

    /** Adds members of a seed that does not list this peer. They stay until the next list. */
    void addKnownMembers(List<Member> listed) {
        knownMembers = Stream.concat(knownMembers.stream(), listed.stream()
                .filter(member -> !isKnown(member.origin())).limit(SeedClient.SAMPLE)).toList();
        listed.forEach(member -> history.setListed(member.origin()));
        checkOne(listed);
    }

    /** Returns whether a known member has this origin. Creates no object, because each new origin is looked up. */
    public boolean isKnown(Origin origin) {
        for (Member member : knownMembers) {
            if (member.start() == origin.start() && member.peer().address().equals(origin.address())) {
                return true;
            }
        }
        return false;
    }

    /** Returns all members or a uniform sample of them, as seeds listed them last. */
    List<Member> knownMembers() {
        return knownMembers;
    }

    public void heartbeat() {
        suspicions = suspicions.stream().map(Suspicion::older).filter(this::isPending).toList();
        suspicions.stream().filter(suspicion -> suspicion.age() >= CONFIRMATIONS).findFirst().ifPresent(this::open);
        if (heartbeatsUntilQuestion == 0) {
            heartbeatsUntilQuestion = HEARTBEATS_PER_QUESTION;
            unlinked(knownMembers).ifPresent(this::ask);
        }
        heartbeatsUntilQuestion--;
    }

    /** A member may claim messages that do not exist. So few such links are open, and one more closes the oldest. */
    private void open(Suspicion suspicion) {
        unproven.removeIf(open -> !lacks(open.member(), open.published())
                || overlay.find(open.member().address()).isEmpty());
        if (unproven.size() >= MAX_UNPROVEN) {
            overlay.find(unproven.removeFirst().member().address()).ifPresent(neighbor -> {
                neighbor.link().send(new Bye("its messages do not arrive"));
                overlay.disconnect(neighbor, DisconnectCause.SHED, "its messages do not arrive");
            });
        }
        shedding.openExtraLink(suspicion.member().address(), outcome -> {
            if (outcome instanceof Outcome.Accepted) {
                unproven.addLast(suspicion);
            }
        });
    }

    private boolean isPending(Suspicion suspicion) {
        return suspicion.age() <= CONFIRMATIONS && lacks(suspicion.member(), suspicion.published())
                && overlay.canConnect(suspicion.member().address());
    }

    private boolean lacks(Origin member, long published) {
        return history.accountedFor(member) < published
                && !history.contains(new MessageId(member, published - 1));
    }

    /**
     * Checks one member, not all. Otherwise all peers of a part would ask the same member, and open a link to it.
     * Without TLS, anyone can register a false number, so the member itself is asked.
     */
    private void checkOne(List<Member> listed) {
        unlinked(listed).filter(member -> member.published() >= 0).ifPresent(member -> {
            heartbeatsUntilQuestion = HEARTBEATS_PER_QUESTION;
            if (lacks(member.origin(), member.published())) {
                ask(member);
            }
        });
    }

    /** A member that does not reply is ignored. Its neighbors detect whether it is dead. */
    private void ask(Member member) {
        if (budget.tryDial(Task.REGISTRATION)) {
            PingRequest.send(environment, member.peer().address(), new Ping(0, history.digest()), TIMEOUT,
                    this::compare, () -> { });
        }
    }

    /** Returns the first member without a link, from a random one on. */
    private Optional<Member> unlinked(List<Member> members) {
        int size = members.size();
        int first = size == 0 ? 0 : environment.random().nextInt(size);
        return IntStream.range(first, first + size).mapToObj(i -> members.get(i % size))
                .filter(member -> overlay.canConnect(member.peer().address())).findFirst();
    }

    private void compare(PingReply reply) {
        if (lacks(reply.origin(), reply.published())) {
            suspicions = Stream.concat(suspicions.stream(),
                    Stream.of(new Suspicion(reply.origin(), reply.published(), 0))).toList();
        }
    }
}
