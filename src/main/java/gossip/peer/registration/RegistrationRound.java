package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One registration with several seeds in parallel. For each seed that does not answer, the next seed that was not tried
 * is asked. So the first reachable seeds in the order of the configuration hold the registration.
 */
final class RegistrationRound {

    /**
     * The answers of the seeds.
     *
     * @param lists the list of each seed that accepted the registration, in the order of the configuration
     * @param unreachable the reason for each seed that did not answer
     * @param tombstone the highest incarnation of this peer for which a seed holds a tombstone
     * @param tombstoneSeed the last seed that answered with a tombstone
     * @param fastestReply time of the fastest answer, from the dial on
     */
    record Result(
            Map<Address, SeedList> lists,
            Map<Address, String> unreachable,
            OptionalLong tombstone,
            Optional<Address> tombstoneSeed,
            Duration fastestReply) {}

    /** Guessed. Longer with TLS. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Environment environment;
    private final SeedLinks links;
    private final Register register;
    private final List<Address> seeds;
    private final Deque<Address> fallbackSeeds;
    private final Consumer<Result> onResult;
    private final Map<Address, SeedList> lists = new LinkedHashMap<>();
    private final Map<Address, String> unreachable = new LinkedHashMap<>();
    private Duration fastestReply = TIMEOUT;
    private OptionalLong tombstone = OptionalLong.empty();
    private Optional<Address> tombstoneSeed = Optional.empty();
    private int pending;

    private RegistrationRound(Environment environment, SeedLinks links, Register register, List<Address> seeds,
            List<Address> first, Consumer<Result> onResult) {
        this.environment = environment;
        this.links = links;
        this.register = register;
        this.seeds = seeds;
        this.fallbackSeeds = new ArrayDeque<>(seeds);
        this.fallbackSeeds.removeAll(first);
        this.pending = first.size();
        this.onResult = onResult;
    }

    /** @param first the seeds to ask immediately; the others are fallback seeds, in the order of {@code seeds} */
    static void begin(Environment environment, SeedLinks links, Register register, List<Address> seeds,
            List<Address> first, Consumer<Result> onResult) {
        RegistrationRound round = new RegistrationRound(environment, links, register, seeds, first, onResult);
        first.forEach(round::register);
    }

    private void register(Address seed) {
        links.send(seed, register, environment.replyTimeout(TIMEOUT), new Request.Callback() {
            private final ListReply reply = new ListReply();
            private final long startedAt = environment.nanoTime();

            @Override
            public boolean onReply(Message message) {
                if (message instanceof Buried buried) {
                    tombstoneReceived(buried.peer());
                    return true;
                }
                Optional<String> problem = reply.add(message);
                if (problem.isPresent()) {
                    onFailure(problem.get());
                    return true;
                }
                if (reply.isComplete()) {
                    Duration taken = Duration.ofNanos(environment.nanoTime() - startedAt);
                    fastestReply = taken.compareTo(fastestReply) < 0 ? taken : fastestReply;
                    lists.put(seed, list(reply.header(), reply.members()));
                    requestEnded();
                }
                return reply.isComplete();
            }

            private SeedList list(MemberList list, List<Member> members) {
                boolean byDegree = register.most() >= DegreeSample.MAX_COMPLETE && list.listed() < list.total();
                int unlinked = list.unlinked().orElseGet(() ->
                        (int) members.stream().filter(member -> member.degree() == 0).count());
                return new SeedList(list.total(), byDegree, unlinked, List.copyOf(members));
            }

            /** A peer cannot register above the highest incarnation, so the seed then counts as unreachable. */
            private void tombstoneReceived(PeerId buried) {
                if (buried.incarnation() == PeerId.MAX_INCARNATION) {
                    onFailure("holds a tombstone for " + buried + ", and there is no higher incarnation");
                } else {
                    tombstone = OptionalLong.of(Math.max(tombstone.orElse(0), buried.incarnation()));
                    tombstoneSeed = Optional.of(seed);
                    requestEnded();
                }
            }

            @Override
            public void onFailure(String reason) {
                unreachable.put(seed, reason);
                if (fallbackSeeds.isEmpty()) {
                    requestEnded();
                } else {
                    register(fallbackSeeds.removeFirst());
                }
            }
        });
    }

    private void requestEnded() {
        pending--;
        if (pending == 0) {
            Map<Address, SeedList> ordered = new LinkedHashMap<>();
            seeds.stream().filter(lists::containsKey).forEach(seed -> ordered.put(seed, lists.get(seed)));
            onResult.accept(new Result(ordered, unreachable, tombstone, tombstoneSeed, fastestReply));
        }
    }
}
