package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.Message.Member;
import gossip.protocol.PeerId;
import gossip.seed.ProbeResult.NoReply;
import gossip.seed.ProbeResult.Replied;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A check whether the silence of a probed peer is evidence. The seed probes members on other hosts. If there are such
 * members and none of them replies either, then this seed may be cut off, and the silence is no evidence.
 */
final class CutOffCheck {

    /** Members to probe, each on a host of its own. */
    private static final int WITNESSES = 3;
    /** Members among which these are searched. */
    private static final int SAMPLE = 16;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Address self;
    private final Membership membership;
    private final Probes probes;
    private final RandomGenerator random;

    CutOffCheck(Address self, Membership membership, Probes probes, RandomGenerator random) {
        this.self = self;
        this.membership = membership;
        this.probes = probes;
        this.random = random;
    }

    /** Passes the result to the callback, or UNDECIDED if this seed may be cut off. */
    void confirm(NoReply silence, Address silent, Consumer<ProbeResult> callback) {
        Map<String, PeerId> witnesses = new LinkedHashMap<>();
        for (Member member : membership.list(SAMPLE, Optional.of(silent), random)) {
            String host = member.peer().address().host();
            if (!host.equals(silent.host()) && !host.equals(self.host()) && witnesses.size() < WITNESSES) {
                witnesses.putIfAbsent(host, member.peer());
            }
        }
        if (witnesses.isEmpty()) {
            callback.accept(silence);
            return;
        }
        int[] pending = {witnesses.size()};
        boolean[] connected = {false};
        witnesses.values().forEach(witness -> probes.probe(witness, LIMIT, result -> {
            pending[0]--;
            boolean answered = result instanceof Replied || result == NoReply.REFUSED;
            if (answered && !connected[0]) {
                connected[0] = true;
                callback.accept(silence);
            } else if (pending[0] == 0 && !connected[0]) {
                callback.accept(NoReply.UNDECIDED);
            }
        }));
    }
}
