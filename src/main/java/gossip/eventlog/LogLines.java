package gossip.eventlog;

import gossip.protocol.LineBuffer;
import gossip.protocol.Utf8String;
import java.nio.charset.StandardCharsets;

/** A buffer of lines of the event log in UTF-8, which is used again. Not thread-safe. */
final class LogLines {

    /** Bytes. A larger buffer, as after a slow disk or a long line, is released when it is cleared. */
    private static final int MAX_KEPT_CAPACITY = 1 << 20;

    private LineBuffer buffer = new LineBuffer();

    /** Returns the array with the content, which starts at index 0. The next append may replace the array. */
    byte[] bytes() {
        return buffer.array();
    }

    int length() {
        return buffer.length();
    }

    /** Removes what follows the first bytes. */
    void truncate(int newLength) {
        buffer.truncate(newLength);
    }

    void clear() {
        buffer.clear();
        if (buffer.array().length > MAX_KEPT_CAPACITY) {
            buffer = new LineBuffer();
        }
    }

    LogLines ascii(char c) {
        buffer.character(c);
        return this;
    }

    /** Appends an ASCII text. */
    LogLines ascii(String text) {
        buffer.ascii(text);
        return this;
    }

    /** Appends a text, without a copy of it if it is ASCII. */
    LogLines text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return bytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        buffer.ascii(text);
        return this;
    }

    LogLines text(Utf8String text) {
        buffer.text(text);
        return this;
    }

    LogLines bytes(byte[] added) {
        buffer.bytes(added);
        return this;
    }

    LogLines number(long value) {
        if (value < 0) {
            return text(Long.toString(value));
        }
        buffer.number(value);
        return this;
    }

    /** Removes one byte, and moves what follows it. */
    void remove(int at) {
        int newLength = length() - 1;
        System.arraycopy(bytes(), at + 1, bytes(), at, newLength - at);
        truncate(newLength);
    }

    /**
     * Returns the end of the whole lines from an index on that fit into the given length. If the first line is longer,
     * returns the end of this line.
     */
    int endOfLines(int from, int maxLength) {
        if (length() - from <= maxLength) {
            return length();
        }
        byte[] bytes = bytes();
        int end = from + maxLength;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        if (end == from) {
            end += maxLength;
            while (bytes[end++] != '\n') {
                // the line is longer
            }
        }
        return end;
    }

    byte[] toByteArray() {
        return buffer.toByteArray();
    }
}
