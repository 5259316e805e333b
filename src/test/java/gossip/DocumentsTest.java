package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents refer to files, headings, classes and constants that exist, and each package lists its classes. */
class DocumentsTest {

    private static final Path FOLDER = Path.of("src/docs");
    /** Documents that name classes of libraries, of earlier versions, or alerts. */
    private static final Set<String> FOREIGN_NAMES = Set.of("deployment.md", "event-log.md", "style.md");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    /** A class in backticks, with its package or one of its constants if they are given. */
    private static final Pattern CLASS =
            Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*[a-z]\\w*)(?:\\.([A-Z][A-Z_]+))?[^`]*`");

    @Test
    void links_lead_to_files_and_headings() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : matches(LINK, document)) {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
                boolean isWeb = link.group(1).startsWith("http");
                boolean hasHeading = link.group(2) == null || isWeb || anchors(target).contains(link.group(2));
                if (!isWeb && !Files.exists(target) || !hasHeading) {
                    broken.add(document + ": " + link.group());
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void classes_and_constants_exist() throws IOException {
        List<Set<String>> sources = wordsOfSources();
        List<String> unknown = new ArrayList<>();
        int constants = 0;
        for (Path document : documents()) {
            if (FOREIGN_NAMES.contains(document.getFileName().toString())) {
                continue;
            }
            for (MatchResult name : matches(CLASS, document)) {
                List<String> words = Stream.of(name.group(1), name.group(2)).filter(Objects::nonNull).toList();
                constants += words.size() - 1;
                if (sources.stream().noneMatch(source -> source.containsAll(words))) {
                    unknown.add(document + ": " + name.group());
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(constants > 50, constants + " constants");
    }

    /** A command of the tool, XCommand, is found by its name. */
    @Test
    void a_package_lists_its_classes() throws IOException {
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                String list = Files.readString(file.resolveSibling("package-info.java"));
                if (!name.equals("package-info") && !name.endsWith("Command")
                        && !Pattern.compile("\\b" + name + "s?\\b").matcher(list).find()) {
                    missing.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return Stream.concat(Stream.of(Path.of("README.md")), files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(CODE_BLOCK.matcher(Files.readString(document)).replaceAll("")).results().toList();
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    private static Set<String> anchors(Path document) throws IOException {
        return matches(HEADING, document).stream().map(heading -> heading.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    /** Returns the words of each source file. */
    private static List<Set<String>> wordsOfSources() throws IOException {
        List<Set<String>> words = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                words.add(Set.copyOf(List.of(Files.readString(file).split("\\W+"))));
            }
        }
        return words;
    }
}
