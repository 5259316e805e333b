package gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All messages of the programs to a user, collected from the sources. {@code target/messages.txt} lists them for a
 * review: what is wrong, the value, what to do.
 */
class MessageTextsTest {

    private static final Path REVIEW = Path.of("target", "messages.txt");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*[\\s\\S]*?\\*/|(?m)^\\s*//.*$");
    /** The beginning of a statement that reports something to a user. It ends with a semicolon outside of strings. */
    private static final Pattern REPORT = Pattern.compile(
            "(?:new \\w*(?:IO|Parameter|Config|Reachable|IllegalArgument)Exception|usageError|warn|notice|println|reject"
            + "|ListenErrors\\.of)\\(|\"NOTICE\"");
    private static final Pattern END = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)'|;");
    /** A plural with brackets, an exclamation, a first person, the name of an exception, a full stop at the end. */
    private static final Pattern WRONG = Pattern.compile(
            "\\(s\\)|!|(?i)\\bplease\\b|\\b(?:we|us|our)\\b|\\w+Exception\\b|\\bfailed to\\b|[a-z]\\.$");
    /** A number that is not a constant before a plural. Counts knows when the number is 1. */
    private static final Pattern COUNTED = Pattern.compile("[a-z]\\)\\s*\\+\\s*\" (?:members|peers|seeds|links|hops"
            + "|duplicates|copies|messages|neighbors|findings|records|events|restarts|nodes|lines|files|misses"
            + "|days)\\b");

    private record Source(String name, String code) {}

    private static List<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Source> sources = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                sources.add(new Source(file.getFileName().toString(),
                        COMMENT.matcher(Files.readString(file)).replaceAll("")));
            }
            return sources;
        }
    }

    /** Returns the messages of a source. The dots stand for values. */
    private static Stream<String> messages(Source source) {
        return REPORT.matcher(source.code()).results().map(MatchResult::start)
                .map(start -> source.code().substring(start, statementEnd(source.code(), start)))
                .map(statement -> STRING.matcher(statement).results().map(string -> string.group(1))
                        .filter(text -> !text.equals("NOTICE") && !text.equals("text"))
                        .collect(Collectors.joining(" ... ")))
                .filter(text -> text.matches(".*\\w{3}.*")).map(text -> source.name() + ": " + text);
    }

    private static int statementEnd(String code, int start) {
        Matcher token = END.matcher(code).region(start, code.length());
        while (token.find()) {
            if (token.group().equals(";")) {
                return token.start();
            }
        }
        return code.length();
    }

    @Test
    void messages_follow_the_rules_for_texts() throws IOException {
        List<String> messages = sources().stream().flatMap(MessageTextsTest::messages).distinct().toList();
        Files.createDirectories(REVIEW.getParent());
        Files.write(REVIEW, messages);
        assertTrue(messages.size() > 150, () -> messages.size() + " messages");
        // The second text is a pattern that removes the name of an exception.
        assertEquals(List.of(), messages.stream().filter(text -> WRONG.matcher(text).find())
                .filter(text -> !text.startsWith("Keytool.java: keytool failed ... ^keytool error")).toList());
    }

    @Test
    void a_number_before_a_noun_is_written_by_counts() throws IOException {
        assertEquals(List.of(), sources().stream().flatMap(source -> COUNTED.matcher(source.code()).results()
                .map(result -> source.name() + ": " + result.group())).toList());
    }
}
