package gossip.bench;

/**
 * What a message of the benchmark carries, as text of a given length: {@code run origin sequence sentAt xxx...}
 *
 * @param run of this JVM: stragglers of an earlier run are not counted in a later one
 * @param sequence unique in the run, from 0
 * @param sentAt {@link System#nanoTime}, which is the same clock for all nodes of a JVM
 */
record SampleMessage(int run, int origin, int sequence, long sentAt) {

    String text(int length) {
        StringBuilder text = new StringBuilder(length)
                .append(run).append(' ').append(origin).append(' ').append(sequence).append(' ').append(sentAt).append(' ');
        return text.repeat('x', Math.max(0, length - text.length())).toString();
    }

    /** By hand, as it runs once for every delivery. */
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
