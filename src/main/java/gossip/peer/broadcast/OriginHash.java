package gossip.peer.broadcast;

import gossip.protocol.Origin;

/**
 * A 64-bit hash of origins, equal on every node: SipHash-1-3 (Aumasson and Bernstein, 2012) with the key 0. Two origins
 * with one hash take about 2^32 attempts to find. Peers agree on the hash, so the key cannot be secret.
 */
final class OriginHash {

    private long v0 = 0x736f6d6570736575L;
    private long v1 = 0x646f72616e646f6dL;
    private long v2 = 0x6c7967656e657261L;
    private long v3 = 0x7465646279746573L;

    private OriginHash() {}

    static long of(Origin origin) {
        OriginHash hash = new OriginHash();
        String host = origin.address().host();
        long word = 0;
        for (int i = 0; i < host.length(); i++) {
            word = word << 16 | host.charAt(i);
            if (i % 4 == 3) {
                hash.add(word);
                word = 0;
            }
        }
        hash.add(word);
        hash.add((long) host.length() << 32 | origin.address().port());
        hash.add(origin.start());
        return hash.finish();
    }

    /** The finalizer of MurmurHash3, a bijection of 64 bits. */
    static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    private void add(long word) {
        v3 ^= word;
        round();
        v0 ^= word;
    }

    private long finish() {
        v2 ^= 0xff;
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
