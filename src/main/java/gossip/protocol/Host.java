package gossip.protocol;

import java.util.Arrays;
import java.util.Locale;

/**
 * The canonical text of a host. Each host has exactly one: a name in lower case, an IPv4 address as four decimal
 * numbers, an IPv6 address as in RFC 5952.
 */
public final class Host {

    private static final int MAX_LENGTH = 253;
    private static final int GROUPS = 8;
    /** The first 96 bits of an IPv6 address that stands for an IPv4 address. */
    private static final int[] MAPPED_IPV4 = {0, 0, 0, 0, 0, 0xffff};

    private Host() {}

    /** Returns whether the host means all addresses of a machine. A node can listen there but not be dialed. */
    public static boolean isWildcard(String canonical) {
        return canonical.equals("0.0.0.0") || canonical.equals("::");
    }

    /** Returns whether the host is an IP address and not a name. */
    public static boolean isLiteral(String canonical) {
        return canonical.indexOf(':') >= 0 || isIpv4(canonical);
    }

    /** Returns whether the host can be dialed only from its own machine. Other names may mean such a host, too. */
    public static boolean isLoopback(String canonical) {
        return canonical.equals("localhost") || canonical.equals("::1")
                || canonical.startsWith("127.") && isIpv4(canonical);
    }

    /**
     * Parses a host as users write it. An IPv6 address must be in brackets.
     *
     * @throws IllegalArgumentException if the text is invalid; the message names the error
     */
    public static String parse(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            throw new IllegalArgumentException(
                    "leave out '" + text.substring(0, scheme) + "://': an address is HOST:PORT");
        }
        if (!bracketed && text.indexOf(':') >= 0) {
            throw new IllegalArgumentException(text.matches("[0-9a-fA-F:.]+(%.*)?")
                    ? "IPv6 host '" + text + "' must stand in brackets"
                    : "host '" + text + "' has a colon; an address is HOST:PORT");
        }
        return canonical(bracketed ? text.substring(1, text.length() - 1) : text);
    }

    /**
     * Returns the canonical text of a host without brackets. Reads the text once, because the decoder calls this for
     * each address.
     *
     * @throws IllegalArgumentException if the text is invalid; the message names the error
     */
    public static String canonical(String host) {
        boolean valid = !host.isEmpty() && host.length() <= MAX_LENGTH;
        boolean upper = false;
        boolean colon = false;
        for (int i = 0; valid && i < host.length(); i++) {
            char c = host.charAt(i);
            valid = c > ' ' && c < 127 && "[]/,\"=#\\".indexOf(c) < 0;
            upper |= c >= 'A' && c <= 'Z';
            colon |= c == ':';
        }
        if (!valid) {
            throw new IllegalArgumentException("host '" + host + "' is not a host name or IP address");
        }
        if (colon) {
            return ipv6(host);
        }
        if (host.indexOf('%') >= 0) {
            throw hasZone(host);
        }
        if (isNumber(host, host.lastIndexOf('.') + 1) && !isIpv4(host)) {
            throw new IllegalArgumentException(
                    "host '" + host + "' is not a host name or an IPv4 address such as 127.0.0.1");
        }
        return upper ? host.toLowerCase(Locale.ROOT) : host;
    }

    private static IllegalArgumentException hasZone(String host) {
        return new IllegalArgumentException(
                "host '" + host + "' has a zone, which other machines do not know; an address without one is needed");
    }

    /** Returns whether the rest of the text from this index on is one digit or more, and nothing else. */
    static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean isIpv4(String text) {
        int dots = 0;
        int number = -1;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (text.charAt(i) == '.' && number >= 0) {
                dots++;
                number = -1;
            } else if (digit >= 0 && digit <= 9 && number != 0) {
                number = Math.max(number, 0) * 10 + digit;
                if (number > 255) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return dots == 3 && number >= 0;
    }

    private static String ipv6(String text) {
        if (text.indexOf('%') >= 0) {
            throw hasZone(text);
        }
        int gap = text.indexOf("::");
        int[] head = groups(gap < 0 ? text : text.substring(0, gap), text);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), text);
        int missing = GROUPS - head.length - tail.length;
        if (gap < 0 ? missing != 0 : missing < 1) {
            throw notIpv6(text);
        }
        int[] all = Arrays.copyOf(head, GROUPS);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return Arrays.equals(all, 0, MAPPED_IPV4.length, MAPPED_IPV4, 0, MAPPED_IPV4.length)
                ? (all[6] >> 8) + "." + (all[6] & 255) + "." + (all[7] >> 8) + "." + (all[7] & 255)
                : format(all);
    }

    /** Parses groups between colons. The last one may be an IPv4 address, which counts as two. */
    private static int[] groups(String part, String whole) {
        if (part.isEmpty()) {
            return new int[0];
        }
        String[] texts = part.split(":", -1);
        boolean embedded = whole.endsWith(part) && isIpv4(texts[texts.length - 1]);
        int[] groups = new int[texts.length + (embedded ? 1 : 0)];
        for (int i = 0; i < texts.length; i++) {
            if (embedded && i == texts.length - 1) {
                String[] bytes = texts[i].split("\\.");
                groups[i] = Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]);
                groups[i + 1] = Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]);
            } else if (texts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups[i] = Integer.parseInt(texts[i], 16);
            } else {
                throw notIpv6(whole);
            }
        }
        return groups;
    }

    private static IllegalArgumentException notIpv6(String text) {
        return new IllegalArgumentException("host '" + text + "' is not an IPv6 address such as 2001:db8::1");
    }

    /** Replaces the first of the longest runs of two or more zero groups by two colons. */
    private static String format(int[] groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
