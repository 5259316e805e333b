package gossip.tool.client;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.text.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a network as its seeds list them.
 *
 * @param seeds what each seed answered
 * @param members sorted by address
 */
public record Directory(List<Answer<List<Member>>> seeds, List<Listed> members) {

    /**
     * A member, in its highest listed incarnation.
     *
     * @param name empty if it is unknown
     * @param bySeed the incarnation that each seed lists
     */
    public record Listed(Address address, String name, int degree, long incarnation, Map<Address, Long> bySeed) {}

    /** Asks all seeds. */
    public static Directory of(Connector connector, List<Address> seeds, Deadline deadline, Duration perNode) {
        return of(Fanout.ask(connector, seeds, deadline, perNode, NodeClient::members));
    }

    public static Directory of(List<Answer<List<Member>>> seeds) {
        Map<Address, Listed> members = new TreeMap<>();
        for (Answer<List<Member>> seed : seeds) {
            seed.value().orElse(List.of()).forEach(member -> members.merge(member.peer().address(),
                    new Listed(member.peer().address(), member.name(), member.degree(), member.peer().incarnation(),
                            Map.of(seed.node(), member.peer().incarnation())), Directory::merge));
        }
        return new Directory(seeds, List.copyOf(members.values()));
    }

    private static Listed merge(Listed first, Listed second) {
        Map<Address, Long> bySeed = new TreeMap<>(first.bySeed());
        bySeed.putAll(second.bySeed());
        Listed newer = second.incarnation() > first.incarnation() ? second : first;
        String name = newer.name().isEmpty() ? first.name() : newer.name();
        return new Listed(newer.address(), name, Math.max(first.degree(), second.degree()), newer.incarnation(),
                bySeed);
    }

    public boolean isReachable() {
        return seeds.stream().anyMatch(Answer::isPresent);
    }

    /** Returns whether each seed answered. */
    public boolean isComplete() {
        return seeds.stream().allMatch(Answer::isPresent);
    }

    public List<Address> addresses() {
        return members.stream().map(Listed::address).toList();
    }

    /** Returns the addresses of seeds and members, without repetitions. */
    public List<Address> nodes() {
        Set<Address> nodes = new LinkedHashSet<>();
        seeds.forEach(seed -> nodes.add(seed.node()));
        nodes.addAll(addresses());
        return new ArrayList<>(nodes);
    }

    /** Returns the name of a member, or an empty text. */
    public String name(Address address) {
        return members.stream().filter(member -> member.address().equals(address)).map(Listed::name)
                .findFirst().orElse("");
    }

    /** Returns the addresses of the members with this name. */
    public List<Address> named(String name) {
        return members.stream().filter(member -> member.name().equals(name)).map(Listed::address).toList();
    }

    /** Returns how many seeds must list a member: floor(n/2)+1 of n. */
    public int majority() {
        return seeds.size() / 2 + 1;
    }

    /** Returns in which way the seeds disagree about a member; empty if they agree. */
    public String disagreement(Listed member) {
        if (Set.copyOf(member.bySeed().values()).size() > 1) {
            return "different incarnations: " + member.bySeed();
        }
        long answered = seeds.stream().filter(Answer::isPresent).count();
        long silent = seeds.size() - answered;
        return member.bySeed().size() + silent < majority()
                ? "listed by " + Counts.of(member.bySeed().size(), seeds.size(), "seed") : "";
    }
}
