package gossip.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * The open links of one host, in the order in which they were opened. The links refer to each other, because a set
 * would take more memory than they do. Not thread-safe.
 */
final class OpenLinks {

    private SimulatedLink first;
    private SimulatedLink last;

    void add(SimulatedLink link) {
        link.setAdjacent(last, null);
        if (last == null) {
            first = link;
        } else {
            last.setAdjacent(last.previous(), link);
        }
        last = link;
    }

    /** Removes a link, if this contains it. */
    void remove(SimulatedLink link) {
        SimulatedLink before = link.previous();
        SimulatedLink after = link.following();
        if (before == null && first != link) {
            return;
        }
        if (before == null) {
            first = after;
        } else {
            before.setAdjacent(before.previous(), after);
        }
        if (after == null) {
            last = before;
        } else {
            after.setAdjacent(before, after.following());
        }
        link.setAdjacent(null, null);
    }

    /** Removes all links and returns them. */
    List<SimulatedLink> removeAll() {
        List<SimulatedLink> all = toList();
        all.forEach(this::remove);
        return all;
    }

    List<SimulatedLink> toList() {
        List<SimulatedLink> all = new ArrayList<>();
        for (SimulatedLink link = first; link != null; link = link.following()) {
            all.add(link);
        }
        return all;
    }
}
