package gossip.eventlog;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A stream that records each write, and whose next write can fail. */
final class RecordingStream extends OutputStream {

    private final List<byte[]> writes = new ArrayList<>();
    private Optional<Error> failure = Optional.empty();

    void failNextWrite(Error error) {
        failure = Optional.of(error);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Optional<Error> now = failure;
        failure = Optional.empty();
        if (now.isPresent()) {
            throw now.get();
        }
        writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    List<byte[]> writes() {
        return writes;
    }

    List<String> texts() {
        return writes.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
