package gossip.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A reader of lines that end with LF or CRLF. A line has at most {@link #MAX_BYTES} bytes, so an input without line
 * ends takes no memory, and it must be text in the charset. The lines after a wrong one are read as usual. Not
 * thread-safe.
 */
final class TypedLines {

    /** Well above the longest text that can be published. */
    static final int MAX_BYTES = 16 << 10;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** A line with its number, from 1 on. */
    sealed interface Line {
        long number();
    }

    record Text(long number, String text) implements Line {}

    /** @param reason why the line cannot be used, for the user */
    record Unreadable(long number, String reason) implements Line {}

    private final InputStream in;
    private final Charset charset;
    private final int cutAt;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;
    private long number;

    /**
     * @param charset a charset in which the byte 10 is always LF, as in every charset of a terminal
     * @param cutAt the length in bytes at which a terminal cuts off the rest of a line, 0 if nothing does
     */
    TypedLines(InputStream in, Charset charset, int cutAt) {
        this.in = in;
        this.charset = charset;
        this.cutAt = cutAt;
    }

    /** Reads the next line. Empty at the end of the input; the last line may lack a line end. */
    Optional<Line> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            length += next - from;
            if (length <= MAX_BYTES) {
                line.write(buffer, from, next - from);
            }
            ended = next < end;
            next += ended ? 1 : 0;
        }
        if (length == 0 && !ended) {
            return Optional.empty();
        }
        number++;
        if (length > 0 && length == cutAt) {
            return Optional.of(new Unreadable(number, "the terminal cuts a line off at " + cutAt
                    + " bytes, which it has; pipe it, or use gossip.sh send -"));
        }
        return Optional.of(length <= MAX_BYTES ? decode(line.toByteArray())
                : new Unreadable(number, "it has " + length + " bytes; at most " + MAX_BYTES + " are read"));
    }

    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end > 0;
    }

    private Line decode(byte[] bytes) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(input, output, true);
        if (result.isError()) {
            int wrong = input.position();
            return new Unreadable(number, "byte " + (wrong + 1) + " of it is 0x"
                    + HexFormat.of().withUpperCase().toHexDigits(bytes[wrong]) + ", which is not " + charset + " text");
        }
        decoder.flush(output);
        String text = output.flip().toString();
        return new Text(number, number == 1 && text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text);
    }
}
