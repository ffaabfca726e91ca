package nogc.stm32.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.teavm.asm.ClassReader;
import org.teavm.asm.tree.ClassNode;
import org.teavm.backend.c.TeaVMCHost;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderSource;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.lowlevel.Characteristics;
import org.teavm.model.lowlevel.ShadowStackTransformer;
import org.teavm.model.transformation.BoundCheckInsertion;
import org.teavm.parsing.Parser;
import org.teavm.parsing.resource.Resource;
import org.teavm.parsing.resource.ResourceProvider;
import org.teavm.vm.spi.TeaVMHost;

/** Where TeaVM 0.15.0 has no place for a plugin: reached by reflection, which the pinned version allows. */
final class TeaVmInternals {
    private TeaVmInternals() {
    }

    /** Has a function change the instructions of each class file before TeaVM reads them. */
    static void beforeParsing(TeaVMHost host, Consumer<ClassNode> function) {
        Object source = source(host);
        Object renaming = get(get(source, "innerClassSource"), "classPathMapper");
        Object files = get(renaming, "innerSource");
        Parser parser = (Parser) get(files, "parser");
        ResourceProvider resources = (ResourceProvider) get(files, "resourceProvider");
        ClassHolderSource changed = name -> {
            Resource file = resources.getResource(name.replace('.', '/') + ".class");
            return file == null ? null : parser.parseClass(read(file, function));
        };
        set(renaming, "innerSource", changed);
    }

    private static Object source(TeaVMHost host) {
        return get(get(get(host, "dependencyAnalyzer"), "classSource"), "innerSource");
    }

    private static ClassNode read(Resource file, Consumer<ClassNode> function) {
        ClassNode cls = new ClassNode();
        try (InputStream bytes = file.open()) {
            new ClassReader(bytes).accept(cls, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        function.accept(cls);
        return cls;
    }

    /** Has a function see each class as its class file has it, before TeaVM drops from it what looks unused. */
    static void beforeReading(TeaVMHost host, Consumer<ClassHolder> function) {
        Object source = source(host);
        ClassHolderSource files = (ClassHolderSource) get(source, "innerClassSource");
        ClassHolderSource changed = name -> {
            ClassHolder cls = files.get(name);
            if (cls != null) {
                function.accept(cls);
            }
            return cls;
        };
        set(source, "innerClassSource", changed);
    }

    /** Replaces the insertion of the checks of indexes. */
    static void setBoundChecks(TeaVMHost host, BoundCheckInsertion checks) {
        set(host.getExtension(TeaVMCHost.class), "boundCheckInsertion", checks);
    }

    /**
     * Has a function change each method when it is optimised, before its variables get their places: in front of
     * {@code ShadowStackTransformer}, which TeaVM makes when the plugins are installed, before it asks for the first
     * check of an index.
     */
    static void afterOptimising(TeaVMHost host, BiConsumer<Program, MethodReader> function) {
        Object target = host.getExtension(TeaVMCHost.class);
        BoundCheckInsertion checks = (BoundCheckInsertion) get(target, "boundCheckInsertion");
        set(target, "boundCheckInsertion", new BoundCheckInsertion() {
            @Override
            public void transformProgram(Program program, MethodReference method) {
                Characteristics characteristics = (Characteristics) get(target, "characteristics");
                set(target, "shadowStackTransformer", new ShadowStackTransformer(characteristics) {
                    @Override
                    public void apply(Program optimised, MethodReader of) {
                        function.accept(optimised, of);
                        super.apply(optimised, of);
                    }
                });
                set(target, "boundCheckInsertion", checks);
                checks.transformProgram(program, method);
            }
        });
    }

    /** The value of a field. */
    static Object get(Object object, String name) {
        try {
            return field(object, name).get(object);
        } catch (IllegalAccessException e) {
            throw changed(object, name);
        }
    }

    private static void set(Object object, String name, Object value) {
        try {
            field(object, name).set(object, value);
        } catch (IllegalAccessException e) {
            throw changed(object, name);
        }
    }

    private static Field field(Object object, String name) {
        for (Class<?> owner = object.getClass(); owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw changed(object, name);
    }

    private static IllegalStateException changed(Object object, String name) {
        return new IllegalStateException("this is not TeaVM 0.15.0: " + object.getClass().getName() + " has no "
                + name);
    }
}
