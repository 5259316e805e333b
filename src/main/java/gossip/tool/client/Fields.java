package gossip.tool.client;

import gossip.protocol.Address;
import java.io.IOException;
import java.util.Map;

/**
 * A check of the fields of one answer. A node may send any answer, so a command checks the fields before it uses them.
 * Each method fails if a field has a form that this program never sends.
 */
public record Fields(Map<String, String> values) {

    private static final String NUMBER = "\\d{1,18}";

    /** Requires that the fields are present. */
    public Fields texts(String... keys) throws IOException {
        for (String key : keys) {
            require(key, values.containsKey(key));
        }
        return this;
    }

    /** Requires whole numbers of 0 or more. */
    public Fields numbers(String... keys) throws IOException {
        for (String key : keys) {
            require(key, values.getOrDefault(key, "").matches(NUMBER));
        }
        return this;
    }

    /** As {@link #numbers}, for fields that may be missing. */
    public Fields optionalNumbers(String... keys) throws IOException {
        for (String key : keys) {
            require(key, values.getOrDefault(key, "0").matches(NUMBER));
        }
        return this;
    }

    /** Requires an address, or {@code -}. */
    public Fields optionalAddress(String key) throws IOException {
        return values.getOrDefault(key, "-").equals("-") ? this : address(key);
    }

    /** Requires an address. */
    public Fields address(String key) throws IOException {
        try {
            Address.parse(values.getOrDefault(key, ""));
            return this;
        } catch (IllegalArgumentException e) {
            throw new IOException(invalid(key), e);
        }
    }

    /** Requires a number with or without a fraction, or {@code -}. */
    public Fields optionalDecimal(String key) throws IOException {
        require(key, values.getOrDefault(key, "").matches("-|\\d{1,15}(\\.\\d{1,15})?"));
        return this;
    }

    private void require(String key, boolean isValid) throws IOException {
        if (!isValid) {
            throw new IOException(invalid(key));
        }
    }

    private String invalid(String key) {
        return "invalid answer: " + key + "=" + values.getOrDefault(key, "");
    }
}
