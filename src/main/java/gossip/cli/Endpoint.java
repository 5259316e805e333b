package gossip.cli;

import gossip.protocol.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code HOST[:PORT]} as an option's value.
 *
 * @param port 0 where none is said: any free one, or the one that is listened on
 */
public record Endpoint(String host, int port) {

    /** Reads an endpoint; an IPv6 host stands in brackets. */
    public static final class Converter implements ITypeConverter<Endpoint> {
        @Override
        public Endpoint convert(String text) {
            boolean portless = text.indexOf(':') < 0 || text.endsWith("]");
            boolean anyPort = text.endsWith(":0");
            String withPort = portless ? text + ":1" : anyPort ? text.substring(0, text.length() - 1) + "1" : text;
            try {
                Address address = Address.parse(withPort);
                return new Endpoint(address.host(), portless || anyPort ? 0 : address.port());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The wildcard address can be listened on and not dialled. */
    boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
