package gossip.chart;

/** Escaping of text for XML and HTML. */
public final class Xml {

    private Xml() {}

    /** Escapes the characters that have a meaning in element content and in attributes with double quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
