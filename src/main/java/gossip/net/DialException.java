package gossip.net;

import gossip.node.DialFailure;
import java.io.IOException;

/** A failed dial. The message is the reason as text for people. */
final class DialException extends IOException {

    private static final long serialVersionUID = 1;

    private final DialFailure failure;

    DialException(DialFailure failure, String reason) {
        super(reason);
        this.failure = failure;
    }

    DialFailure failure() {
        return failure;
    }
}
