package gossip.identity;

import java.util.Locale;
import java.util.Optional;

/** The role of a program in the network, as its certificate names it in the subject's OU. */
public enum Role {

    SEED, PEER, OPERATOR;

    /** Returns the role with this name in any case, or empty if there is none. */
    public static Optional<Role> of(String name) {
        for (Role role : values()) {
            if (role.toString().equalsIgnoreCase(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Returns the name in lower case, as certificates contain it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
