package gossip.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.journal.DiskStorage;
import gossip.journal.Recovery;
import gossip.protocol.Address;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The example in src/docs/embedding.md compiles, and does what the document says. */
@Isolated
class EmbeddingTest {

    @TempDir
    Path classes;

    @TempDir
    Path data;

    private static String example() throws Exception {
        String document = Files.readString(Path.of("src/docs/embedding.md"));
        int start = document.indexOf("```java\n") + "```java\n".length();
        return document.substring(start, document.indexOf("```", start));
    }

    private Class<?> compile(String source) throws Exception {
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-proc:none", "-classpath",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            assertTrue(compiler.getTask(null, files, null, options, null, List.of(file)).call(), source);
        }
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader()).loadClass("Example");
    }

    @Test
    void the_example_publishes_to_a_running_network_and_leaves_it() throws Exception {
        try (LiveNetwork network = new LiveNetwork(Duration.ofSeconds(13))) {
            Address seed = network.startSeed();
            Address peer = network.startPeers(2, 0).getFirst();
            Class<?> example = compile(example());
            example.getMethod("main", String[].class).invoke(null, (Object) new String[] {
                seed.toString(), data.toString()});
            network.awaitDeliveries(peer, 1);
            assertEquals(2, network.members(seed));
            assertEquals(1, Recovery.read(DiskStorage.forReading(data), "peer").entries().stream()
                    .filter(entry -> entry.message().toString().contains("hello")).count());
        }
    }
}
