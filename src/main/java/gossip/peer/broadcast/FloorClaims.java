package gossip.peer.broadcast;

import gossip.protocol.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Floors that neighbors claim: messages of an origin that a neighbor cannot supply. A claim is due after a full
 * heartbeat, in which other neighbors are asked for these messages. The lowest floor counts.
 *
 * <p>A claim may be false. So a floor above everything that was received needs the claims of two links, or claims in
 * three heartbeats if no other link makes one. One claim is enough if it comes over the only link of this peer.
 */
final class FloorClaims {

    /** Receives the claims that are due. */
    @FunctionalInterface
    interface Acceptor {
        /**
         * @param isConfirmed whether two links made the claim, or one often enough
         * @return whether the claim is accepted
         */
        boolean accept(Origin origin, long floor, boolean isConfirmed);
    }

    /** Beyond it, the oldest claim is dropped. Its neighbor repeats it in the next exchange. Guessed. */
    static final int MAX_CLAIMS = 16_384;
    /** In how many heartbeats the only link that claims a floor must do so. */
    private static final int REPETITIONS = 3;
    /** Heartbeats after which a claim that is not accepted is dropped. */
    private static final int KEPT = 32;

    /** @param last heartbeat in which the claim was counted last */
    private record Claim(long floor, long since, long last, Object link, int count, boolean isConfirmed) {

        private Claim repeated(long again, Object by, long now) {
            return new Claim(Math.min(floor, again), since, now, link, count + (now > last ? 1 : 0),
                    isConfirmed || link != by);
        }
    }

    private final Map<Origin, Claim> claims = new LinkedHashMap<>();
    private long heartbeats;

    /** Returns the claimed floor of an origin. */
    Optional<Long> of(Origin origin) {
        return claims.isEmpty() ? Optional.empty() : Optional.ofNullable(claims.get(origin)).map(Claim::floor);
    }

    /**
     * Adds a claim. Returns whether it is the first one for this origin.
     *
     * @param isOnlyLink whether no other neighbor can confirm it
     */
    boolean add(Origin origin, long floor, Object link, boolean isOnlyLink) {
        Claim earlier = claims.get(origin);
        if (earlier == null && claims.size() == MAX_CLAIMS) {
            claims.remove(claims.keySet().iterator().next());
        }
        claims.put(origin, earlier == null ? new Claim(floor, heartbeats, heartbeats, link, 1, isOnlyLink)
                : earlier.repeated(floor, link, heartbeats));
        return earlier == null;
    }

    void heartbeat(Acceptor acceptor) {
        heartbeats++;
        List<Origin> done = new ArrayList<>();
        claims.forEach((origin, claim) -> {
            long waited = heartbeats - claim.since();
            boolean isConfirmed = claim.isConfirmed() || claim.count() >= REPETITIONS;
            if (waited >= 2 && acceptor.accept(origin, claim.floor(), isConfirmed) || waited > KEPT) {
                done.add(origin);
            }
        });
        done.forEach(claims::remove);
    }
}
