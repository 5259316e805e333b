package gossip.system;

import java.util.ArrayList;
import java.util.List;

/** The events in the logs of a network that declare a peer dead. */
final class DeclaredDeaths {

    private final List<String> events = new ArrayList<>();

    void addLogOfPeer(List<String> log) {
        log.stream().filter(line -> line.contains(" NEIGHBOR_DEAD ")).forEach(events::add);
    }

    /** Adds what a seed removed as dead, except an incarnation whose peer has already started again. */
    void addLogOfSeed(List<String> log) {
        String before = "";
        for (String line : log) {
            if (line.contains(" PEER_REMOVED ") && line.contains("reason=dead") && !before.endsWith("=replaced")) {
                events.add(line);
            }
            before = line;
        }
    }

    List<String> events() {
        return List.copyOf(events);
    }
}
