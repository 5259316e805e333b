package gossip.system;

import gossip.PeerNode;
import gossip.SeedNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs with the mistakes that users make, as real processes. {@link FieldCase} describes the columns.
 */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS)
class FieldProgramTest {

    private static final String CASES = """
            --listen with a port alone       ;; peer --listen 5001   ;; 2 ;; \
            .*'5001' is not HOST\\[:PORT\\]; .* write 127.0.0.1:5001.*
            --name with nothing              ;; peer --name ''       ;; 2 ;; .*'--name': it is empty; allowed are.*
            --name with 8,000 characters     ;; peer --name "$(printf %08000d 0)" ;; 2 ;; \
            .*'--name': it has 8000 characters; allowed are 1 to 64 .*
            a URL as a seed                  ;; echo tcp://a:1 >c; peer --config c ;; 2 ;; \
            c line 1: leave out 'tcp://': an address is HOST:PORT
            a URL of the web as a seed       ;; echo http://127.0.0.1:5000/ >c; peer --config c ;; 2 ;; \
            c line 1: leave out 'http://': an address is HOST:PORT
            an option that is set twice      ;; printf 'a:1\\nlinks=2\\nname=b\\nlinks=3\\n' >c; peer --config c ;; 2 ;; \
            c line 4: 'links' is already set in line 2; delete one of the two lines
            a peer with the option of the tool ;; peer --seed 127.0.0.1:5000 ;; 2 ;; \
            Unknown options: '--seed', .*; the file of --config lists the seeds, each in a line HOST:PORT .*
            an option with an empty variable ;; peer --output "$NONE" ;; 2 ;; \
            Invalid value for option '--output': it is empty; name a file or a folder, or leave the option out .*
            the configuration file as log    ;; ln -s ok link; peer --output link; cat ok ;; 0 ;; \
            (?s)--output: link is the configuration file; name another .*messages=0
            the log as page of its report    ;; echo x >log; tool report log --html ./log ;; 2 ;; \
            --html: ./log is the log; name another file .*
            a dash as file                   ;; peer --output -       ;; 2 ;; \
            .*'--output': '-' is no file here; write /dev/stdin or /dev/stdout .*
            --http on the address of a seed  ;; peer --http $SEED     ;; 2 ;; \
            --http: .* is the address of a seed; choose another port.*
            --listen on the address of a seed ;; peer --listen $SEED ;; 2 ;; \
            .*is the address of a seed; choose another port.*
            --listen 0.0.0.0 alone           ;; peer --listen 0.0.0.0 ;; 2 ;; .*needs --advertise HOST.*
            --advertise 0.0.0.0              ;; peer --advertise 0.0.0.0 ;; 2 ;; .*means all addresses of a machine.*
            a port in use                    ;; seed --listen $SEED  ;; 1 ;; \
            cannot listen on 127.0.0.1:.*; end the program that uses it, or choose another port
            an unknown host                  ;; peer --listen no-such-host.invalid ;; 1 ;; \
            cannot listen on no-such-host.invalid: unknown host; correct the name, or give an address of this machine
            seeds that cannot be resolved    ;; echo no-such-host.invalid:1 >c; peer --config c ;; 1 ;; \
            no seed has a host that can be resolved: .*; correct the name, or list addresses
            a config file that is missing    ;; peer --config nowhere ;; 2 ;; config file nowhere does not exist
            a folder as config file          ;; peer --config .      ;; 2 ;; \
            config file . cannot be read: is a directory
            a config file in UTF-16          ;; echo a:1 | iconv -t UTF-16 >c; peer --config c ;; 2 ;; \
            c line 1: .* probably UTF-16; save the file as UTF-8
            a config file in Latin-1         ;; printf '# \\351\\n' >c; peer --config c ;; 2 ;; \
            c line 1: the byte 0xE9 is not UTF-8 text; .*
            a no-break space in the config   ;; printf 'a:1\\302\\240\\n' >c; peer --config c ;; 2 ;; \
            c line 1: the invisible character U\\+00A0 follows 'a:1'.*
            an endless config file           ;; peer --config /dev/zero ;; 2 ;; /dev/zero has more than 1048576 bytes.*
            --output in a missing folder     ;; peer --output nowhere/log ;; 1 ;; \
            cannot write the event log to nowhere/log: the folder .*nowhere does not exist; --output names another
            --output on a folder             ;; peer --output .      ;; 1 ;; \
            cannot write the event log to .: is a directory; --output names another
            --output without permission      ;; touch log; chmod 0 log; [ ! -w log ] || exit 77; peer --output log \
            ;; 1 ;; .*: permission denied; --output names another
            --output on a FIFO that nobody reads ;; mkfifo f; X=exec peer --output f >o & await BLOCKED; kill -9 $!; \
            ended $! ;; 137 ;; (?s).*FILE_BLOCKED.*
            --output on a full disk          ;; [ -c /dev/full ] || exit 77; echo /quit | peer --output /dev/full ;; \
            0 ;; (?s).*FILE_FAILED .*No space left.*
            --html that cannot be written    ;; tool experiment --html nowhere/x ;; 1 ;; \
            --html: nowhere/x cannot be written.*
            --csv that cannot be written     ;; tool experiment --csv nowhere/x ;; 1 ;; \
            --csv: nowhere/x cannot be written.*
            a config file without a seed     ;; : >c; echo /quit | peer --config c ;; 0 ;; \
            (?s).*NOTICE text="c lists no seed, so the seed 127.0.0.1:5000 is used".*
            a seed that its config does not list ;; X=exec seed --config ok --listen 127.0.0.1:0 >o & await NOTICE; \
            kill $!; ended $! ;; 143 ;; (?s).*NOTICE text="ok does not list this seed, .*
            the name of the machine is 127.0.1.1, a seed ;; hosts; X=exec seed --config c >o & await NOTICE; kill \
            $!; ended $! ;; 143 ;; (?s).*NOTICE text="machine is a loopback address on this machine, .* other \
            machines cannot dial this seed".*
            the name of the machine is 127.0.1.1, a peer ;; hosts; echo /quit | peer --config c ;; 0 ;; \
            (?s).*NOTICE text="machine is a loopback address .* cannot dial this peer, which listens on 127.0.0.1".*
            a message when nobody is there   ;; X=exec seed --listen 127.0.0.1:0 --output s >o & await STARTED; set \
            -- $(cat o); printf "$3\\nmessages=0\\n" >c; printf 'a\\n/leave\\n' | peer --config c; e=$?; kill $!; \
            exit $e ;; 1 ;; (?s).*messages that reached no other peer.*: 1.*
            a seed that does not answer      ;; echo 127.0.0.1:1 >c; { await WAITING; echo /quit; } | peer --config \
            c >o; ended $! ;; 0 ;; \
            (?s).*WAITING_FOR_SEED .*no seed answers; start one, or correct the seeds in the configuration file.*
            input that is not UTF-8          ;; printf '\\351\\n/quit\\n' | peer ;; 1 ;; \
            (?s).*line 1 was not sent: byte 1 of it is 0xE9, .*
            a typed path                     ;; printf '/etc/passwd\\n/quit\\n' | peer ;; 0 ;; \
            (?s).*to send it as a text, type //etc/passwd.*
            a typed line without an end      ;; { head -c 100000000 /dev/zero | tr '\\0' x; printf '\\n/quit\\n'; } | \
            peer ;; 1 ;; (?s).*line 1 was not sent: it has 100000000 bytes.*
            /neighbors                       ;; { await JOINED; printf '/neighbors\\n/quit\\n'; } | \
            peer --name ada >o; ended $! ;; 0 ;; (?s).*\\Rada 127.0.0.1:\\d+ is linked to eve 127.0.0.1:\\d+\\R.*
            the address of a peer that runs  ;; set -- $(tool members --seed $SEED | grep eve); X=exec peer \
            --advertise $1 >o & await 'used by'; kill -9 $!; ended $! ;; 137 ;; (?s).*is used by another running peer.*
            another --network                ;; X=exec peer --network other >o & await WAITING; kill -9 $!; ended $! \
            ;; 137 ;; (?s).*SEED_UNREACHABLE .*network.*WAITING_FOR_SEED .*a seed refuses this peer; .*
            an unknown command, typed        ;; printf '/nieghbors\\n/quit\\n' | peer ;; 0 ;; \
            (?s).*unknown command /nieghbors .*/neighbors +show the neighbors.*
            the end of the typed input       ;; X=exec peer </dev/null >o & await ended; kill $!; ended $! ;; 143 ;; \
            (?s).*the typed input has ended; the process continues until Ctrl\\+C or a signal ends it.*
            two lines and leave              ;; printf 'a\\nb\\n/leave\\n' | peer ;; 0 ;; \
            (?s).*Message 0 \\[a\\].*Message 1 \\[b\\].*reason=left.*
            --tls with a folder that is missing, a peer ;; peer --tls nix ;; 1 ;; \
            --tls nix: nix/ca.pem does not exist; gossip.sh keys creates such a folder
            --tls with a folder that is missing, the tool ;; tool members --tls nix ;; 1 ;; --tls nix: nix/ca.pem does.*
            the tool with a reader that has ended ;; mkfifo f; head -n 1 f & \
            tool watch --seed $SEED --events 'GOSSIP_G*' >f ;; 141 ;; \
            (?s)(?!.*cannot be written).*GOSSIP_G.*
            the tool and a full disk         ;; [ -c /dev/full ] || exit 77; tool members --seed $SEED >/dev/full \
            ;; 1 ;; the output cannot be written: .* the disk is full
            the help and a full disk         ;; [ -c /dev/full ] || exit 77; peer --help >/dev/full ;; 1 ;; \
            the output cannot be written: .* the disk is full
            a list and a full disk           ;; [ -c /dev/full ] || exit 77; tool experiment preset list >/dev/full \
            ;; 1 ;; the output cannot be written: .* the disk is full
            a closed console                 ;; { sleep 1; echo /quit; } | peer | head -n 1 ;; 0 ;; .* PEER_STARTED .*
            closed standard input            ;; X=exec peer <&- >o & await STARTED; kill $!; ended $! ;; 143 ;; \
            (?s).*PEER_STOPPED reason=SIGTERM.*
            SIGHUP, as a closed terminal     ;; X="exec env --default-signal=HUP"; peer </dev/null >o & \
            await STARTED; kill -HUP $!; ended $! ;; 129 ;; (?s).*PEER_STOPPED reason=SIGHUP.*
            send --wait into a pipe, a hung member ;; X=exec peer --name hung >o & await JOINED; kill -STOP $!; X=; \
            tool send --wait --timeout 3s --seed $SEED hello | cat; e=${PIPESTATUS[0]}; kill -9 $!; exit $e ;; 1 ;; \
            (?s)\\S+/\\d+/\\d+\\R\\d+ of \\d+ members have it after \\d+ ms\\Rmissing: .* hung.*
            """;
    private NodeProcess seed;
    private NodeProcess witness;
    private String seedAddress;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        seed = NodeProcess.start(SeedNode.class, folder, "127.0.0.1:5000\n", "--listen=127.0.0.1:0");
        seedAddress = seed.awaitStart("SEED_STARTED").toString();
        witness = NodeProcess.start(
                PeerNode.class, folder, seedAddress + "\nmessages=1000000\ngossip-interval=100ms\nname=eve\n");
        witness.await(" JOINED ");
    }

    @AfterAll
    void end() {
        witness.close();
        seed.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = ";;", quoteCharacter = '`', textBlock = CASES)
    void a_program_does_what_was_meant_or_says_what_is_wrong(String what, String command, int exitCode, String pattern,
            @TempDir Path folder) throws IOException, InterruptedException {
        FieldCase.check(seedAddress, folder, what, command, exitCode, pattern);
    }
}
