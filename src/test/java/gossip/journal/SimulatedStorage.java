package gossip.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A simulated folder. A power cut drops what was not forced to the disk, in part or completely, and may leave random
 * bytes there. Names that were created, renamed or deleted since the folder was forced may be lost, too.
 */
final class SimulatedStorage implements Storage {

    private static final class File {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int synced;
    }

    /** The names as a running process sees them. */
    private Map<String, File> names = new LinkedHashMap<>();
    /** The names that a power cut leaves, and after that those of each later change. */
    private final List<Map<String, File>> history = new ArrayList<>(List.of(Map.of()));
    /** Bytes that can still be written; fewer if the disk is full. */
    long space = Long.MAX_VALUE;
    boolean isReadOnly;
    int syncs;
    /** What happens while bytes are written. */
    Runnable onWrite = () -> { };

    /** Keeps a random part of what was not forced to the disk. */
    void cutPower(RandomGenerator random) {
        names = new LinkedHashMap<>(history.get(random.nextInt(history.size())));
        history.clear();
        history.add(Map.copyOf(names));
        names.replaceAll((name, file) -> afterPowerCut(file, random));
    }

    private static File afterPowerCut(File file, RandomGenerator random) {
        byte[] all = file.bytes.toByteArray();
        int kept = file.synced + random.nextInt(all.length - file.synced + 1);
        if (random.nextInt(3) == 0) {
            // A page that was never written holds zeros or what was there before.
            for (int i = file.synced + random.nextInt(kept - file.synced + 1); i < kept; i++) {
                all[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
            }
        }
        return file(all, kept);
    }

    private static File file(byte[] bytes, int length) {
        File file = new File();
        file.bytes.write(bytes, 0, length);
        file.synced = length;
        return file;
    }

    byte[] bytes(String name) {
        return names.get(name).bytes.toByteArray();
    }

    void put(String name, byte[] bytes) {
        names.put(name, file(bytes, bytes.length));
    }

    SimulatedStorage copy() {
        SimulatedStorage copy = new SimulatedStorage();
        names.forEach((name, file) -> copy.put(name, file.bytes.toByteArray()));
        return copy;
    }

    private void changed() throws IOException {
        if (isReadOnly) {
            throw new IOException("Read-only file system");
        }
        history.add(Map.copyOf(names));
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public InputStream read(String name) throws IOException {
        if (!exists(name)) {
            throw new FileNotFoundException(name);
        }
        return new ByteArrayInputStream(bytes(name));
    }

    @Override
    public Output create(String name) throws IOException {
        File file = new File();
        if (!isReadOnly) {
            names.put(name, file);
        }
        changed();
        return new Output() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                onWrite.run();
                int written = (int) Math.min(length, space);
                file.bytes.write(bytes, 0, isReadOnly ? 0 : written);
                space -= written;
                if (written < length || isReadOnly) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void sync() {
                syncs++;
                file.synced = file.bytes.size();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void truncate(String name, long length) throws IOException {
        put(name, Arrays.copyOf(bytes(name), (int) length));
        changed();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (!isReadOnly) {
            names.put(to, names.remove(from));
        }
        changed();
    }

    @Override
    public void delete(String name) throws IOException {
        if (!isReadOnly) {
            names.remove(name);
        }
        changed();
    }

    @Override
    public void syncFolder() {
        history.clear();
        history.add(Map.copyOf(names));
    }

    @Override
    public void close() {}
}
