package gossip.seed;

import gossip.protocol.Address;
import gossip.protocol.Message;
import gossip.protocol.Message.Register;
import java.util.Optional;
import java.util.function.Function;

/** A check that one connection to a seed registers at most one address. */
final class ConnectionAddress implements Function<Message, Optional<String>> {

    private Optional<Address> registered = Optional.empty();

    /** Returns why the message is refused, or empty. */
    @Override
    public Optional<String> apply(Message message) {
        if (!(message instanceof Register register)) {
            return Optional.empty();
        }
        Address address = register.peer().address();
        Optional<Address> other = registered.filter(first -> !first.equals(address));
        registered = registered.or(() -> Optional.of(address));
        return other.map(first -> "this connection has registered " + first + " and not " + address);
    }
}
