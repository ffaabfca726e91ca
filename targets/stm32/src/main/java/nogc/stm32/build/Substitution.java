package nogc.stm32.build;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nogc.stm32.build.library.Added;
import nogc.stm32.build.library.BuilderChecks;
import nogc.stm32.build.library.CharsetMethods;
import nogc.stm32.build.library.IteratorChecks;
import nogc.stm32.build.library.LongMethods;
import nogc.stm32.build.library.RandomMethods;
import nogc.stm32.build.library.StringChecks;
import nogc.stm32.build.library.StringMethods;
import nogc.stm32.build.library.TextMethods;
import nogc.stm32.build.library.ThrowableChecks;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.InstructionVariableMapper;

/**
 * Has methods of the class library do what those of {@link nogc.stm32.build.library} do, which are static and not
 * private: they have the names of those that they stand for, and the object as their first argument, if it is of one.
 * Those of the classes {@code ...Methods} are all that such a method does, those of {@code ...Checks} are called first
 * in it; what a check gives back stands for the first argument of that type.
 */
final class Substitution {
    private static final Map<String, List<Class<?>>> OURS = Map.of(
            "java.lang.Long", List.of(LongMethods.class),
            "java.lang.String", List.of(StringMethods.class, TextMethods.class, StringChecks.class),
            "java.lang.AbstractStringBuilder", List.of(BuilderChecks.class),
            "java.lang.Throwable", List.of(ThrowableChecks.class),
            "java.nio.charset.Charset", List.of(CharsetMethods.class),
            "java.util.AbstractList$1", List.of(IteratorChecks.class),
            "java.util.Random", List.of(RandomMethods.class));
    /** What a check of constructors is called. */
    private static final String MADE = "made";

    private final ClassHolder cls;
    private final Method function;
    private final ValueType[] parameters;

    private Substitution(ClassHolder cls, Method function) {
        this.cls = cls;
        this.function = function;
        parameters = Arrays.stream(function.getParameterTypes()).map(ValueType::parse).toArray(ValueType[]::new);
    }

    static void apply(ClassHolder cls) {
        for (Class<?> ours : OURS.getOrDefault(cls.getName(), List.of())) {
            for (Method function : ours.getDeclaredMethods()) {
                if (isFor(cls, function)) {
                    new Substitution(cls, function).apply(ours.getSimpleName().endsWith("Checks"));
                }
            }
        }
    }

    /** Others are what checks have in common, or javac's own. */
    private static boolean isFor(ClassHolder cls, Method function) {
        return !Modifier.isPrivate(function.getModifiers()) && !function.isSynthetic()
                && (function.getName().equals(MADE)
                || cls.getMethods().stream().anyMatch(method -> method.getName().equals(function.getName()))
                || function.isAnnotationPresent(Added.class));
    }

    private void apply(boolean isCheck) {
        MethodHolder method = method();
        if (isCheck) {
            check(method);
        } else {
            method.getModifiers().remove(ElementModifier.NATIVE);
            method.setProgram(body(method.hasModifier(ElementModifier.STATIC)));
        }
    }

    private MethodHolder method() {
        for (MethodHolder method : cls.getMethods()) {
            boolean isMade = function.getName().equals(MADE) && method.getName().equals("<init>");
            int from = isMade || method.hasModifier(ElementModifier.STATIC) ? 0 : 1;
            if ((isMade || method.getName().equals(function.getName())) && from <= parameters.length
                    && Arrays.equals(method.getParameterTypes(), Arrays.copyOfRange(parameters, from,
                    parameters.length))) {
                return method;
            }
        }
        if (!function.isAnnotationPresent(Added.class)) {
            throw new IllegalStateException("this is not TeaVM 0.15.0: " + cls.getName() + " lacks what "
                    + function.getName() + " stands for");
        }
        ValueType[] signature = Arrays.copyOfRange(parameters, 1, parameters.length + 1);
        signature[signature.length - 1] = ValueType.parse(function.getReturnType());
        MethodHolder added = new MethodHolder(function.getName(), signature);
        added.setLevel(AccessLevel.PUBLIC);
        cls.addMethod(added);
        return added;
    }

    private Program body(boolean isStatic) {
        Program program = new Program();
        if (isStatic) {
            program.createVariable(); // where methods of objects have theirs
        }
        while (program.variableCount() < parameters.length + (isStatic ? 1 : 0)) {
            program.createVariable();
        }
        InvokeInstruction call = call(program, isStatic ? 1 : 0);
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(call.getReceiver());
        BasicBlock block = program.createBasicBlock();
        block.add(call);
        block.add(exit);
        return program;
    }

    private void check(MethodHolder method) {
        Program program = method.getProgram();
        boolean isObject = !method.hasModifier(ElementModifier.STATIC) && !function.getName().equals(MADE);
        InvokeInstruction call = call(program, isObject ? 0 : 1);
        if (call.getReceiver() != null) {
            int argument = Arrays.asList(parameters).lastIndexOf(ValueType.parse(function.getReturnType()));
            Variable checked = call.getArguments().get(argument);
            InstructionVariableMapper mapper = new InstructionVariableMapper(each -> each == checked
                    ? call.getReceiver() : each);
            program.getBasicBlocks().forEach(mapper::apply);
        }
        program.basicBlockAt(0).addFirst(call);
    }

    /** @param from the variable with the first argument */
    private InvokeInstruction call(Program program, int from) {
        Variable[] arguments = new Variable[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = program.variableAt(from + i);
        }
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(reference(function));
        call.setArguments(arguments);
        if (function.getReturnType() != void.class) {
            call.setReceiver(program.createVariable());
        }
        return call;
    }

    private MethodReference reference(Method method) {
        ValueType[] signature = Arrays.copyOf(parameters, parameters.length + 1);
        signature[parameters.length] = ValueType.parse(method.getReturnType());
        return new MethodReference(method.getDeclaringClass().getName(), method.getName(), signature);
    }
}
