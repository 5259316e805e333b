package gossip.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host that loses its address is reported once, and in STATUS as long as it lasts. */
class HostCheckTest {

    private static final String LOST = "this machine no longer has the address 10.0.0.7";

    private final List<String> notices = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private final Environment environment = StubEnvironment.of(() -> problem);
    private final HostCheck check = new HostCheck(environment, notices::add);

    private void setProblem(Optional<String> now) {
        problem = now;
        check.check();
        check.check();
    }

    @Test
    void a_problem_is_reported_when_it_begins_and_when_it_has_ended() {
        setProblem(Optional.empty());
        assertEquals(List.of(), notices);
        setProblem(Optional.of(LOST));
        setProblem(Optional.empty());
        assertEquals(List.of(LOST + ", so other nodes cannot dial this one; start it again with an address that the"
                + " machine has", "no longer true: " + LOST), notices);
    }

    @Test
    void status_names_the_problem_while_it_lasts() {
        assertEquals("", HostCheck.status(environment));
        setProblem(Optional.of(LOST));
        assertEquals(" problem=this_machine_no_longer_has_the_address_10.0.0.7", HostCheck.status(environment));
    }
}
