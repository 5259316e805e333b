package gossip.protocol;

import java.nio.charset.StandardCharsets;

/** Lines of the protocol as strings, for tests that read as transcripts. */
final class Lines {

    private Lines() {}

    static Message decode(String line) throws ProtocolException {
        return decode(line.getBytes(StandardCharsets.UTF_8));
    }

    static Message decode(byte[] line) throws ProtocolException {
        return Codec.decode(line, 0, line.length);
    }

    /** Without the line's end, which is checked to be there. */
    static String encode(Message message) {
        LineBuffer buffer = new LineBuffer();
        Codec.encode(message, buffer);
        String line = buffer.toString();
        if (line.indexOf('\n') != line.length() - 1) {
            throw new AssertionError("not exactly one line: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    /** In bytes, without the line's end. */
    static int length(Message message) {
        return encode(message).getBytes(StandardCharsets.UTF_8).length;
    }
}
