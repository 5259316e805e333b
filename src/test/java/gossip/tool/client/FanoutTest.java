package gossip.tool.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gossip.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanoutTest {

    private static final List<Address> NODES = List.of(new Address("a", 1), new Address("b", 1));

    private static List<Answer<String>> run(Fanout.Work<String> work) {
        return Fanout.run(NODES, Deadline.after(Duration.ofSeconds(10)), work);
    }

    @Test
    void a_node_that_fails_does_not_hide_the_answers_of_others() {
        List<Answer<String>> answers = run(node -> {
            if (node.host().equals("a")) {
                throw new IOException("invalid answer: time=x");
            }
            return "ok";
        });
        assertEquals(List.of(Answer.failed(NODES.getFirst(), "invalid answer: time=x"),
                Answer.of(NODES.getLast(), "ok")), answers);
    }

    @Test
    void a_fault_of_this_program_is_not_taken_for_an_answer() {
        IllegalArgumentException fault = new IllegalArgumentException("a bug");
        assertSame(fault, assertThrows(IllegalStateException.class, () -> run(node -> {
            throw fault;
        })).getCause());
    }
}
