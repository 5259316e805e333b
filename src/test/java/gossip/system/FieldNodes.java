package gossip.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A case of the field tests with several nodes: what was done, a command line of bash and a pattern for all that it
 * says. Each case has a network namespace of its own with the seed 127.0.0.1:5000 and a heartbeat of 1 s. It needs
 * root, iproute2 and what it names. Without that, it is skipped.
 */
final class FieldNodes {

    private static final String SEED = "127.0.0.1:5000";

    /**
     * The functions of a case. {@code start} runs a node under a name. Its event log has this name, {@code type} writes
     * to its input. {@code logs} waits for an event, {@code more} for that many more. {@code said} runs a program that
     * must end, and prints the last line and the exit code. {@code config} names another file than {@code c},
     * {@code at} what runs the program, for example on another host.
     */
    private static final String FUNCTIONS = """
            needs() { command -v "$1" >/dev/null || exit 77; }
            needs ip
            ip link set lo up || exit 77
            declare -A pid input
            at=
            start() { mkfifo "in-$1"; exec {f}<>"in-$1"; input[$1]=$f; X="exec $at" run "gossip.$2" \\
            --config "${config:-c}" --output "$1" "${@:3}" <"in-$1" >"out-$1" 2>&1 & pid[$1]=$!; logs "$1" "${2%Node}_STARTED|_STARTED"; }
            type() { printf "%s\\n" "$2" >&"${input[$1]}"; }
            count() { grep -csE "$2" "$1"; }
            until_true() { for ((t = 0; t < 450; t++)); do ! "$@" || return 0; sleep 0.1; done; echo "not true: $*"; \\
            tail -n 5 out-*; exit 1; }
            logs() { until_true grep -qsE "$2" "$1"; }
            above() { [ "$(count "$1" "$2")" -gt "$3" ]; }
            more() { until_true above "$1" "$2" $(($(count "$1" "$2") + $3 - 1)); }
            said() { "$@" </dev/null >said; e=$?; tail -n 1 said; echo "exit code $e"; }
            never() { ! grep -HE "$@" || exit 1; }
            printf "%s\\nmessages=0\\nping-interval=1s\\n" "$SEED" >c
            seed() { "$@" start s SeedNode; }
            trap "kill -9 \\$(jobs -p) 2>/dev/null" EXIT
            """;

    private FieldNodes() {}

    static void check(Path folder, String what, String command, String pattern)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("functions"), FUNCTIONS);
        Files.writeString(folder.resolve("case"), command);
        FieldCase.check(SEED, folder, what, "mounted '. ./functions; . ./case'", 0, "(?s)" + pattern);
    }
}
