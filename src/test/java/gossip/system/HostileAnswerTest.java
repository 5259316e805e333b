package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.protocol.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about a network in which one member sends any answer. */
class HostileAnswerTest {

    /** Clears the screen of a terminal. */
    private static final String ESCAPE = "\u001b[2J";
    /** Right-to-left override, and an escape sequence of one character. */
    private static final String INVISIBLE = "\u202e\u009b2J";
    private static final String NINES = "9".repeat(18);
    private static final String ROWS = "ROWS 1\nROW ";
    private static final Map<String, String> ANSWERS = Map.of(
            "STATUS", "STATE role=peer name=" + ESCAPE + " time=x version=" + INVISIBLE + " degree=-1 uptime="
                    + NINES + " certificateDays=x",
            "SEEN", "STATE seen=yes time=x at=x from=nowhere hops=x copies=" + ESCAPE,
            "MESSAGES", ROWS + "at=x from=" + ESCAPE + " text=" + ESCAPE,
            "NEIGHBORS", ROWS + "peer=" + ESCAPE + " since=x messagesIn=" + NINES,
            "EVIDENCE", ROWS + "time=x event=" + ESCAPE,
            "WATCH", "STATE watching=yes\nEVENT time=x text=" + ESCAPE,
            "PUBLISH", "ERROR " + ESCAPE + INVISIBLE);

    private static final Map<String, String> WITHOUT_FIELDS = Map.of("STATUS", "STATE role=peer", "SEEN", "STATE seen=yes",
            "MESSAGES", ROWS + "x=y", "NEIGHBORS", ROWS + "x=y", "EVIDENCE", ROWS + "x=y", "WATCH", "STATE x=y\nEVENT x=y",
            "PUBLISH", "PUBLISHED x");
    /** Fields of the right form at the limits of their types. */
    private static final Map<String, String> HUGE = Map.of(
            "STATUS", "STATE role=peer time=" + NINES + " uptime=" + NINES,
            "SEEN", "STATE seen=yes time=" + NINES + " at=0 from=127.0.0.1:1 hops=" + NINES + " copies=" + NINES,
            "MESSAGES", ROWS + "id=127.0.0.1:1/1/1 at=" + NINES + " from=- hops=" + NINES + " copies=" + NINES + " text=x",
            "NEIGHBORS", ROWS + "peer=127.0.0.1:1 direction=in since=" + NINES + " rtt=999999999999999.9 misses=" + NINES
                    + " messagesIn=" + NINES + " messagesOut=" + NINES + " bytesIn=0 bytesOut=0 queue=0",
            "EVIDENCE", ROWS + "time=" + NINES + " event=PING_MISSED misses=" + NINES,
            "WATCH", "STATE x=y\nEVENT time=999999999999999 event=GOSSIP_RECEIVED text=x",
            "PUBLISH", "PUBLISHED 127.0.0.1:1/1/1");

    private final LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13));
    private Address seed;
    private Address peer;
    private ServerSocket hostile;
    private volatile Map<String, String> answers = ANSWERS;

    @BeforeEach
    void start() throws Exception {
        seed = network.startSeed();
        peer = network.startPeers(2, 0).getFirst();
        hostile = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
        try (RawClient client = new RawClient(seed)) {
            client.send("REGISTER " + hostile() + " 7 3 3600000 2\n");
            assertTrue(client.line().startsWith("LIST "));
        }
        network.type(peer, "text");
        network.events.await("a message", () -> !network.events.of("GOSSIP_RECEIVED").isEmpty());
    }

    @AfterEach
    void stop() throws IOException {
        hostile.close();
        network.close();
    }

    private Address hostile() {
        return new Address("127.0.0.1", hostile.getLocalPort());
    }

    private void accept() {
        while (!hostile.isClosed()) {
            try {
                Socket socket = hostile.accept();
                Thread.startVirtualThread(() -> answer(socket));
            } catch (IOException e) {
                assertTrue(hostile.isClosed());
            }
        }
    }

    private void answer(Socket socket) {
        try (socket; BufferedReader lines = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String answer = answers.getOrDefault(line.split(" ")[0], "ERROR no");
                socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The client has ended.
            return;
        }
    }

    private void assertHarmless(ToolRun run) {
        assertTrue(Set.of(0, 1, 3).contains(run.exitCode()), run::toString);
        String printed = run.out() + run.err();
        assertTrue(printed.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c) || c == '\u202e'), () ->
                printed.replace("\u001b", "ESC"));
    }

    @ParameterizedTest
    @CsvSource({"status", "status --json", "check", "members", "trace last", "trace last --json", "messages HOSTILE",
        "messages HOSTILE --json", "neighbors HOSTILE", "neighbors HOSTILE --json", "explain PEER",
        "explain PEER --json", "graph", "graph --json", "graph --dot", "watch --for 1s", "watch --for 1s --json",
        "watch --for 1s --messages", "send text --to HOSTILE", "send text --wait --timeout 5s"})
    void a_command_reports_a_member_that_answers_nonsense_and_shows_no_control_characters(String line) {
        String[] args = line.replace("HOSTILE", hostile().toString()).replace("PEER", peer.toString()).split(" ");
        assertHarmless(ToolRun.of(seed, args));
        for (Map<String, String> next : List.of(WITHOUT_FIELDS, HUGE, Map.<String, String>of())) {
            answers = next;
            assertHarmless(ToolRun.of(seed, args));
        }
    }

    @Test
    void the_answers_of_other_members_are_shown() {
        ToolRun trace = ToolRun.of(seed, "trace", "last");
        assertEquals(1, trace.exitCode());
        assertTrue(trace.out().contains(peer.toString()), trace::toString);
        assertFalse(ToolRun.of(seed, "explain", peer.toString()).out().isEmpty());
    }
}
