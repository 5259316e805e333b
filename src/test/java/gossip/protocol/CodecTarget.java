package gossip.protocol;

import java.util.Arrays;

/** A fuzz target: each line is a message that survives a round trip, or a protocol error with a reason. */
public final class CodecTarget {

    private CodecTarget() {}

    /** @throws AssertionError if the codec handles the line wrongly; other unchecked exceptions are errors, too */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] line = Arrays.copyOf(input, endOfLine(input));
        try {
            Message message = Lines.decode(line);
            if (!message.equals(Lines.decode(Lines.encode(message)))) {
                throw new AssertionError("another message after a round trip: " + message);
            }
        } catch (ProtocolException expected) {
            if (expected.getMessage().isBlank()) {
                throw new AssertionError("an error without a reason", expected);
            }
        }
    }

    private static int endOfLine(byte[] input) {
        int end = 0;
        while (end < input.length && end < Codec.MAX_LINE && input[end] != '\n') {
            end++;
        }
        return end;
    }
}
