package gossip.chart;

/** Escaping of text for XML and HTML. */
public final class Xml {

    private Xml() {}

    /**
     * Escapes the characters that have a meaning in element content and in attributes with double quotes. Replaces
     * control and format characters, because text from other hosts must not reorder the page.
     */
    public static String escape(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]", "?")
                .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
