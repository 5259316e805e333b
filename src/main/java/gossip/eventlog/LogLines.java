package gossip.eventlog;

import gossip.protocol.Utf8String;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of lines in UTF-8, which is used again. Not thread-safe. */
final class LogLines {

    private static final int INITIAL_CAPACITY = 512;
    /** A buffer that has grown beyond this, behind a slow disk or for a long line, is not kept. */
    private static final int MAX_KEPT_CAPACITY = 1 << 20;

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Removes what follows the first bytes. */
    void truncate(int newLength) {
        length = newLength;
    }

    void clear() {
        length = 0;
        if (bytes.length > MAX_KEPT_CAPACITY) {
            bytes = new byte[INITIAL_CAPACITY];
        }
    }

    LogLines ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Appends a text, without a copy of it if it is ASCII. */
    LogLines text(String text) {
        int start = length;
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = start;
                return bytes(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    LogLines text(Utf8String text) {
        reserve(text.length());
        text.copyTo(bytes, length);
        length += text.length();
        return this;
    }

    LogLines bytes(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return this;
    }

    LogLines number(long value) {
        if (value < 0) {
            return text(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Removes one byte, and moves what follows it. */
    void remove(int at) {
        System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
        length--;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /**
     * Returns the end of the longest run of whole lines from an index on that has at most the given length, or the end
     * of the first line if that is longer.
     */
    int endOfLines(int from, int maxLength) {
        if (length - from <= maxLength) {
            return length;
        }
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
        return Arrays.copyOf(bytes, length);
    }
}
