package gossip.protocol;

import gossip.identity.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A reader of the space-separated fields of one line, which works on the bytes of the line. Each method consumes the
 * fields that it returns. It throws a {@link ProtocolException} that names the field if a field is missing or invalid.
 */
final class FieldReader {

    /** The field in place of an empty name. */
    static final String NO_NAME = "-";
    /** What a name cannot have as a field. */
    static final Pattern SPACE_OR_CONTROL = Pattern.compile("[\\s\\p{Cntrl}]", Pattern.UNICODE_CHARACTER_CLASS);

    /** Characters of a fingerprint. */
    static final int FINGERPRINT_LENGTH = 43;

    private final byte[] line;
    private final int end;
    private int at;

    FieldReader(byte[] line, int from, int end) {
        this.line = line;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Returns whether the next field has only digits. */
    boolean isAtNumber() {
        int i = at;
        while (i < end && line[i] >= '0' && line[i] <= '9') {
            i++;
        }
        return i > at && (i == end || line[i] == ' ');
    }

    String word(String name) throws ProtocolException {
        int start = at;
        int stop = endOfField(name);
        return new String(line, start, stop - start, StandardCharsets.UTF_8);
    }

    Address address(String name) throws ProtocolException {
        String word = word(name);
        try {
            return Address.parse(word);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(name + ": " + e.getMessage(), e);
        }
    }

    /** Reads two fields, an address and an incarnation. */
    PeerId peer(String name) throws ProtocolException {
        return new PeerId(address(name), incarnation());
    }

    /** Reads two fields, an address and a start time. */
    Origin origin(String name) throws ProtocolException {
        return new Origin(address(name), start());
    }

    long start() throws ProtocolException {
        return number("start", 0, PeerId.MAX_INCARNATION);
    }

    /** Reads a name of at most {@value Identity#MAX_NAME} characters; {@value #NO_NAME} is the empty name. */
    String name(String name) throws ProtocolException {
        String word = word(name);
        if (word.length() > Identity.MAX_NAME) {
            throw new ProtocolException(name + " is longer than " + Identity.MAX_NAME + " characters");
        }
        if (SPACE_OR_CONTROL.matcher(word).find()) {
            throw new ProtocolException(name + " has a space or a control character");
        }
        return word.equals(NO_NAME) ? "" : word;
    }

    long incarnation() throws ProtocolException {
        return number("incarnation", 0, PeerId.MAX_INCARNATION);
    }

    /** Reads one field of the form {@code host:port/start/sequence}. */
    MessageId messageId(String name) throws ProtocolException {
        int start = at;
        int stop = endOfField(name);
        int sequenceSlash = lastSlash(start, stop);
        int startSlash = lastSlash(start, sequenceSlash);
        if (startSlash < 0) {
            throw new ProtocolException(name + " is not host:port/start/sequence");
        }
        Address address = new FieldReader(line, start, startSlash).address(name);
        long begin = number("start", 0, PeerId.MAX_INCARNATION, startSlash + 1, sequenceSlash);
        long sequence = number("sequence", 0, MessageId.MAX_SEQUENCE, sequenceSlash + 1, stop);
        return new MessageId(new Origin(address, begin), sequence);
    }

    /** Reads one field of the form {@code host:port/start}. */
    Origin slashedOrigin(String name) throws ProtocolException {
        int start = at;
        int stop = endOfField(name);
        int slash = lastSlash(start, stop);
        if (slash < 0) {
            throw new ProtocolException(name + ": not host:port/start");
        }
        return new Origin(new FieldReader(line, start, slash).address(name),
                number("start", 0, PeerId.MAX_INCARNATION, slash + 1, stop));
    }

    /** Returns the index of the last slash in {@code line[from, to)}, or -1 if there is none. */
    private int lastSlash(int from, int to) {
        int i = to - 1;
        while (i >= from && line[i] != '/') {
            i--;
        }
        return i < from ? -1 : i;
    }

    long number(String name, long min, long max) throws ProtocolException {
        int start = at;
        return number(name, min, max, start, endOfField(name));
    }

    private long number(String name, long min, long max, int from, int to) throws ProtocolException {
        long value = 0;
        boolean valid = to > from && to - from <= 19;
        for (int i = from; i < to && valid; i++) {
            int digit = line[i] - '0';
            value = value * 10 + digit;
            valid = digit >= 0 && digit <= 9 && value >= 0;
        }
        if (!valid || value < min || value > max) {
            String given = new String(line, from, Math.min(Math.max(to - from, 0), 24), StandardCharsets.UTF_8);
            throw new ProtocolException(name + " '" + given + "' is not a number in " + min + ".." + max);
        }
        return value;
    }

    /** Reads 64 bits, written as at most 16 hexadecimal digits. */
    long hex(String name) throws ProtocolException {
        String word = word(name);
        if (word.length() > 16 || !word.chars().allMatch(HexFormat::isHexDigit)) {
            throw new ProtocolException(name + " '" + word + "' is not up to 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(word);
    }

    /** Reads the rest of the line as free text of at most {@code maxLength} bytes. */
    Utf8String rest(String name, int maxLength) throws ProtocolException {
        int start = skipRest(name, maxLength);
        return Utf8String.copyOf(line, start, end);
    }

    /** Reads a message id, and the rest of the line as a text of at most {@code maxLength} bytes. */
    Payload payload(String idName, String textName, int maxLength) throws ProtocolException {
        int start = at;
        MessageId id = messageId(idName);
        int textAt = skipRest(textName, maxLength);
        return Payload.copyOf(id, line, start, textAt, end);
    }

    /** Reads a message id, fingerprint and signature, and the rest of the line as a text. */
    SignedPayload signedPayload() throws ProtocolException {
        int start = at;
        return signedPayload(messageId("id"), start);
    }

    /** Reads what follows the id, which starts at {@code idAt}. */
    SignedPayload signedPayload(MessageId id, int idAt) throws ProtocolException {
        int idEnd = at - 1;
        byte[] digest = base64("fingerprint", Fingerprint.LENGTH);
        if (digest.length != Fingerprint.LENGTH) {
            throw new ProtocolException("fingerprint has " + digest.length + " bytes instead of " + Fingerprint.LENGTH);
        }
        base64("signature", SignedPayload.MAX_SIGNATURE);
        int textAt = skipRest("text", Codec.MAX_SIGNED_TEXT);
        return SignedPayload.copyOf(id, Fingerprint.ofDigest(digest), line, idAt, idEnd, textAt, end);
    }

    /**
     * Reads a field of at most {@code maxBytes} bytes in base64url without padding. Only one text is valid for them.
     */
    byte[] base64(String name, int maxBytes) throws ProtocolException {
        int start = at;
        int stop = endOfField(name);
        String text = new String(line, start, stop - start, StandardCharsets.ISO_8859_1);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= maxBytes
                    && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(name + " is not base64url: " + e.getMessage(), e);
        }
        throw new ProtocolException(name + " is not base64url without padding of at most " + maxBytes + " bytes");
    }

    /** Moves to the end of the line. Returns the index at which the rest started. */
    private int skipRest(String name, int maxLength) throws ProtocolException {
        if (!hasMore()) {
            throw new ProtocolException(name + " is missing");
        }
        if (end - at > maxLength) {
            throw new ProtocolException(name + " is longer than " + maxLength + " bytes");
        }
        int start = at;
        at = end;
        return start;
    }

    /** Moves past the field and the space after it. Returns the index at which the field ends. */
    private int endOfField(String name) throws ProtocolException {
        int start = at;
        int stop = Bytes.indexOf(line, start, end, ' ');
        if (stop == start) {
            throw new ProtocolException(name + " is missing");
        }
        at = stop < end ? stop + 1 : end;
        return stop;
    }
}
