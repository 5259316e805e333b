package gossip.identity;

import java.util.Locale;
import java.util.Optional;

/** The comparison of host names and IP addresses as texts. Nothing is resolved. Stateless and thread-safe. */
public final class HostNames {

    private static final int IPV6_GROUPS = 8;
    private static final int MAX_GROUP_DIGITS = 4;

    private HostNames() {}

    /** Returns the form in which equal hosts are equal texts: in lower case, IPv6 addresses in eight groups. */
    public static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.indexOf(':') < 0 ? lower : ipv6(lower).orElse(lower);
    }

    /**
     * Returns whether a host matches a name of a certificate. A name that begins with {@code *.} matches every host
     * with one label in place of the star (RFC 9525).
     *
     * @param pattern canonical name
     * @param host canonical host
     */
    public static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    private static Optional<String> ipv6(String host) {
        int gap = host.indexOf("::");
        String[] head = groups(gap < 0 ? host : host.substring(0, gap));
        String[] tail = groups(gap < 0 ? "" : host.substring(gap + 2));
        int zeros = IPV6_GROUPS - head.length - tail.length;
        if (gap < 0 ? zeros != 0 : zeros < 1) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        boolean valid = append(head, out);
        out.append("0:".repeat(zeros));
        valid &= append(tail, out);
        return valid ? Optional.of(out.substring(0, out.length() - 1)) : Optional.empty();
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static boolean append(String[] groups, StringBuilder out) {
        for (String group : groups) {
            if (group.isEmpty() || group.length() > MAX_GROUP_DIGITS
                    || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return false;
            }
            out.append(Integer.toHexString(Integer.parseInt(group, 16))).append(':');
        }
        return true;
    }
}
