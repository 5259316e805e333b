package gossip.cli;

/** The configuration file cannot be used as it is. The message is for the user. */
final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
