package gossip.tls;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.protocol.Host;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The parsing of certificates, and of the names in them. Stateless and thread-safe. */
public final class Certificates {

    /** The longest subject in a sentence or an event, in characters. */
    private static final int MAX_SUBJECT = 200;
    private static final String WILDCARD = "*.";
    private static final int SAN_DNS_NAME = 2;
    private static final int SAN_IP_ADDRESS = 7;

    private Certificates() {}

    /**
     * Parses a certificate in DER.
     *
     * @throws CertificateException if it is no certificate
     */
    public static X509Certificate parse(byte[] der) throws CertificateException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (RuntimeException e) {
            // The parser throws more than it declares, for example for an Ed25519 key without a value.
            throw new CertificateException("it cannot be read: " + e, e);
        }
    }

    /**
     * Returns what a certificate states about its holder. Whether that is true depends on who signed it.
     *
     * @throws CertificateException if the names cannot be read; the message is one sentence
     */
    public static CertifiedIdentity identity(X509Certificate certificate) throws CertificateException {
        return new CertifiedIdentity(subject(certificate), fingerprint(certificate), roles(certificate),
                hosts(certificate));
    }

    /** Returns the subject, for people. */
    public static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        return name.length() <= MAX_SUBJECT ? name : name.substring(0, MAX_SUBJECT) + "...";
    }

    /** Returns SHA-256 of the certificate, as 64 hexadecimal digits in lower case. */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException("this Java runtime has no SHA-256", e);
        }
    }

    private static Set<Role> roles(X509Certificate certificate) throws CertificateException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Optional<Attribute> unit = Optional.ofNullable(rdn.toAttributes().get("OU"));
                if (unit.isPresent()) {
                    for (Object name : Collections.list(unit.get().getAll())) {
                        Role.of(String.valueOf(name)).ifPresent(roles::add);
                    }
                }
            }
        } catch (InvalidNameException e) {
            throw new CertificateException("the subject cannot be read: " + subject(certificate), e);
        } catch (NamingException e) {
            throw new CertificateException("the OU cannot be read: " + subject(certificate), e);
        }
        return roles;
    }

    private static Set<String> hosts(X509Certificate certificate) throws CertificateException {
        Set<String> hosts = new TreeSet<>();
        Optional<Collection<List<?>>> names = Optional.ofNullable(certificate.getSubjectAlternativeNames());
        for (List<?> name : names.orElse(List.of())) {
            if (name.get(1) instanceof String host) {
                host((Integer) name.get(0), host).ifPresent(hosts::add);
            }
        }
        return hosts;
    }

    /**
     * Returns the host or, after {@code *.}, the hosts that a name in the SAN stands for; empty if no address has such
     * a host. A DNS name stands for names only, else {@code *.0.0.1} would stand for 127.0.0.1.
     */
    private static Optional<String> host(int type, String name) {
        boolean isAddress = type == SAN_IP_ADDRESS;
        String prefix = type == SAN_DNS_NAME && name.startsWith(WILDCARD) ? WILDCARD : "";
        try {
            String host = Host.canonical(name.substring(prefix.length()));
            boolean isValid = (isAddress || type == SAN_DNS_NAME) && Host.isLiteral(host) == isAddress;
            return isValid ? Optional.of(prefix + host) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
