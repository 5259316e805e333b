package gossip.journal;

import java.io.IOException;

/** A folder that this program must not use as its journal. The message states why, as text for people. */
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }
}
