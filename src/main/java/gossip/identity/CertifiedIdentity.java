package gossip.identity;

import java.util.Set;

/**
 * The identity in a verified certificate.
 *
 * @param subject the subject of the certificate, for people
 * @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits in lower case
 * @param roles the roles in the subject's OU
 * @param hosts the DNS names and the IP addresses in the SAN, in the form of the hosts of addresses. A DNS name is
 *     neither an IP address nor, after {@code *.}, the end of one
 */
public record CertifiedIdentity(String subject, String fingerprint, Set<Role> roles, Set<String> hosts) {

    public CertifiedIdentity {
        roles = Set.copyOf(roles);
        hosts = Set.copyOf(hosts);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /**
     * Returns whether the SAN contains the host of an address. A name that begins with {@code *.} stands for every host
     * with one label in place of the star (RFC 9525).
     */
    public boolean covers(String host) {
        int dot = host.indexOf('.');
        return hosts.contains(host) || dot > 0 && hosts.contains("*" + host.substring(dot));
    }
}
