package gossip.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gossip.protocol.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A host that loses its address is reported once, and in STATUS as long as it lasts. */
class HostCheckTest {

    private static final String LOST = "this machine no longer has the address 10.0.0.7";

    private final List<String> notices = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    private final Environment environment = new Environment() {
        @Override
        public Optional<String> problem() {
            return problem;
        }

        @Override
        public long nanoTime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant currentTime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RandomGenerator random() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dial(Address address, LinkHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    };

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
