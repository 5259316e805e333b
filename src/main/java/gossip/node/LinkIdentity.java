package gossip.node;

import gossip.identity.CertifiedIdentity;
import gossip.identity.Role;
import gossip.protocol.Address;
import java.util.Optional;

/** The identity of the other end of a link, as far as the host of the node has verified it. Immutable. */
public sealed interface LinkIdentity {

    /** The identity of every link without TLS: nothing is known, and all claims are accepted. */
    LinkIdentity ANONYMOUS = new Anonymous();

    /** Without TLS. */
    record Anonymous() implements LinkIdentity {}

    /** With TLS: what the verified certificate of the other end states. */
    record Certified(CertifiedIdentity certificate) implements LinkIdentity {}

    /** Returns why the other end may not act in this role, or empty if it may. */
    default Optional<String> refusal(Role role) {
        return switch (this) {
            case Anonymous anonymous -> Optional.empty();
            case Certified certified -> certified.certificate().has(role) ? Optional.empty()
                    : Optional.of("certificate " + certified.certificate().subject() + " has no OU=" + role);
        };
    }

    /** Returns why the other end may not act in this role at this address, or empty if it may. */
    default Optional<String> refusal(Role role, Address address) {
        return refusal(role).or(() -> this instanceof Certified certified
                && !certified.certificate().covers(address.host())
                ? Optional.of("certificate " + certified.certificate().subject() + " is not for host " + address.host())
                : Optional.empty());
    }
}
