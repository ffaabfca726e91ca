package nogc.mqtt.edges;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Calls every public constructor of a source tree with each of its {@code int}s at the edges of their range, the other
 * arguments as they usually are. It has to refuse what is negative, by a sentence that names the parameter, and may
 * refuse 0 and the largest number so. No other exception is right; that no memory is left for two thousand million
 * bytes is.
 */
public final class ConstructorSweep {
    private static final int[] EDGES = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
    private static final int USUAL = 64;

    /** Each parameter that was tried, as {@code Type(parameter)}. */
    public final TreeSet<String> tried = new TreeSet<>();
    /** What a constructor answered that it must not. */
    public final List<String> faults = new ArrayList<>();

    private final Map<String, Object> usual = new HashMap<>();

    /**
     * Says what is usual for a parameter.
     *
     * @param parameter {@code Type(parameter)}, or the simple name of a type for all its parameters
     */
    public ConstructorSweep usually(String parameter, Object value) {
        usual.put(parameter, value);
        return this;
    }

    /** Sweeps all public classes whose sources lie below this folder of the project. */
    public ConstructorSweep over(String folder) {
        Path root = Path.of(folder);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().matches(".*/[A-Z]\\w*\\.java")).sorted().toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.java$", "");
                sweep(Class.forName(name), Files.readString(file));
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    private void sweep(Class<?> type, String source) {
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            return;
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            if (!List.of(constructor.getParameterTypes()).contains(int.class)) {
                continue;
            }
            List<String> names = names(constructor, source);
            for (int i = 0; i < names.size(); i++) {
                // A tag is any number of the application's own.
                if (constructor.getParameterTypes()[i] == int.class && !names.get(i).equals("tag")) {
                    for (int edge : EDGES) {
                        call(constructor, names, i, edge);
                    }
                    tried.add(type.getSimpleName() + "(" + names.get(i) + ")");
                }
            }
        }
    }

    /** The names of the parameters, which only the source knows. */
    private static List<String> names(Constructor<?> constructor, String source) {
        String simpleName = constructor.getDeclaringClass().getSimpleName();
        Matcher declared = Pattern.compile("    public " + simpleName + "\\(([^)]*)\\)").matcher(source);
        while (declared.find()) {
            List<String> types = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (String parameter : declared.group(1).isBlank() ? new String[0] : declared.group(1).split(",")) {
                String[] words = parameter.strip().split("\\s+");
                types.add(words[0].replaceAll("<.*>", ""));
                names.add(words[1]);
            }
            if (types.equals(Stream.of(constructor.getParameterTypes()).map(Class::getSimpleName).toList())) {
                return names;
            }
        }
        throw new AssertionError(constructor + " is not in its source");
    }

    private void call(Constructor<?> constructor, List<String> names, int index, int edge) {
        Class<?>[] types = constructor.getParameterTypes();
        Object[] arguments = new Object[types.length];
        String simpleName = constructor.getDeclaringClass().getSimpleName();
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == index ? Integer.valueOf(edge) : usual(simpleName + "(" + names.get(i) + ")", types[i]);
        }
        String call = simpleName + "(" + names.get(index) + " = " + edge + ")";
        try {
            constructor.newInstance(arguments);
            if (edge < 0) {
                faults.add(call + " is taken");
            }
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause();
            boolean named = refusal instanceof IllegalArgumentException
                    && String.valueOf(refusal.getMessage()).matches(".*\\b" + names.get(index) + "\\b.*");
            if (!named && !(edge == Integer.MAX_VALUE && refusal instanceof OutOfMemoryError)) {
                faults.add(call + ": " + refusal);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(call, e);
        }
    }

    private Object usual(String parameter, Class<?> type) {
        Object value = usual.getOrDefault(parameter, usual.get(type.getSimpleName()));
        if (value != null) {
            return value;
        }
        if (type == int.class) {
            return USUAL;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == byte[].class) {
            return new byte[] {'a', 'b', 'c', 'd'};
        }
        if (type == String.class) {
            return "name";
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) ->
                    method.getReturnType() == int.class ? Integer.valueOf(0)
                            : method.getReturnType() == boolean.class ? Boolean.FALSE : null);
        }
        throw new AssertionError("say what is usual for " + parameter + " of " + type);
    }
}
