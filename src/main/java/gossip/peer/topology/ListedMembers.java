package gossip.peer.topology;

import gossip.peer.overlay.Overlay;
import gossip.peer.registration.SeedList;
import gossip.peer.topology.PreferentialAttachment.Candidate;
import gossip.protocol.Address;
import gossip.protocol.DegreeSample;
import gossip.protocol.Message.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The members that the seeds have listed for a selection of neighbors.
 *
 * @param bootstrap members of which one is chosen if any of them replies; may be empty
 * @param total number of members of the network, 1 or more
 */
record ListedMembers(List<SeedList> lists, SeedList bootstrap, int total) {

    /** Returns the members to which this peer can connect. */
    ListedMembers unlinked(Overlay overlay) {
        return filter(member -> overlay.canConnect(member.peer().address()));
    }

    ListedMembers without(Set<Address> excluded) {
        return filter(member -> !excluded.contains(member.peer().address()));
    }

    private ListedMembers filter(Predicate<Member> condition) {
        SeedList filteredBootstrap = bootstrap.filter(condition);
        return new ListedMembers(
                lists.stream().map(list -> list == bootstrap ? filteredBootstrap : list.filter(condition))
                        .filter(list -> !list.members().isEmpty()).toList(), filteredBootstrap, total);
    }

    Set<Address> bootstrapAddresses() {
        Set<Address> addresses = new HashSet<>();
        bootstrap.members().forEach(member -> addresses.add(member.peer().address()));
        return addresses;
    }

    /**
     * Returns how many different addresses are listed. It stops counting above {@code wanted}, or above the size of the
     * bootstrap list if that list is no sample and is longer.
     */
    int addresses(int wanted) {
        int limit = bootstrap.byDegree() ? wanted : Math.max(wanted, bootstrap.members().size());
        return SeedList.addresses(lists, limit);
    }

    /**
     * Returns the members to ask. Half of the draws from samples take each seed in turn, so most often there is a
     * bootstrap member among them.
     *
     * @param links number of links for which members are drawn from long lists
     */
    List<Candidate> candidates(int links, RandomGenerator random) {
        int degreeCap = DegreeSample.degreeCap(total);
        List<Candidate> candidates = new ArrayList<>(all(links, degreeCap, random));
        int bootstrapSize = bootstrap.members().size();
        Set<Address> bootstrapAddresses = bootstrapAddresses();
        boolean covered = bootstrap.byDegree() ? candidates.stream().anyMatch(candidate ->
                bootstrapAddresses.contains(candidate.member().peer().address()))
                : lists.size() == 1 || bootstrapSize == addresses(bootstrapSize);
        if (bootstrapSize > 0 && !covered) {
            candidates.addAll(bootstrap.byDegree()
                    ? PreferentialAttachment.sample(List.of(bootstrap), List.of(bootstrap), 1, degreeCap, random)
                    : PreferentialAttachment.candidates(bootstrap.members(), 1, degreeCap, random));
        }
        return candidates;
    }

    private List<Candidate> all(int links, int degreeCap, RandomGenerator random) {
        if (lists.stream().anyMatch(SeedList::byDegree)) {
            return PreferentialAttachment.sample(lists, lists, links, degreeCap, random);
        }
        List<Member> union = SeedList.union(lists);
        return union.size() <= PreferentialAttachment.ASK_ALL
                ? PreferentialAttachment.candidates(union, links, degreeCap, random)
                : PreferentialAttachment.sample(lists, List.of(new SeedList(union.size(), false, 0, union)),
                        links, degreeCap, random);
    }
}
