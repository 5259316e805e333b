package gossip.system;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts on unusual shells and machines. A Java that prints its arguments stands for the program. Each case is
 * what was done, a command line, its exit code and a pattern for all that it says; {@code target/field-run.txt} has the
 * rows.
 */
@Tag("processes")
@DisabledOnOs(OS.WINDOWS)
class FieldScriptsTest {

    /** The exit code of a command line that cannot run here, because a shell is missing. */
    private static final int SKIPPED = 77;
    private static final String CASES = """
            sh scripts/run.sh                ;; sh "$S"/run.sh gossip.PeerNode --links 3       ;; 0 ;; (?s).*--links.*
            sh scripts/peer.sh               ;; sh "$S"/peer.sh --links 3                      ;; 0 ;; (?s).*--links.*
            dash scripts/run.sh              ;; have dash; dash "$S"/run.sh gossip.PeerNode -V ;; 0 ;; (?s).*-V.*
            busybox sh scripts/peer.sh       ;; have busybox; busybox sh "$S"/peer.sh -V       ;; 0 ;; (?s).*-V.*
            busybox sh scripts/run.sh        ;; have busybox; busybox sh "$S"/run.sh gossip.PeerNode -V ;; 0 ;; \
            (?s).*-V.*
            zsh scripts/peer.sh              ;; have zsh; zsh "$S"/peer.sh -V                  ;; 0 ;; (?s).*-V.*
            bash --posix scripts/run.sh      ;; bash --posix "$S"/run.sh gossip.PeerNode -V    ;; 0 ;; (?s).*-V.*
            sh launch-peers.sh without number ;; sh "$S"/launch-peers.sh ;; 2 ;; .*'' is not a number of peers, .*
            launch-peers.sh with a huge number ;; "$S"/launch-peers.sh 10000 ;; 2 ;; .*'10000' is not a number of peers, .*
            launch-peers.sh without space for files ;; TMPDIR=/nowhere "$S"/launch-peers.sh 1 ;; 1 ;; \
            (?s).*launch-peers.sh: cannot write to /nowhere; set TMPDIR to .*
            demo.sh with an unknown option   ;; "$S"/demo.sh --slow ;; 2 ;; .*unknown option '--slow'; allowed are .*
            demo.sh in a read-only checkout  ;; "$S"/run.sh; read_only "$S"/demo.sh            ;; 1 ;; \
            (?s).*demo.sh: cannot write to .*/target/demo; .*
            reproduce.sh into a folder that is a file ;; touch x; "$S"/reproduce.sh x ;; 1 ;; \
            reproduce.sh: cannot write to x; name a folder .*
            a fish user                      ;; have fish; fish -c '"$S"/peer.sh -V'           ;; 0 ;; (?s).*-V.*
            mksh scripts/run.sh              ;; have mksh; mksh "$S"/run.sh gossip.PeerNode -V ;; 0 ;; (?s).*-V.*
            script started from its folder   ;; cd "$S"; bash peer.sh -V                       ;; 0 ;; (?s).*-V.*
            scripts that are not executable  ;; chmod -x "$S"/*; bash "$S"/peer.sh -V          ;; 0 ;; (?s).*-V.*
            a symbolic link to a script      ;; ln -s "$S"/peer.sh peer; ./peer -V             ;; 0 ;; (?s).*-V.*
            a symbolic link to a link        ;; ln -s "$S"/peer.sh a; ln -s a b; ./b -V        ;; 0 ;; (?s).*-V.*
            readlink without -f              ;; no readlink; cd "$S"; ./peer.sh -V             ;; 0 ;; (?s).*-V.*
            no readlink, from another folder ;; no readlink; "$S"/peer.sh -V                   ;; 0 ;; (?s).*-V.*
            no ps                            ;; no ps; "$S"/peer.sh -V                          ;; 0 ;; (?s).*-V.*
            a working folder that was removed ;; mkdir d; cd d; rmdir ../d; "$S"/peer.sh ;; 1 ;; \
            (?s).*The working folder .*/d was removed: move to another one\\.
            PATH without mvn                 ;; without mvn; "$S"/peer.sh ;; 1 ;; Maven is needed to build: install it .*
            PATH without mvn, and a changed source ;; "$S"/peer.sh -V >o 2>&1; echo x >>"$S"/../src/main/java/A.java; \
            without mvn; "$S"/peer.sh -V ;; 1 ;; Maven is needed to build: install it .*
            PATH without mvn, built          ;; "$S"/peer.sh -V >o 2>&1; without mvn; "$S"/peer.sh -V ;; 0 ;; (?s)-.*-V
            a PATH that is nearly empty      ;; PATH=$BIN /bin/bash "$S"/peer.sh -V            ;; 0 ;; (?s).*-V.*
            TERM=dumb                        ;; TERM=dumb "$S"/peer.sh -V                      ;; 0 ;; (?s).*-V.*
            a peer in the background of a terminal ;; have script; echo 'read line || echo runs on' >>jdk/bin/java; \
            echo 'set -m; "$S"/peer.sh & wait' >c; script -qec "bash c" /dev/null ;; 0 ;; (?s).*gossip.PeerNode.*runs on.*
            closed standard input            ;; "$S"/peer.sh -V <&-                            ;; 0 ;; (?s).*-V.*
            closed standard output           ;; "$S"/peer.sh -V >&-                            ;; 0 ;; \
            Building \\(first run\\)\\.\\.\\.
            closed standard error            ;; echo 'echo x >&2 && echo is open' >>jdk/bin/java; "$S"/peer.sh 2>&- \
            ;; 0 ;; (?s).*is open
            a locale that the machine lacks  ;; echo 'echo "<$LC_ALL>"' >>jdk/bin/java; LC_ALL=xx_YY.UTF-8 \
            "$S"/peer.sh ;; 0 ;; (?s).*<C.UTF-8>
            a time format that the machine lacks ;; echo 'echo "<$LC_ALL>"' >>jdk/bin/java; unset LC_ALL LC_CTYPE; \
            LANG=C.UTF-8 LC_TIME=xx_YY "$S"/peer.sh ;; 0 ;; (?s).*<C.UTF-8>
            JAVA_HOME without a JDK, and none elsewhere ;; no java; sed -i 's#/usr/lib/jvm#/nowhere#' \
            "$S"/find-java.sh; HOME=/nowhere JAVA_HOME=/nowhere "$S"/peer.sh ;; 1 ;; \
            No JDK 21 or newer found: .* or set JAVA_HOME to it\\. It is /nowhere now, which has no bin/javac\\.
            no /proc                         ;; root; echo 'echo "<$LD_LIBRARY_PATH>"' >>jdk/bin/java; unshare -m true \
            || exit 77; unshare -m bash -c 'umount -l /proc; "$S"/peer.sh' ;; 0 ;; (?s).*<.*/jdk/lib>
            a colon in the folder            ;; move a:b; "$S"/peer.sh ;; 1 ;; \
            The folder .*a:b.* has a colon .*: rename or move it\\.
            a folder with umlauts, C locale  ;; move ö; LC_ALL=C "$S"/peer.sh -V | grep -c /ö/  ;; 0 ;; (?s).*2
            a path of 300 characters         ;; move "$(printf %0150d 0)/$(printf %0150d 0)"; "$S"/peer.sh -V ;; \
            0 ;; (?s).*-V.*
            ulimit -n 64                     ;; ulimit -n 64; "$S"/peer.sh ;; 1 ;; \
            (?s).*A limit of 64 open files is too low: 128 are needed.*
            ulimit -n 1000 and 1,000 peers   ;; ulimit -n 1000; "$S"/peer.sh --count 1000 ;; 1 ;; \
            (?s).*too low: 8120 are needed.*
            ulimit -v 2000000                ;; ulimit -v 2000000; "$S"/peer.sh ;; 1 ;; \
            (?s).*A limit of 2000000 KiB of addresses is too low: 3001024 are needed.*
            a folder that cannot be written  ;; touch "$S"/../target; "$S"/peer.sh ;; 1 ;; Cannot write to .*/target: .*
            another user built it            ;; "$S"/peer.sh -V >o; other "$S"/peer.sh -V      ;; 0 ;; (?s).*-V.*
            another user owns it, not built  ;; other "$S"/peer.sh ;; 1 ;; \
            Cannot write to .*/target: .*may create files\\.
            a read-only checkout, built      ;; "$S"/peer.sh -V >o; read_only "$S"/peer.sh -V  ;; 0 ;; (?s).*-V.*
            a read-only checkout, not built  ;; read_only "$S"/peer.sh ;; 1 ;; \
            Cannot write to .*/target: .*may create files\\.
            a full file system               ;; FAIL='write: No space left on device' "$S"/peer.sh ;; 1 ;; \
            (?s).*no space is left on the file system of .*
            a read-only file system          ;; FAIL='x: Read-only file system' "$S"/peer.sh ;; 1 ;; \
            (?s).*the file system of .* is read-only.*
            a build without a network        ;; FAIL='Plugin x could not be resolved: Unknown host' "$S"/peer.sh ;; 1 ;; \
            (?s).*Maven cannot download .*; connect .*\\. Maven says: Plugin x could not be resolved: Unknown host
            a build that fails for another reason ;; FAIL='syntax' "$S"/peer.sh ;; 1 ;; \
            (?s).*\\[ERROR\\] syntax\\nCannot build .*: Maven has failed, see above\\.
            options on several lines         ;; GOSSIP_JAVA_OPTIONS=$'-Da=b\\n-Dc=d' "$S"/peer.sh ;; 0 ;; \
            (?s).*-Da=b\\n-Dc=d\\n.*
            another collector in the option of the scripts ;; GOSSIP_JAVA_OPTIONS=-XX:+UseG1GC "$S"/peer.sh ;; 0 ;; \
            (?s)((?!UseSerialGC).)*
            a build that was killed          ;; PAUSE=100 setsid "$S"/peer.sh & until [ -e "$S"/../target/gossip.jar ]; \
            do sleep 0.05; done; disown; kill -9 -$!; "$S"/peer.sh -V; ls "$S"/../target/run ;; 0 ;; (?s).*-V\\n[\\d-]+\\ncurrent
            a source dated in the future     ;; touch -d 2099-01-01 "$S"/../pom.xml; "$S"/peer.sh >o 2>&1; \
            "$S"/peer.sh -V ;; 0 ;; (?s)((?!Building).)*-V
            a file system without exec       ;; root; unshare -m true || exit 77; unshare -m bash -c 'mount -B "$PROJECT" \
            "$PROJECT"; mount -o remount,noexec,bind "$PROJECT"; sh "$S"/peer.sh -V' ;; 0 ;; (?s).*-V.*
            another collector                ;; JAVA_TOOL_OPTIONS=-XX:+UseParallelGC "$S"/peer.sh ;; 0 ;; \
            (?s)((?!UseSerialGC).)*
            """;
    /** Functions for the command lines. */
    private static final String FUNCTIONS = """
            exec 2>&1
            have() { command -v "$1" >/dev/null || exit 77; }
            no() { printf '#!/bin/sh\\nexit 1\\n' >"$BIN/$1"; chmod +x "$BIN/$1"; }
            without() { mkdir path; for d in ${PATH//:/ }; do ln -s "$d"/* path 2>/dev/null; done; rm "path/$1"; \
            PATH=$PWD/path; }
            root() { [ "$(id -u)" = 0 ] && command -v unshare setpriv >/dev/null || exit 77; }
            other() { root; chmod 755 .; setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
            read_only() { root; unshare -m true || exit 77; unshare -m bash -c \
            'mount -B "$PROJECT" "$PROJECT"; mount -o remount,ro,bind "$PROJECT"; "$@"' bash "$@"; }
            move() { mkdir -p "$1"; mv "${S%/*}" "$1/p"; PROJECT=$PWD/$1/p S=$PROJECT/scripts; }
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void a_script_works_or_says_in_one_line_what_is_wrong(String what, String command, int exitCode, String pattern,
            @TempDir Path directory) throws IOException, InterruptedException {
        CopiedScripts scripts = new CopiedScripts(directory);
        scripts.environment.put("BIN", directory.resolve("bin").toString());
        CopiedScripts.Result result = scripts.shell(FUNCTIONS + command);
        assumeTrue(result.exitCode() != SKIPPED, () -> what + " is not possible here");
        String said = String.join("\n", result.out());
        boolean ok = result.exitCode() == exitCode && said.matches(pattern);
        FieldReport.add(ok, what, said);
        assertTrue(ok, () -> what + " ended with " + result.exitCode() + " and said:\n" + said
                + "\n" + String.join("\n", result.errors()));
    }
}
