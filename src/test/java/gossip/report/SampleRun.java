package gossip.report;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The log of a correct run: two seeds, four peers of which :6004 starts late, three messages, and :6003 is killed at
 * 12:40:20. Tests create a defect by replacing or adding a line.
 */
final class SampleRun {
    static final Expectations EXPECTATIONS = new Expectations(Optional.of(2), Optional.of(4), Set.of(), Duration.ofSeconds(13), 3);

    static final String LOG = """
            2026-11-22T12:40:00.000+01:00 SEED 127.0.0.1:5000 SEED_STARTED
            2026-11-22T12:40:00.010+01:00 SEED 127.0.0.1:5001 SEED_STARTED
            2026-11-22T12:40:01.000+01:00 PEER 127.0.0.1:6001 PEER_STARTED name=ada
            2026-11-22T12:40:01.010+01:00 PEER 127.0.0.1:6001 REGISTERED seed=127.0.0.1:5000
            2026-11-22T12:40:01.020+01:00 PEER 127.0.0.1:6001 REGISTERED seed=127.0.0.1:5001
            2026-11-22T12:40:01.030+01:00 PEER 127.0.0.1:6001 JOINED neighbors=0
            2026-11-22T12:40:02.000+01:00 PEER 127.0.0.1:6002 PEER_STARTED name=bob
            2026-11-22T12:40:02.030+01:00 PEER 127.0.0.1:6002 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:40:02.029+01:00 PEER 127.0.0.1:6001 NEIGHBOR_CONNECTED peer=127.0.0.1:6002 direction=in degree=1
            2026-11-22T12:40:02.040+01:00 PEER 127.0.0.1:6002 JOINED neighbors=1
            2026-11-22T12:40:03.000+01:00 PEER 127.0.0.1:6003 PEER_STARTED name=carol
            2026-11-22T12:40:03.010+01:00 PEER 127.0.0.1:6003 REGISTERED seed=127.0.0.1:5000
            2026-11-22T12:40:03.011+01:00 PEER 127.0.0.1:6003 REGISTERED seed=127.0.0.1:5001
            2026-11-22T12:40:03.030+01:00 PEER 127.0.0.1:6003 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:40:03.031+01:00 PEER 127.0.0.1:6003 NEIGHBOR_CONNECTED peer=127.0.0.1:6002 direction=out degree=2
            2026-11-22T12:40:03.032+01:00 PEER 127.0.0.1:6001 NEIGHBOR_CONNECTED peer=127.0.0.1:6003 direction=in degree=2
            2026-11-22T12:40:03.033+01:00 PEER 127.0.0.1:6002 NEIGHBOR_CONNECTED peer=127.0.0.1:6003 direction=in degree=2
            2026-11-22T12:40:03.040+01:00 PEER 127.0.0.1:6003 JOINED neighbors=2
            2026-11-22T12:40:05.000+01:00 PEER 127.0.0.1:6001 GOSSIP_GENERATED id=a/0 message="[2026-11-22 12->40.05]:127.0.0.1: Message 0 [Hello from ada]"
            2026-11-22T12:40:05.004+01:00 PEER 127.0.0.1:6003 GOSSIP_RECEIVED id=a/0 from=127.0.0.1:6002 hops=2 message="[2026-11-22 12->40.05]:127.0.0.1: Message 0 [Hello from ada]"
            2026-11-22T12:40:05.002+01:00 PEER 127.0.0.1:6002 GOSSIP_RECEIVED id=a/0 from=127.0.0.1:6001 hops=1 message="[2026-11-22 12->40.05]:127.0.0.1: Message 0 [Hello from ada]"
            2026-11-22T12:40:08.000+01:00 PEER 127.0.0.1:6004 PEER_STARTED name=dan
            2026-11-22T12:40:08.030+01:00 PEER 127.0.0.1:6004 NEIGHBOR_CONNECTED peer=127.0.0.1:6001 direction=out degree=1
            2026-11-22T12:40:08.031+01:00 PEER 127.0.0.1:6001 NEIGHBOR_CONNECTED peer=127.0.0.1:6004 direction=in degree=3
            2026-11-22T12:40:08.040+01:00 PEER 127.0.0.1:6004 JOINED neighbors=1
            2026-11-22T12:40:08.050+01:00 PEER 127.0.0.1:6004 GOSSIP_RECEIVED id=a/0 from=127.0.0.1:6001 hops=1 message="[2026-11-22 12->40.05]:127.0.0.1: Message 0 [Hello from ada]"
            2026-11-22T12:40:10.000+01:00 PEER 127.0.0.1:6002 GOSSIP_GENERATED id=b/0 message=late
            2026-11-22T12:40:10.001+01:00 PEER 127.0.0.1:6001 GOSSIP_RECEIVED id=b/0 from=127.0.0.1:6002 hops=1 message=late
            2026-11-22T12:40:10.002+01:00 PEER 127.0.0.1:6003 GOSSIP_RECEIVED id=b/0 from=127.0.0.1:6002 hops=1 message=late
            2026-11-22T12:40:10.003+01:00 PEER 127.0.0.1:6004 GOSSIP_RECEIVED id=b/0 from=127.0.0.1:6001 hops=2 message=late
            2026-11-22T12:40:14.030+01:00 PEER 127.0.0.1:6001 PING_SENT peer=127.0.0.1:6003
            2026-11-22T12:40:20.000+01:00 PEER 127.0.0.1:6003 PEER_STOPPED
            2026-11-22T12:40:20.002+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DISCONNECTED peer=127.0.0.1:6003 reason=closed degree=2
            2026-11-22T12:40:20.003+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DISCONNECTED peer=127.0.0.1:6003 reason=closed degree=1
            2026-11-22T12:40:50.000+01:00 PEER 127.0.0.1:6001 NEIGHBOR_DEAD peer=127.0.0.1:6003
            2026-11-22T12:40:50.100+01:00 SEED 127.0.0.1:5000 PEER_REMOVED peer=127.0.0.1:6003 reason=dead members=3
            2026-11-22T12:40:50.200+01:00 SEED 127.0.0.1:5001 PEER_REMOVED peer=127.0.0.1:6003 reason=dead members=3
            2026-11-22T12:40:55.000+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DEAD peer=127.0.0.1:6003
            2026-11-22T12:41:00.000+01:00 PEER 127.0.0.1:6001 GOSSIP_GENERATED id=a/1 message=after
            2026-11-22T12:41:00.003+01:00 PEER 127.0.0.1:6002 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6001 hops=1 message=after
            2026-11-22T12:41:00.010+01:00 PEER 127.0.0.1:6004 GOSSIP_RECEIVED id=a/1 from=127.0.0.1:6001 hops=2 message=after
            """;

