package gossip.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of one folder. A journal reaches them only through this interface, so that tests can simulate a file system
 * which loses or damages data.
 */
public interface Storage extends Closeable {

    /** A file that is being written. */
    interface Output extends Closeable {
        void write(byte[] bytes, int length) throws IOException;

        /** Forces everything written to the disk. Another thread may call it while one writes. */
        void sync() throws IOException;
    }

    /** The output while no file is open. */
    Output NO_OUTPUT = new Output() {
        @Override
        public void write(byte[] bytes, int length) throws IOException {
            throw new IOException("no file is open");
        }

        @Override
        public void sync() {}

        @Override
        public void close() {}
    };

    /** Returns the names of all files, in any order. */
    List<String> list() throws IOException;

    boolean exists(String name) throws IOException;

    /** Opens a file for reading from its start. */
    InputStream read(String name) throws IOException;

    /** Creates a file, and the folder if it is gone. An existing file is replaced. */
    Output create(String name) throws IOException;

    /** Cuts the file after this many bytes and forces that to the disk. */
    void truncate(String name, long length) throws IOException;

    /** Renames a file. An existing file with the new name is replaced. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file if it exists. */
    void delete(String name) throws IOException;

    /** Forces created, renamed and deleted names to the disk. */
    void syncFolder() throws IOException;
}
