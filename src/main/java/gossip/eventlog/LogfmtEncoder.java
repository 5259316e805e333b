package gossip.eventlog;

/** An encoder of lines {@code time ROLE address EVENT key=value ...}. A value that is not one word is quoted. */
final class LogfmtEncoder extends EventEncoder {

    @Override
    void begin(LogLines line, long time) {
        appendTime(line, time);
    }

    @Override
    void appendLead(LogLines line, String key, Object value) {
        appendPlain(line.ascii(' '), value);
    }

    @Override
    void appendPair(LogLines line, String key, Object value) {
        line.ascii(' ').ascii(key).ascii('=');
        appendText(line, value, false);
    }

    @Override
    void end(LogLines line) {
        // A line has no end mark besides the line break.
    }
}
