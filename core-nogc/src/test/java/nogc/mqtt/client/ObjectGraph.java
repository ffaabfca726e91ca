package nogc.mqtt.client;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jol.vm.VM;

/** Everything that is reachable from an object but not the application's own; sizes as the running JVM has them. */
final class ObjectGraph {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> objects = new ArrayList<>();

    /** Walks from {@code root} and stops at {@code foreign} objects. */
    ObjectGraph(Object root, Object... foreign) {
        for (Object object : foreign) {
            if (object != null) {
                seen.add(object);
            }
        }
        Deque<Object> open = new ArrayDeque<>();
        visit(root, open);
        while (!open.isEmpty()) {
            Object object = open.pop();
            objects.add(object);
            if (object instanceof Object[] array) {
                for (Object element : array) {
                    visit(element, open);
                }
            } else if (!object.getClass().isArray()) {
                fields(object.getClass()).stream().filter(field -> !field.getType().isPrimitive())
                        .forEach(field -> visit(get(field, object), open));
            }
        }
    }

    private void visit(Object object, Deque<Object> open) {
        if (object != null && seen.add(object)) {
            open.push(object);
        }
    }

    private static Object get(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Those of an instance, superclasses included. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    /** Bytes of all, headers and padding included. */
    long bytes() {
        return objects.stream().mapToLong(VM.current()::sizeOf).sum();
    }

    /** Bytes of the elements of all arrays. */
    long arrayBytes() {
        return objects.stream().filter(object -> object.getClass().isArray())
                .mapToLong(array -> (long) Array.getLength(array)
                        * VM.current().sizeOfField(array.getClass().getComponentType().getName()))
                .sum();
    }

    /** The classes that are no arrays, each with how many objects of it there are. */
    private Map<Class<?>, Integer> classes() {
        Map<Class<?>, Integer> classes = new LinkedHashMap<>();
        objects.stream().map(Object::getClass).filter(type -> !type.isArray())
                .forEach(type -> classes.merge(type, 1, Integer::sum));
        return classes;
    }

    /** How many objects are no arrays. */
    int objectCount() {
        return classes().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A line for each class in the form of {@link Footprint#OBJECTS}. */
    Set<String> lines() {
        Set<String> lines = new TreeSet<>();
        classes().forEach((type, count) -> lines.add(count + " " + line(type)));
        return lines;
    }

    private static String line(Class<?> type) {
        int references = 0;
        int ints = 0;
        int booleans = 0;
        for (Field field : fields(type)) {
            Class<?> of = field.getType();
            if (!of.isPrimitive()) {
                references++;
            } else if (of == int.class) {
                ints++;
            } else if (of == boolean.class) {
                booleans++;
            } else {
                throw new AssertionError(field + ": the table has no column for this type");
            }
        }
        return type.getName().replaceFirst("^nogc\\.mqtt\\.", "") + " " + references + " " + ints + " " + booleans;
    }
}
