package gossip.eventlog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import gossip.node.PeerListener;
import gossip.node.SeedListener;
import gossip.protocol.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The lines that the event log would write for a simulated run, with virtual times. */
public final class SimulatedLog {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final LongSupplier nanos;
    private final Logger logger;

    /** @param nanos the virtual time in nanoseconds */
    public SimulatedLog(LongSupplier nanos) {
        this.nanos = nanos;
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        logger = context.getLogger("gossip");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(new String(new LogfmtEncoder().encode(event), StandardCharsets.UTF_8).stripTrailing());
            }
        };
        appender.setContext(context);
        appender.start();
        logger.addAppender(appender);
    }

    public PeerListener ofPeer(Address self) {
        NodeLogger node = new NodeLogger(logger, "PEER", self, this::time);
        return new EventLogger(node, new BadInputLimit(node, nanos), new NodeNames());
    }

    public SeedListener ofSeed(Address self) {
        NodeLogger node = new NodeLogger(logger, "SEED", self, this::time);
        return new EventLogger(node, new BadInputLimit(node, nanos), new NodeNames());
    }

    private long time() {
        return START.plusNanos(nanos.getAsLong()).toEpochMilli();
    }

    public List<String> lines() {
        return lines;
    }
}
