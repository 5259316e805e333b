package gossip.cli;

/** The value of an option cannot be right beside the others. The message is for the user. */
public final class InvalidOptionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String option;
    private final String value;

    InvalidOptionException(String option, String value, String message) {
        super(message);
        this.option = option;
        this.value = value;
    }

    String option() {
        return option;
    }

    String value() {
        return value;
    }
}
