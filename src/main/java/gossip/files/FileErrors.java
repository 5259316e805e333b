package gossip.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The reasons of failed reads and writes of files, for users. */
public final class FileErrors {

    private FileErrors() {}

    /** Returns the reason without the name of the file and of the exception, such as {@code permission denied}. */
    public static String reason(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing(file);
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "it exists already";
            case CharacterCodingException invalid -> "it is not UTF-8 text";
            case FileSystemException other when other.getReason() != null -> lowerCase(other.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : lowerCase(e.getMessage());
        };
    }

    /** Returns the file and the reason if the error is about a known file, else the message. */
    public static String describe(IOException e) {
        if (e instanceof FileSystemException about && about.getFile() != null) {
            return about.getFile() + ": " + reason(Path.of(about.getFile()), e);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String missing(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.exists(folder)
                ? "it does not exist" : "the folder " + folder + " does not exist";
    }

    private static String lowerCase(String reason) {
        return reason.substring(0, Math.min(1, reason.length())).toLowerCase(Locale.ROOT)
                + reason.substring(Math.min(1, reason.length()));
    }
}
