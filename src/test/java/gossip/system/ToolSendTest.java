package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command {@code send --wait}, against peers on sockets. */
class ToolSendTest {

    @RegisterExtension
    private final ToolNetwork tool = new ToolNetwork(Duration.ofSeconds(13), 6);

    private ToolRun run(String... args) {
        return tool.run(args);
    }

    @Test
    void send_publishes_and_waits_until_every_member_has_the_message() throws Exception {
        ToolRun run = run("send", "hello", "--wait", "world", "--json");
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("6 6 []", run.python("d['members'], d['have'], d['missing'], sep=' '"));
        ToolRun messages = run("messages", tool.peers().getLast().toString(), "--last", "1", "--json");
        assertTrue(messages.python("d['messages'][0]['text']").endsWith("[hello world]"), messages::toString);
        assertEquals(run.python("d['id']"), messages.python("d['messages'][0]['id']"));
        assertTrue(messages.python("d['messages'][0]['receivedAt']").endsWith("Z"));
    }

    @Test
    void send_wait_names_exactly_the_member_that_is_hung_and_ends_within_its_timeout() throws Exception {
        try (ServerSocket hung = new ServerSocket(0); RawClient client = new RawClient(tool.seed())) {
            client.send("REGISTER 127.0.0.1:" + hung.getLocalPort() + " 7 2\n");
            client.lineWith("LIST");
            long start = System.nanoTime();
            ToolRun run = run(
                    "send", "--to", tool.peers().getFirst().toString(), "--wait", "--timeout=2s", "--json", "hello");
            assertTrue(System.nanoTime() - start < 2_500_000_000L, run::toString);
            assertEquals(1, run.exitCode(), run::toString);
            assertEquals("7 6 ['127.0.0.1:" + hung.getLocalPort() + "']",
                    run.python("d['members'], d['have'], d['missing'], sep=' '"));
        }
    }

    @Test
    void a_hung_member_does_not_delay_what_any_member_can_do() throws Exception {
        try (ServerSocket hung = belowEphemeralPorts(); RawClient client = new RawClient(tool.seed())) {
            client.send("REGISTER 127.0.0.1:" + hung.getLocalPort() + " 7 2\n");
            client.lineWith("LIST");
            long start = System.nanoTime();
            ToolRun sent = run("send", "--timeout=1m", "hello");
            ToolRun messages = run("messages", "--timeout=1m", "--last", "1");
            assertTrue(System.nanoTime() - start < 20_000_000_000L, sent::toString); // a hung member may take 24 s
            assertEquals(0, sent.exitCode(), sent::toString);
            assertEquals(0, messages.exitCode(), messages::toString);
            ToolRun watch = run("watch", "--for=1ms", "--timeout=2s");
            assertEquals("0 127.0.0.1:" + hung.getLocalPort() + ": no answer in time\n",
                    watch.exitCode() + " " + watch.err());
        }
    }

    @Test
    void a_text_that_is_too_long_is_refused_without_asking_each_member() {
        ToolRun run = run("send", "x".repeat(9000));
        assertEquals("1 the message has 9000 bytes; at most 7680 are allowed\n", run.exitCode() + " " + run.err());
        // The form of the specification, which the peer adds, makes this one too long.
        ToolRun refused = run("send", "x".repeat(7680));
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.err().lines().findFirst().orElseThrow().contains(" and 5 others: PUBLISH: "),
                refused::toString);
    }

    /** Returns a socket whose address is listed before those of the peers. */
    private static ServerSocket belowEphemeralPorts() throws IOException {
        for (int port = 10_000; port < 11_000; port++) {
            try {
                return new ServerSocket(port);
            } catch (BindException e) {
                // Another program uses this port.
            }
        }
        throw new BindException("no port is free");
    }

    @Test
    void send_wait_names_a_member_that_was_removed_meanwhile_without_the_message() throws Exception {
        try (ServerSocket hung = new ServerSocket(0); RawClient client = new RawClient(tool.seed())) {
            client.send("REGISTER 127.0.0.1:" + hung.getLocalPort() + " 7 2 2000\n"); // a lease of 2 s
            client.lineWith("LIST");
            ToolRun run = run("send", "--to", tool.peers().getFirst().toString(), "--wait", "hello");
            assertEquals(0, run.exitCode(), run::toString);
            assertTrue(run.out().contains("6 of 6 members have it")
                    && run.out().contains("left or was removed without it: 127.0.0.1:" + hung.getLocalPort()),
                    run::toString);
        }
    }
}
