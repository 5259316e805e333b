package gossip.experiment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gossip.cli.Launcher;
import gossip.experiment.preset.Preset;
import gossip.experiment.preset.Presets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every preset at reduced size. */
class PresetTest {

    private static Stream<String> names() {
        return Presets.all().stream().map(Preset::name);
    }

    private static String run(int expectedCode, String... arguments) {
        StringWriter out = new StringWriter();
        int code = Launcher.commandLine(new Experiment()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true)).execute(arguments);
        assertTrue(code <= expectedCode, out::toString);
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_reduced_preset_prints_a_figure_for_each_published_one(String name) {
        String table = run(1, "preset", name, "--reduced");
        Preset preset = Presets.find(name).orElseThrow();
        assertTrue(table.contains(preset.source()) && table.contains(preset.differs()), table);
        preset.cases().forEach(run -> run.measures().forEach(measure -> assertTrue(table.lines().anyMatch(
                line -> line.startsWith(run.name()) && line.contains(measure.name())), () -> measure + "\n" + table)));
        // Heartbeats weigh more in the messages per operation of glomers at the reduced rate.
        assertWorse(name.equals("glomers") ? "(flood|prune) .*" : "none", table);
    }

    /** The full sizes take two minutes of processor time. */
    @ParameterizedTest
    @MethodSource("names")
    @EnabledIfSystemProperty(named = "gossip.long", matches = "true")
    void a_preset_is_not_worse_than_published_except_where_the_document_says_so(String name) {
        assertWorse(name.equals("glomers") ? "flood +3[de] messages per operation .*" : "none",
                run(1, "preset", name));
    }

    private static void assertWorse(String allowed, String table) {
        assertTrue(table.lines().filter(line -> line.endsWith("worse")).allMatch(line -> line.matches(allowed)), table);
    }

    @Test
    void the_help_names_all_presets() {
        String help = run(0, "preset", "--help").replaceAll("\\s+", " ");
        Presets.all().forEach(preset -> assertTrue(help.contains(preset.name()), help));
    }

    @Test
    void the_list_names_all_presets_and_another_name_is_refused() {
        String list = run(0, "preset", "list");
        assertEquals(Presets.all().size(), list.lines().count());
        assertTrue(run(2, "preset", "nonsense").contains("'nonsense' is not list or one of glomers"));
    }
}
