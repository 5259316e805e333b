package gossip.node.event;

import java.util.List;

/** A filter of events by name: patterns separated by commas, in which * matches any text and ? any character. */
final class EventFilter {

    private final List<String> patterns;

    EventFilter(String globs) {
        this.patterns = List.of(globs.split(","));
    }

    boolean accepts(String event) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, event));
    }

    /** Matches in at most pattern times text steps, whatever a hostile pattern contains. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
