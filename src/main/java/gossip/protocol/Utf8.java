package gossip.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells UTF-8 from other bytes; plain ASCII, which nearly every line is, passes in one scan. */
final class Utf8 {

    private Utf8() {}

    static void require(byte[] buffer, int from, int to) throws ProtocolException {
        if (!Bytes.areAscii(buffer, from, to)) {
            requireStrictly(buffer, from, to);
        }
    }

    private static void requireStrictly(byte[] buffer, int from, int to) throws ProtocolException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
        } catch (CharacterCodingException e) {
            throw new ProtocolException("the line is not UTF-8", e);
        }
    }
}
