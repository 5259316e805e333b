package gossip.protocol;

import java.nio.charset.StandardCharsets;

/** Conversions between messages and lines that are strings. */
final class Lines {

    private Lines() {}

    static Message decode(String line) throws ProtocolException {
        return decode(line.getBytes(StandardCharsets.UTF_8));
    }

    static Message decode(byte[] line) throws ProtocolException {
        return Codec.decode(line, 0, line.length);
    }

    /** Returns the line without its terminator, after a check that there is exactly one. */
    static String encode(Message message) {
        LineBuffer buffer = new LineBuffer();
        Codec.encode(message, buffer);
        String line = buffer.toString();
        if (line.indexOf('\n') != line.length() - 1) {
            throw new AssertionError("not exactly one line: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Returns the length of the line in bytes, without its terminator. */
    static int length(Message message) {
        return encode(message).getBytes(StandardCharsets.UTF_8).length;
    }
}
