package gossip.bench;

/**
 * The content of a benchmark message, encoded as {@code run origin sequence sentAt xxx...}, padded to a given length.
 *
 * @param run the number of the run; late messages of an earlier run are not counted in a later one
 * @param origin the number of the publishing node
 * @param sequence a number that is unique in the run, from 0 on
 * @param sentAt the {@link System#nanoTime} of publication; all nodes of a JVM share this clock
 */
record SampleMessage(int run, int origin, int sequence, long sentAt) {

    String text(int length) {
        StringBuilder text = new StringBuilder(length)
                .append(run).append(' ').append(origin).append(' ').append(sequence).append(' ')
                .append(sentAt).append(' ');
        return text.repeat('x', Math.max(0, length - text.length())).toString();
    }

    /** Decodes a message from index {@code at} on. Written without a split, because it runs for every delivery. */
    static SampleMessage read(String text, int at) {
        long[] fields = new long[4];
        int next = at;
        for (int i = 0; i < fields.length; i++) {
            for (; text.charAt(next) != ' '; next++) {
                fields[i] = fields[i] * 10 + text.charAt(next) - '0';
            }
            next++;
        }
        return new SampleMessage((int) fields[0], (int) fields[1], (int) fields[2], fields[3]);
    }
}