    /** The lines that follow when Ctrl+C ends the whole run. */
    static final String SHUTDOWN = """
            2026-11-22T12:41:10.000+01:00 PEER 127.0.0.1:6001 PEER_STOPPED
            2026-11-22T12:41:10.002+01:00 PEER 127.0.0.1:6002 NEIGHBOR_DISCONNECTED peer=127.0.0.1:6001 reason=closed degree=0
            2026-11-22T12:41:10.300+01:00 PEER 127.0.0.1:6002 PEER_STOPPED
            2026-11-22T12:41:10.500+01:00 PEER 127.0.0.1:6004 PEER_STOPPED
            2026-11-22T12:41:10.600+01:00 SEED 127.0.0.1:5000 SEED_STOPPED
            """;

    private SampleRun() {}

    /** Returns the sample log without the lines that contain a text. */
    static String without(String text) {
        return String.join("\n", LOG.lines().filter(line -> !line.contains(text)).toList()) + "\n";
    }

    /** Returns the sample log with a text replaced. The text must occur exactly once. */
    static String with(String text, String replacement) {
        if (LOG.split(Pattern.quote(text), -1).length != 2) throw new IllegalArgumentException(text);
        return LOG.replace(text, replacement);
    }

    static RunAnalysis analysis(String log) {
        return analysis(log, EXPECTATIONS);
    }

    static RunAnalysis analysis(String log, Expectations expectations) {
        return RunAnalysis.of(RunReader.read(log.lines()), expectations);
    }

    static Expectations killed(String address) {
        return new Expectations(Optional.empty(), Optional.empty(), Set.of(address), EXPECTATIONS.heartbeat(), EXPECTATIONS.misses());
    }
}
