package gossip.identity;

import java.util.Set;

/**
 * The identity in a verified certificate.
 *
 * @param subject the subject of the certificate, for people
 * @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits in lower case
 * @param roles the roles in the subject's OU
 * @param hosts the names and IP addresses in the SAN, in the form of {@link HostNames#canonical}
 */
public record CertifiedIdentity(String subject, String fingerprint, Set<Role> roles, Set<String> hosts) {

    public CertifiedIdentity {
        roles = Set.copyOf(roles);
        hosts = Set.copyOf(hosts);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Returns whether the SAN contains the host. */
    public boolean covers(String host) {
        String canonical = HostNames.canonical(host);
        return hosts.contains(canonical) || hosts.stream().anyMatch(name -> HostNames.matches(name, canonical));
    }
}
