package gossip.peer.broadcast;

import gossip.protocol.HashPrefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The digests of the received messages, by the prefixes of the hashes of their origins. A trie with 16 children per
 * node, so that peers find the origins in which they differ in a few steps. Adding an origin and changing its digest
 * take time in proportion to the depth.
 *
 * <p>A node with at most {@value #MAX_LEAF} origins is a leaf. At the greatest depth a leaf accepts no further origin.
 * This happens only if 17 origins have the same hash.
 */
final class DigestTree {

    /** As many origins as one list names. */
    static final int MAX_LEAF = 16;
    private static final OriginState[] NO_ENTRIES = {};
    /** Number of prefixes of two digits. */
    private static final int PREFIXES = HashPrefix.CHILDREN * HashPrefix.CHILDREN;
    private static final long[] NO_SUMS = {};

    private static final class Node {
        private long sum;
        private int count;
        /** A leaf has entries, another node has children. */
        private OriginState[] entries = NO_ENTRIES;
        private Optional<Node[]> children = Optional.empty();
    }

    private final Node root = new Node();
    private boolean keepsRemoved;
    /** The sums of the contributions of removed origins that the digest keeps, by the first two digits of the hash. */
    private long[] removedSums = NO_SUMS;

    /** Returns the sum of the contributions of all origins. */
    long sum() {
        return root.sum;
    }

    /** Returns the sum including origins that were removed while the digest keeps them. */
    long digest() {
        return root.sum + removedSum(HashPrefix.ROOT);
    }

    /** Sets whether the digest keeps the contributions of origins that are removed from now on. If not, drops all. */
    void keepRemoved(boolean keep) {
        keepsRemoved = keep;
        removedSums = keep ? removedSums : NO_SUMS;
    }

    int size() {
        return root.count;
    }

    /** Adds an origin of which nothing has been received. Returns false if too many have its hash. */
    boolean add(OriginState state) {
        if (isFull(state.hash())) {
            return false;
        }
        Node node = root;
        HashPrefix prefix = HashPrefix.ROOT;
        while (true) {
            node.count++;
            if (node.children.isEmpty()) {
                node.entries = Arrays.copyOf(node.entries, node.entries.length + 1);
                node.entries[node.entries.length - 1] = state;
                if (node.entries.length > MAX_LEAF) {
                    split(node, prefix);
                }
                return true;
            }
            int digit = prefix.nextDigit(state.hash());
            node = child(node, digit);
            prefix = prefix.child(digit);
        }
    }

    private boolean isFull(long hash) {
        return count(new HashPrefix(hash, HashPrefix.MAX_DEPTH)) == MAX_LEAF;
    }

    private void split(Node node, HashPrefix prefix) {
        OriginState[] entries = node.entries;
        node.entries = NO_ENTRIES;
        node.children = Optional.of(new Node[HashPrefix.CHILDREN]);
        for (OriginState entry : entries) {
            int digit = prefix.nextDigit(entry.hash());
            Node child = child(node, digit);
            child.count++;
            child.sum += entry.contribution();
            child.entries = Arrays.copyOf(child.entries, child.entries.length + 1);
            child.entries[child.entries.length - 1] = entry;
        }
        for (int digit = 0; digit < HashPrefix.CHILDREN; digit++) {
            Node child = node.children.get()[digit];
            if (child != null && child.entries.length > MAX_LEAF) {
                split(child, prefix.child(digit));
            }
        }
    }

    private static Node child(Node node, int digit) {
        Node[] children = node.children.orElseThrow();
        if (children[digit] == null) {
            children[digit] = new Node();
        }
        return children[digit];
    }

    /** Notes that the contribution of an origin has changed by {@code delta}. */
    void change(long hash, long delta) {
        Node node = root;
        for (int depth = 0; ; depth++) {
            node.sum += delta;
            if (node.children.isEmpty()) {
                return;
            }
            node = child(node, digit(hash, depth));
        }
    }

    /** Applies a change to what was received of an origin. */
    void change(OriginState state, Runnable change) {
        long before = state.contribution();
        change.run();
        change(state.hash(), state.contribution() - before);
    }

    /** Notes what was received earlier of an origin that was added again. The digest does not change. */
    void returned(OriginState state) {
        long contribution = state.contribution();
        if (contribution != 0) {
            change(state.hash(), contribution);
            removedSums[(int) (state.hash() >>> 56)] -= contribution;
        }
    }

    void remove(OriginState state) {
        long contribution = state.contribution();
        if (keepsRemoved) {
            removedSums = removedSums == NO_SUMS ? new long[PREFIXES] : removedSums;
            removedSums[(int) (state.hash() >>> 56)] += contribution;
        }
        Node node = root;
        for (int depth = 0; ; depth++) {
            node.count--;
            node.sum -= contribution;
            if (node.children.isPresent() && node.count <= MAX_LEAF / 2) {
                List<OriginState> left = new ArrayList<>();
                collect(node, HashPrefix.ROOT, left);
                node.children = Optional.empty();
                node.entries = left.toArray(NO_ENTRIES);
            }
            if (node.children.isEmpty()) {
                node.entries = Arrays.stream(node.entries)
                        .filter(entry -> entry != state).toArray(OriginState[]::new);
                return;
            }
            node = child(node, digit(state.hash(), depth));
        }
    }

    private static int digit(long hash, int depth) {
        return (int) (hash >>> 60 - 4 * depth) & HashPrefix.CHILDREN - 1;
    }

    // ---- by prefix

    int count(HashPrefix prefix) {
        Node node = nodeAt(prefix);
        return node.children.isPresent() ? node.count
                : (int) Arrays.stream(node.entries).filter(entry -> prefix.contains(entry.hash())).count();
    }

    /** Returns the sum under a prefix. For prefixes of at most two digits it includes what the digest keeps. */
    long sum(HashPrefix prefix) {
        Node node = nodeAt(prefix);
        return removedSum(prefix) + (node.children.isPresent() ? node.sum
                : Arrays.stream(node.entries).filter(entry -> prefix.contains(entry.hash()))
                        .mapToLong(OriginState::contribution).sum());
    }

    private long removedSum(HashPrefix prefix) {
        if (removedSums == NO_SUMS || prefix.depth() > 2) {
            return 0;
        }
        int first = (int) (prefix.bits() >>> 56);
        return Arrays.stream(removedSums, first, first + (PREFIXES >> 4 * prefix.depth())).sum();
    }

    /** Returns all origins under a prefix. */
    List<OriginState> under(HashPrefix prefix) {
        List<OriginState> found = new ArrayList<>();
        collect(nodeAt(prefix), prefix, found);
        return found;
    }

    /** Returns the node of a prefix, or the leaf that contains its origins among others. */
    private Node nodeAt(HashPrefix prefix) {
        Node node = root;
        for (int depth = 0; depth < prefix.depth() && node.children.isPresent(); depth++) {
            node = child(node, digit(prefix.bits(), depth));
        }
        return node;
    }

    private static void collect(Node node, HashPrefix prefix, List<OriginState> found) {
        Arrays.stream(node.entries).filter(entry -> prefix.contains(entry.hash())).forEach(found::add);
        node.children.ifPresent(children -> {
            for (Node child : children) {
                if (child != null) {
                    collect(child, prefix, found);
                }
            }
        });
    }
}
