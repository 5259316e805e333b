package gossip.cli;

import gossip.cli.ConfigFile.Setting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Any command line, read by picocli, which helps and explains. A class of its own, so that it is loaded only when needed. */
final class FullCommandLine {

    private FullCommandLine() {}

    /** @return the exit code */
    static int run(Launcher.Configured command, ConfigFile configFile, String... args) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> Launcher.call(command, configFile))
                .name(command.name()).versionProvider(new VersionProvider());
        spec.usageMessage().description(command.description()).sortOptions(false);
        command.options().forEach(option -> spec.addOption(specOf(option)));
        spec.mixinStandardHelpOptions(true); // after the others, where the help shows them
        CommandLine commandLine = new CommandLine(spec);
        commandLine.setDefaultValueProvider(new FromConfig(configFile));
        commandLine.setParameterExceptionHandler((mistake, given) -> explain(mistake, configFile));
        return commandLine.execute(args);
    }

    private static <T> OptionSpec specOf(LongOption<T> option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.name()).paramLabel(option.label()).type(Object.class)
                .converters(converter(option)).description(option.description()).setter(new Target<>(option));
        option.fallback().ifPresent(builder::defaultValue);
        return builder.build();
    }

    private static <T> ITypeConverter<T> converter(LongOption<T> option) {
        return text -> {
            try {
                return option.reader().apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private record Target<T>(LongOption<T> option) implements ISetter {
        @Override
        @SuppressWarnings("unchecked") // it is what the option's own reader has read
        public <V> V set(V value) {
            // Picocli's word for a value that is not there.
            Optional.ofNullable((T) value).ifPresent(option.target());
            return value;
        }
    }

    private record FromConfig(ConfigFile configFile) implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec arg) {
            return arg instanceof OptionSpec option
                    ? Optional.ofNullable(configFile.options().get(option.longestName().substring(2)))
                            .map(Setting::value).orElse(arg.defaultValue())
                    : arg.defaultValue();
        }
    }

    private static int explain(ParameterException mistake, ConfigFile configFile) {
        Optional<String> option = mistake.getArgSpec() instanceof OptionSpec known
                ? Optional.of(known.longestName()) : Optional.empty();
        return Launcher.explain(option, String.valueOf(mistake.getValue()), mistake.getMessage(), configFile);
    }
}
