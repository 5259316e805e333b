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
            OptionalLong buried,
            Optional<Address> burier,
            Duration quickest) {

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

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Environment environment;
    private final Register register;
    private final Consumer<Result> whenOver;
    private final Deque<Address> substitutes;
    private final Map<Address, List<Member>> answers = new LinkedHashMap<>();
    private final Map<Address, String> unreachable = new LinkedHashMap<>();
    private final List<Address> order;
    private Duration quickest = PATIENCE;
    private OptionalLong buried = OptionalLong.empty();
    private Optional<Address> burier = Optional.empty();
    private int pending;

    private RegistrationRound(
            Environment environment, Register register, List<Address> order, Deque<Address> substitutes,
            Consumer<Result> whenOver) {
        this.environment = environment;
        this.register = register;
        this.order = order;
        this.substitutes = substitutes;
        this.whenOver = whenOver;
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
        Request.send(environment, seed, register, PATIENCE, new Request.Callback() {
            private final List<Member> members = new ArrayList<>();
            private final long asked = environment.nanos();
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
                    Duration taken = Duration.ofNanos(environment.nanos() - asked);
                    quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
                    answers.put(seed, List.copyOf(members));
                    oneLess();
                }
                return complete;
            }

            private void bury(Buried grave) {
                if (grave.peer().incarnation() == PeerId.MAX_INCARNATION) {
                    onFailure("has buried " + grave.peer() + ", and there is no higher incarnation");
                } else {
                    buried = OptionalLong.of(Math.max(buried.orElse(0), grave.peer().incarnation()));
                    burier = Optional.of(seed);
                    oneLess();
                }
            }

            @Override
            public void onFailure(String reason) {
                unreachable.put(seed, reason);
                if (substitutes.isEmpty()) {
                    oneLess();
                } else {
                    ask(substitutes.removeFirst());
                }
            }
        });
    }

    private void oneLess() {
        pending--;
        if (pending == 0) {
            Map<Address, List<Member>> ordered = new LinkedHashMap<>();
            order.stream().filter(answers::containsKey).forEach(seed -> ordered.put(seed, answers.get(seed)));
            whenOver.accept(new Result(ordered, unreachable, buried, burier, quickest));
        }
    }
}
