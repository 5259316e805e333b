package gossip.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import gossip.tool.client.Answer;
import gossip.tool.client.Directory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what the check says about clocks and about seeds that do not list the same. */
class FindingsTest {

    private static final Address FIRST = new Address("192.0.2.1", 5000);
    private static final Address SECOND = new Address("192.0.2.2", 5000);
    private static final PeerId PEER = new PeerId(new Address("192.0.2.3", 6000), 7);
    private static final Member MEMBER = new Member(PEER, 2, 7, "ada", -1);

    private static Answer<List<Member>> lists(Address seed, Member... members) {
        return Answer.of(seed, List.of(members));
    }

    private static Answer<NodeCheck> peer(double clockOffset) {
        Map<String, String> values = Map.of("role", "peer", "address", PEER.address().toString(), "degree", "2");
        return Answer.of(PEER.address(), new NodeCheck(new StatusCommand.NodeState(values, 1), clockOffset));
    }

    private static List<String> findings(Answer<NodeCheck> peer, List<Answer<List<Member>>> seeds) {
        return Findings.of(Directory.of(seeds), List.of(peer)).stream()
                .map(finding -> finding.check() + ": " + finding.problem() + "; " + finding.remedy()).toList();
    }

    @Test
    void a_clock_that_differs_by_more_than_2_s_is_named_with_the_remedy() {
        List<Answer<List<Member>>> seeds = List.of(lists(FIRST, MEMBER), lists(SECOND, MEMBER));
        assertEquals(List.of(), findings(peer(1_900), seeds));
        assertEquals(List.of("clock: 192.0.2.3:6000 (ada) has a clock that is 3600.0 s ahead of this host; synchronize the"
                + " clocks, with NTP"), findings(peer(3_600_000), seeds));
        assertEquals(List.of("clock: 192.0.2.3:6000 (ada) has a clock that is 2.5 s behind this host; synchronize the clocks,"
                + " with NTP"), findings(peer(-2_500), seeds));
    }

    @Test
    void a_member_that_too_few_seeds_list_is_named_with_the_remedy() {
        assertEquals(List.of("seeds disagree: 192.0.2.3:6000 (ada) is listed by 1 of 2 seeds; wait for two heartbeats; if it"
                        + " stays, check that all nodes list the same seeds"),
                findings(peer(0), List.of(lists(FIRST, MEMBER), lists(SECOND))));
    }

    @Test
    void the_remedy_for_a_silent_member_names_what_its_failure_shows() {
        Directory directory = Directory.of(List.of(lists(FIRST, MEMBER)));
        for (String[] expected : new String[][] {{"connection refused", "the process has ended"},
            {"no answer in time", "the process hangs"}}) {
            Findings.Finding finding =
                    Findings.of(directory, List.of(Answer.failed(PEER.address(), expected[0]))).getFirst();
            assertEquals("member unreachable", finding.check());
            assertTrue(finding.remedy().startsWith(expected[1]), finding::toString);
        }
    }

    @Test
    void members_that_do_not_answer_are_named_in_one_sentence() {
        PeerId other = new PeerId(new Address("192.0.2.4", 6000), 7);
        Directory both = Directory.of(List.of(lists(FIRST, MEMBER, new Member(other, 2, 7, "bob", -1))));
        assertEquals(List.of("192.0.2.3:6000 (ada), 192.0.2.4:6000 (bob) do not answer: no answer in time"),
                Findings.of(both, List.of(Answer.failed(PEER.address(), "no answer in time"),
                        Answer.failed(other.address(), "no answer in time"))).stream().map(Findings.Finding::problem).toList());
    }
}
