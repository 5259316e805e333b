package gossip;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java sources of a folder, as far as {@link ArchitectureTest} looks at them. */
final class SourceFiles {

    /** Text blocks, strings, characters and comments, whichever begins first. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("\\b[a-z]\\w*(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*");
    private static final Pattern CLASS_OF_PROJECT = Pattern.compile("gossip\\.(?:([a-z.]+)\\.)?[A-Z]\\w*");

    /**
     * A source file.
     *
     * @param packageName without the prefix {@code gossip.}; empty for package {@code gossip}
     * @param className the name of the file without its ending
     * @param code the text without comments, strings and characters
     * @param lines how many lines the file has
     * @param longestLine how many characters its longest line has
     */
    record SourceFile(String packageName, String className, String code, long lines, int longestLine) {

        /** Returns the package and the class, without the prefix {@code gossip.}. */
        String name() {
            return packageName.isEmpty() ? className : packageName + "." + className;
        }

        boolean isPackageInfo() {
            return className.equals("package-info");
        }

        /** Returns the qualified names of all classes that are imported or named in full. */
        Set<String> uses() {
            return QUALIFIED_NAME.matcher(code).results().map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private SourceFiles() {}

    /** Returns the sources of this folder and its subfolders. */
    static List<SourceFile> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted()
                    .map(file -> read(folder.resolve("gossip"), file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path root, Path file) {
        try {
            String text = Files.readString(file);
            String folder = root.relativize(file.getParent()).toString();
            String className = file.getFileName().toString().replace(".java", "");
            String code = NOT_CODE.matcher(text).replaceAll(" ");
            int longestLine = text.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
            return new SourceFile(folder.replace(File.separatorChar, '.'), className, code, text.lines().count(),
                    longestLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the package of a class of this project, without the prefix {@code gossip.}. */
    static String packageOf(String className) {
        return CLASS_OF_PROJECT.matcher(className).replaceAll(match -> match.group(1) == null ? "" : match.group(1));
    }
}
