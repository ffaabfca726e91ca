package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Circles between the classes of a package, as their class files tell: who knows whom by a field, a signature, a call or
 * a superclass. Nested classes count as their outermost one; a constant that the compiler has copied is no knowledge.
 */
final class ClassCycles {
    private static final int FIELD = 9;
    private static final int METHOD_OF_INTERFACE = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final Pattern NAME = Pattern.compile("L?([\\w/]+)[\\w$/]*");

    /** By class: the classes of the same package that it knows. */
    private final Map<String, Set<String>> known = new TreeMap<>();

    /** Adds the class files below a folder. */
    ClassCycles addBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                add(new ClassReader(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds one class file. */
    ClassCycles add(ClassReader reader) {
        String from = outermost(reader.getClassName());
        know(from, String.valueOf(reader.getSuperName()));
        for (String inherited : reader.getInterfaces()) {
            know(from, inherited);
        }
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            int tag = offset == 0 ? 0 : reader.readByte(offset - 1);
            if (tag >= FIELD && tag <= METHOD_OF_INTERFACE) { // a bare class may be that of a copied constant
                know(from, reader.readClass(offset, buffer));
            } else if (tag == NAME_AND_TYPE) {
                know(from, reader.readUTF8(offset + 2, buffer));
            }
        }
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
                know(from, descriptor);
                return null;
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] thrown) {
                know(from, descriptor);
                return null;
            }
        }, ClassReader.SKIP_CODE);
        return this;
    }

    /** Notes each class of the same package in a name or descriptor. */
    private void know(String from, String words) {
        Set<String> neighbours = known.computeIfAbsent(from, name -> new TreeSet<>());
        Matcher matcher = NAME.matcher(words);
        while (matcher.find()) {
            String to = outermost(matcher.group(1));
            if (!to.equals(from) && packageOf(to).equals(packageOf(from))) {
                neighbours.add(to);
            }
        }
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    int classes() {
        return known.size();
    }

    /** For each class on a circle the shortest one, as {@code A → B → A}; each circle once. */
    List<String> find() {
        Set<String> circles = new TreeSet<>();
        for (String start : known.keySet()) {
            List<String> circle = shortest(start);
            if (circle != null && start.equals(circle.stream().min(String::compareTo).orElseThrow())) {
                circles.add(String.join(" → ", circle).replace('/', '.'));
            }
        }
        return List.copyOf(circles);
    }

    private List<String> shortest(String start) {
        Map<String, String> from = new TreeMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove();
            for (String to : known.getOrDefault(at, Set.of())) {
                if (to.equals(start)) {
                    return way(start, at, from);
                }
                if (known.containsKey(to) && from.putIfAbsent(to, at) == null) {
                    next.add(to);
                }
            }
        }
        return null;
    }

    private static List<String> way(String start, String last, Map<String, String> from) {
        List<String> circle = new ArrayList<>(List.of(start));
        for (String at = last; !at.equals(start); at = from.get(at)) {
            circle.add(0, at);
        }
        circle.add(0, start);
        return circle;
    }
}
