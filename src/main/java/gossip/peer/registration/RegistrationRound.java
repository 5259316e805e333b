package gossip.peer.registration;

import gossip.node.Environment;
import gossip.node.Request;
import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Buried;
import gossip.protocol.Message.Member;
import gossip.protocol.Message.MemberList;
import gossip.protocol.Message.Register;
import gossip.protocol.PeerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Registers with several seeds at once. For each that does not answer, the next one that was not tried yet is asked in
 * its place, so that the first live ones in the order of the configuration end up with the peer. So it is for one that
 * has buried the last incarnation there is: no life of this peer can ever register there.
 */
final class RegistrationRound {

    /**
     * How it went.
     *
     * @param lists what each seed listed that took the registration, in the order of the configuration
     * @param unreachable why each of the others did not
     * @param buried the highest incarnation of ours that a seed has buried
     * @param burier whose list a reborn peer should link into
     * @param quickest how long the first answer took, from the dial on
     */
    record Result(
            Map<Address, List<Member>> lists,
            Map<Address, String> unreachable,
            OptionalLong tombstone,
            Optional<Address> tombstoneSeed,
            Duration fastestReply) {

        /** Returns the union of the lists: each address once, with its highest incarnation. */
        List<Member> members() {
            Map<Address, Member> latest = new LinkedHashMap<>();
            for (List<Member> list : lists.values()) {
                for (Member member : list) {
                    Member known = latest.get(member.peer().address());
                    if (known == null || member.peer().succeeds(known.peer())) {
                        latest.put(member.peer().address(), member);
                    }
                }
            }
            return List.copyOf(latest.values());
        }
    }

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Environment environment;
    private final Register register;
    private final Consumer<Result> callback;
    private final Deque<Address> fallbackSeeds;
    private final Map<Address, List<Member>> answers = new LinkedHashMap<>();
    private final Map<Address, String> unreachable = new LinkedHashMap<>();
    private final List<Address> order;
    private Duration fastestReply = TIMEOUT;
    private OptionalLong tombstone = OptionalLong.empty();
    private Optional<Address> tombstoneSeed = Optional.empty();
    private int pending;

    private RegistrationRound(
            Environment environment, Register register, List<Address> order, Deque<Address> substitutes,
            Consumer<Result> whenOver) {
        this.environment = environment;
        this.register = register;
        this.order = order;
        this.fallbackSeeds = substitutes;
        this.callback = whenOver;
    }

    /**
     * @param seeds all, in the order of the configuration
     * @param first those to ask at once; the rest are substitutes
     */
    static void begin(
            Environment environment, Register register, List<Address> seeds, List<Address> first,
            Consumer<Result> whenOver) {
        Deque<Address> substitutes = new ArrayDeque<>(seeds);
        substitutes.removeAll(first);
        RegistrationRound round = new RegistrationRound(environment, register, seeds, substitutes, whenOver);
        round.pending = first.size();
        first.forEach(round::ask);
    }

    private void ask(Address seed) {
        Request.send(environment, seed, register, TIMEOUT, new Request.Callback() {
            private final List<Member> members = new ArrayList<>();
            private final long asked = environment.nanoTime();
            private int due = -1;

            @Override
            public boolean onReply(Message message) {
                switch (message) {
                    case MemberList header -> due = header.listed();
                    case Member member -> members.add(member);
                    case Buried grave -> {
                        bury(grave);
                        return true;
                    }
                    default -> { }
                }
                boolean complete = members.size() == due;
                if (complete) {
                    Duration taken = Duration.ofNanos(environment.nanoTime() - asked);
                    fastestReply = taken.compareTo(fastestReply) < 0 ? taken : fastestReply;
                    answers.put(seed, List.copyOf(members));
                    oneLess();
                }
                return complete;
            }

            private void bury(Buried grave) {
                if (grave.peer().incarnation() == PeerId.MAX_INCARNATION) {
                    onFailure("has buried " + grave.peer() + ", and there is no higher incarnation");
                } else {
                    tombstone = OptionalLong.of(Math.max(tombstone.orElse(0), grave.peer().incarnation()));
                    tombstoneSeed = Optional.of(seed);
                    oneLess();
                }
            }

            @Override
            public void onFailure(String reason) {
                unreachable.put(seed, reason);
                if (fallbackSeeds.isEmpty()) {
                    oneLess();
                } else {
                    ask(fallbackSeeds.removeFirst());
                }
            }
        });
    }

    private void oneLess() {
        pending--;
        if (pending == 0) {
            Map<Address, List<Member>> ordered = new LinkedHashMap<>();
            order.stream().filter(answers::containsKey).forEach(seed -> ordered.put(seed, answers.get(seed)));
            callback.accept(new Result(ordered, unreachable, tombstone, tombstoneSeed, fastestReply));
        }
    }
}
