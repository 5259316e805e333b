package gossip;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that end a process: SIGINT (Ctrl+C), SIGTERM and SIGHUP. For each of them, Java itself runs the shutdown
 * hooks and sets the exit code, but it does not report which signal it was.
 *
 * <p>{@code sun.misc.Signal} is the only interface to signals. It is called by reflection, because the compiler warns
 * about it, and because a runtime may lack its module {@code jdk.unsupported}. Without it, Java handles the signals.
 */
final class ExitSignals {

    /**
     * A signal.
     *
     * @param name such as SIGTERM
     * @param exitCode 128 and the number of the signal, as a shell reports it
     */
    record ExitSignal(String name, int exitCode) {}

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private ExitSignals() {}

    /**
     * Calls the handler for each of these signals, each time on a new thread. A signal that the process ignores, as
     * {@code nohup} makes it ignore SIGHUP, stays ignored.
     */
    static void handle(Consumer<ExitSignal> handler) {
        NAMES.forEach(name -> handle(name, handler));
    }

    private static void handle(String name, Consumer<ExitSignal> handler) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            int number = (int) signalClass.getMethod("getNumber").invoke(signal);
            Object proxy = Proxy.newProxyInstance(ExitSignals.class.getClassLoader(), new Class<?>[] {handlerClass},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            handler.accept(new ExitSignal("SIG" + name, 128 + number));
                            yield null;
                        }
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        default -> "handler of SIG" + name;
                    });
            signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, proxy);
        } catch (ReflectiveOperationException e) {
            // An unknown signal, as SIGHUP on Windows, or one that belongs to Java, as with its option -Xrs.
            if (e instanceof InvocationTargetException && !(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("SIG" + name + " cannot be handled", e);
            }
        }
    }
}
