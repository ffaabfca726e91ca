package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.interop.Import;
import org.teavm.model.AccessLevel;
import org.teavm.model.AnnotationHolder;
import org.teavm.model.AnnotationValue;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.RaiseInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Puts a call of a C function before each {@code throw} outside of start-up, and before the {@code new} of what is
 * thrown. TeaVM makes what is called once a part of its caller, where the throw would look like one of that caller; the
 * name of the function, {@code a_throw_is_reachable_in_nogc_stm32_Chip_read}, still says where it was written. No such
 * function exists: in the profile {@code bare} an image that reaches the throw does not link, in {@code gc}
 * {@code gc-tables} defines the calls away.
 *
 * <p>Start-up are constructors, static initialisers, and the private methods that only these call. Since Java 11 the
 * classes nested in one another, its nest, call each other's private methods: all of them are looked through.
 */
public final class ThrowMarker implements TeaVMPlugin, ClassHolderTransformer {
    /** What our compiler puts into programs. */
    private static final String PART_OF_PROGRAMS = ThrowMarker.class.getPackageName() + ".";

    private ClassLoader loader;

    /** Made by TeaVM, which finds this class by the service file. */
    public ThrowMarker() {
    }

    @Override
    public void install(TeaVMHost host) {
        loader = host.getClassLoader();
        host.add(this);
    }

    /** The class library is not ours to refuse: what the bare profile takes of it, bare.c supplies. */
    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (World.isForeign(cls.getName()) || cls.getName().startsWith(PART_OF_PROGRAMS)) {
            return;
        }
        Map<MethodReference, Set<MethodReader>> callers = callers(nest(cls, context.getHierarchy()));
        for (MethodHolder method : cls.getMethods().toArray(new MethodHolder[0])) {
            if (method.hasProgram() && !startsUp(method, callers, new HashSet<>())) {
                mark(cls, method, context.getHierarchy());
            }
        }
    }

    /** A class and those nested with it, as far as TeaVM reads them. One that TeaVM made up is alone. */
    private List<ClassReader> nest(ClassHolder cls, ClassHierarchy hierarchy) {
        List<ClassReader> nest = new ArrayList<>(List.of(cls));
        try {
            for (Class<?> member : Class.forName(cls.getName(), false, loader).getNestMembers()) {
                ClassReader mate = hierarchy.getClassSource().get(member.getName());
                if (mate != null && !mate.getName().equals(cls.getName())) {
                    nest.add(mate);
                }
            }
        } catch (ClassNotFoundException e) {
            return nest;
        }
        return nest;
    }

    /** Which methods call which. */
    private static Map<MethodReference, Set<MethodReader>> callers(List<ClassReader> nest) {
        Map<MethodReference, Set<MethodReader>> callers = new HashMap<>();
        for (ClassReader cls : nest) {
            for (MethodReader method : cls.getMethods()) {
                for (Instruction instruction : instructions(method)) {
                    if (instruction instanceof InvokeInstruction invoke) {
                        callers.computeIfAbsent(invoke.getMethod(), key -> new HashSet<>()).add(method);
                    }
                }
            }
        }
        return callers;
    }

    private static boolean startsUp(MethodReader method, Map<MethodReference, Set<MethodReader>> callers,
            Set<MethodReference> seen) {
        if (method.getName().startsWith("<") || !seen.add(method.getReference())) { // a cycle adds no caller
            return true;
        }
        Set<MethodReader> all = callers.getOrDefault(method.getReference(), Set.of());
        return method.getLevel() == AccessLevel.PRIVATE && !all.isEmpty()
                && all.stream().allMatch(caller -> startsUp(caller, callers, seen));
    }

    private static List<Instruction> instructions(MethodReader method) {
        List<Instruction> all = new ArrayList<>();
        if (method instanceof MethodHolder holder && holder.hasProgram()) {
            for (BasicBlock block : holder.getProgram().getBasicBlocks()) {
                block.forEach(all::add);
            }
        }
        return all;
    }

    private static void mark(ClassHolder cls, MethodHolder method, ClassHierarchy hierarchy) {
        MethodHolder marker = new MethodHolder("throwIn$" + method.getName(), ValueType.VOID);
        for (Instruction instruction : instructions(method)) {
            if (throwsOrIsToBeThrown(instruction, hierarchy)) {
                InvokeInstruction call = new InvokeInstruction();
                call.setType(InvocationType.SPECIAL);
                call.setMethod(new MethodReference(cls.getName(), marker.getDescriptor()));
                call.setLocation(instruction.getLocation());
                instruction.insertPrevious(call);
                declare(cls, method, marker);
            }
        }
    }

    /** Also the {@code new} of an exception: the bare profile ends there, so that a later mark would not be reached. */
    private static boolean throwsOrIsToBeThrown(Instruction instruction, ClassHierarchy hierarchy) {
        return instruction instanceof RaiseInstruction || instruction instanceof ConstructInstruction construct
                && hierarchy.isSuperType("java.lang.Throwable", construct.getType(), false);
    }

    /** Adds the native method that stands for the C function, once for all methods of a name. */
    private static void declare(ClassHolder cls, MethodHolder method, MethodHolder marker) {
        if (cls.getMethod(marker.getDescriptor()) != null) {
            return;
        }
        String function = "a_throw_is_reachable_in_" + cls.getName() + "_" + method.getName();
        AnnotationHolder name = new AnnotationHolder(Import.class.getName());
        name.getValues().put("name", new AnnotationValue(function.replaceAll("[^A-Za-z0-9]", "_")));
        marker.getAnnotations().add(name);
        marker.getModifiers().add(ElementModifier.STATIC);
        marker.getModifiers().add(ElementModifier.NATIVE);
        cls.addMethod(marker);
    }
}
