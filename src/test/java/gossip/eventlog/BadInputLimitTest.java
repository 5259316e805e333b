package gossip.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import gossip.protocol.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadInputLimitTest {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private long now = 7;
    private BadInputLimit limit;

    @BeforeEach
    void start() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger logger = context.getLogger("gossip");
        logger.addAppender(logged);
        logged.start();
        limit = new BadInputLimit(new NodeLogger(logger, "PEER", new Address("ada", 1)), () -> now);
    }

    private void badInputs(int count) {
        for (int i = 0; i < count; i++) {
            limit.badInput("x:1", "number " + i);
        }
    }

    private List<String> lines() {
        return logged.list.stream().map(event -> new String(new LogfmtEncoder().encode(event), StandardCharsets.UTF_8))
                .map(line -> line.split(" ", 4)[3].strip()).toList();
    }

    @Test
    void the_first_hundred_of_a_second_are_logged_and_the_others_counted() {
        badInputs(250);
        assertEquals(100, lines().size());
        assertEquals("BAD_INPUT from=x:1 reason=\"number 99\"", lines().getLast());
        now += 1_000_000_000;
        badInputs(1);
        assertEquals("BAD_INPUT from=several reason=\"more than 100 in a second\" count=150", lines().get(100));
        assertEquals("BAD_INPUT from=x:1 reason=\"number 0\"", lines().get(101));
    }

    @Test
    void the_count_is_logged_with_the_next_heartbeat_and_at_the_end() {
        badInputs(101);
        limit.logCounted();
        assertEquals(100, lines().size());
        now += 1_000_000_000;
        limit.logCounted();
        limit.logCounted();
        assertEquals(101, lines().size());
        badInputs(102);
        limit.logCountedNow();
        assertEquals("BAD_INPUT from=several reason=\"more than 100 in a second\" count=2", lines().getLast());
    }
}
