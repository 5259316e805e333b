package gossip.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.peer.broadcast.Dissemination;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaelstromCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String arguments) {
        return Launcher.commandLine(new MaelstromCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments.split(" "));
    }

    @Test
    void a_check_prints_its_figures_and_succeeds_if_the_history_is_valid() {
        assertEquals(0, run("check --node-count 5 --rate 20 --time-limit 5s --partition 2s --json"), out::toString);
        assertTrue(out.toString().startsWith("{\"valid\":true,\"operations\":105,"), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void a_check_that_is_not_valid_fails() {
        assertEquals(1, run("check --node-count 2 --topology line --rate 20 --time-limit 5s --latency 30s"),
                out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--node-count 0", "--node-count 1001", "--rate 0", "--loss 91", "--topology cube"})
    void an_option_out_of_its_range_is_refused(String option) {
        assertEquals(2, run("check " + option));
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void a_node_answers_on_its_output_and_ends_with_its_input() throws Exception {
        String input = """
                {"id":0,"src":"c0","dest":"n1","body":{"type":"init","node_id":"n1","node_ids":["n1"],"msg_id":1}}
                {"id":1,"src":"c1","dest":"n1","body":{"type":"topology","topology":{"n1":[]},"msg_id":1}}
                {"id":2,"src":"c1","dest":"n1","body":{"type":"broadcast","message":5,"msg_id":2}}
                {"id":3,"src":"c1","dest":"n1","body":{"type":"read","msg_id":3}}
                """;
        new NodeProgram(new StringReader(input), out, line -> { }).run(Dissemination.FLOOD);
        assertEquals(List.of(
                "{\"src\":\"n1\",\"dest\":\"c0\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":1}}",
                "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"topology_ok\",\"in_reply_to\":1}}",
                "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"broadcast_ok\",\"in_reply_to\":2}}",
                "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"read_ok\",\"messages\":[5],\"in_reply_to\":3}}"),
                out.toString().lines().toList());
    }
}
