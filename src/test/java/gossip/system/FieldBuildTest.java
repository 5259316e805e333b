package gossip.system;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Builds with Maven while nodes run, as real processes. Maven must have downloaded what it needs. {@link FieldNodes}
 * describes the columns.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "gossip.long", matches = "true")
class FieldBuildTest {

    private static final String CASES = """
            Maven replaces the jar under running nodes ;; needs mvn; mkdir p; cp -r "$PROJECT"/pom.xml "$PROJECT"/src \
            "$PROJECT"/scripts p; bash p/scripts/run.sh || exit 77; run() { local c=${1#gossip.}; c=${c%Node}; shift; \
            $X bash p/scripts/"${c,,}".sh "$@"; }; seed; for n in a b d; do start $n PeerNode; logs $n " JOINED "; done; \
            old=$(cksum <p/target/gossip.jar); echo "package gossip; class Added {}" >p/src/main/java/gossip/Added.java; \
            (cd p && mvn -o -q -B package -Dmaven.test.skip -Dassembly.skipAssembly -Dmaven.antrun.skip) || exit 1; \
            new=$(cksum <p/target/gossip.jar); [ "$old" != "$new" ] || exit 1; type a "after the build"; \
            logs b "RECEIVED .*after the build"; logs d "RECEIVED .*after the build"; kill -9 ${pid[d]}; \
            logs a NEIGHBOR_DEAD; logs s "REMOVED .*reason=dead"; start e PeerNode; logs e " JOINED neighbors=2"; \
            never "NoClassDef| ERROR " a b s e; echo delivered, detected, removed, joined ;; \
            .*delivered, detected, removed, joined
            a jar that is overwritten in place under a node that runs from it ;; jar=${JAVA%java}jar; needs "$jar"; \
            IFS=:; for e in $CP; do if [ "${e##*/}" = classes ]; then "$jar" --create --file g.jar -C "$e" .; \
            elif [ "${e##*/}" != test-classes ]; then L=$L:$e; fi; done; unset IFS; seed; start b PeerNode; CP=g.jar$L start a PeerNode; \
            logs a PING_REPLY_RECEIVED; head -c 200000 /dev/zero >g.jar; kill -9 ${pid[b]}; wait ${pid[a]}; \
            echo "exit code $?"; grep -o "ERROR .*NoClassDefFoundError" a ;; .*exit code 70\\nERROR .*
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void a_running_node_goes_on_or_ends_with_an_error(String what, String command, String pattern,
            @TempDir Path folder) throws IOException, InterruptedException {
        FieldNodes.check(folder, what, command, pattern);
    }
}
