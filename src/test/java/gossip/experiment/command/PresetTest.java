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
    }

    @Test
    void the_list_names_all_presets_and_another_name_is_refused() {
        String list = run(0, "preset", "list");
        assertEquals(Presets.all().size(), list.lines().count());
        assertTrue(run(2, "preset", "nonsense").contains("'nonsense' is not list or one of glomers"));
    }
}
