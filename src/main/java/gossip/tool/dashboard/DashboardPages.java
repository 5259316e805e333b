package gossip.tool.dashboard;

import gossip.http.Page.Answer;
import gossip.http.PageServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of the dashboard page, from the class path. */
public final class DashboardPages {

    private static final List<String> FILES = List.of("index.html", "style.css", "main.js", "model.js", "overlay.js",
            "charts.js", "degrees.js", "feed.js", "details.js", "replay.js");
    /** The file of the jar org.webjars.npm:d3. */
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

    private DashboardPages() {}

    /** Adds the files to the server. The page is at {@code /}. */
    public static void addTo(PageServer server) {
        FILES.forEach(file -> add(server, "/" + file, "/dashboard/" + file));
        add(server, "/", "/dashboard/index.html");
        add(server, "/d3.js", D3);
    }

    private static void add(PageServer server, String path, String resource) {
        Answer answer = new Answer(200, mediaType(resource), read(resource));
        server.page(path, request -> answer);
    }

    private static String mediaType(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static byte[] read(String resource) {
        try (InputStream in = DashboardPages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
    }
}
