package nogc.stm32.build;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Phi;
import org.teavm.model.Variable;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.UsageExtractor;

/**
 * Finds the fields whose first value, 0 or null, nobody can ever see, since every constructor of their class writes
 * them before anybody may read them; and those whose value of the constructor nobody can see either, since whoever
 * calls it writes them right behind it, as with the options of a configuration.
 */
final class Construction {
    private final Map<MethodReference, Method> constructors = new HashMap<>();
    /** Fields that nobody sees as they were before the first write that counts. */
    private final Set<FieldReference> initialised = new HashSet<>();
    /** Those of them that a constructor writes in vain. */
    private final Set<FieldReference> overwritten;
    private final Overwriting overwriting;

    Construction(Collection<Method> methods, Reads reads) {
        for (Method method : methods) {
            if (method.holder.getName().equals("<init>")) {
                constructors.put(method.holder.getReference(), method);
            }
        }
        Map<String, Set<FieldReference>> byClass = new HashMap<>();
        for (Method constructor : constructors.values()) {
            Set<FieldReference> written = constructor.foreign ? null
                    : new FirstWrites(constructor, this, reads).fields();
            if (written != null) {
                byClass.merge(constructor.holder.getOwnerName(), written, (some, others) -> {
                    some.retainAll(others);
                    return some;
                });
            }
        }
        byClass.values().forEach(initialised::addAll);
        overwriting = new Overwriting(methods, this);
        overwritten = overwriting.fields();
        initialised.addAll(overwritten);
    }

    boolean isInitialised(FieldReference field) {
        return initialised.contains(field);
    }

    /** Whether a field of what an instruction makes is written behind it, before anybody else knows the object. */
    boolean isWrittenBehind(Instruction made, FieldReference field) {
        return overwriting.isWritten(made, field);
    }

    /** Whether a method is a constructor that writes a field of its object in vain. */
    boolean writesInVain(Method method, PutFieldInstruction write) {
        return overwritten.contains(write.getField()) && isThis(write, PutFieldInstruction.class)
                && method.holder.getName().equals("<init>")
                && method.holder.getOwnerName().equals(write.getField().getClassName());
    }

    /** Whether nobody sees an object, and no constructor reads this field of it, before its constructor is done. */
    boolean hides(MethodReference reference, FieldReference field) {
        if (reference.getClassName().equals("java.lang.Object")) {
            return true;
        }
        Method constructor = constructors.get(reference);
        if (constructor == null || leaks(reference)) {
            return false;
        }
        for (Instruction instruction : constructor.instructions()) {
            if (instruction instanceof GetFieldInstruction read
                    && read.getField().getFieldName().equals(field.getFieldName()) // by the name of a subclass, too
                    || constructsThis(instruction) && !hides(((InvokeInstruction) instruction).getMethod(), field)) {
                return false;
            }
        }
        return true;
    }

    /** Whether somebody else may see the object before a constructor of a superclass is done. */
    boolean leaks(MethodReference reference) {
        if (reference.getClassName().equals("java.lang.Object")) {
            return false;
        }
        Method constructor = constructors.get(reference);
        if (constructor == null || constructor.foreign) {
            return true;
        }
        for (BasicBlock block : constructor.program.getBasicBlocks()) {
            if (block.getPhis().stream().anyMatch(Construction::mixesThis)) {
                return true;
            }
            for (Instruction instruction : block) {
                if (usesThis(instruction) && !isThis(instruction, PutFieldInstruction.class)
                        && !isThis(instruction, GetFieldInstruction.class)
                        && (!constructsThis(instruction) || leaks(((InvokeInstruction) instruction).getMethod()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A read or write of a field of {@code this}, which is variable 0, and nothing else done with it. */
    static boolean isThis(Instruction instruction, Class<? extends Instruction> kind) {
        if (!kind.isInstance(instruction)) {
            return false;
        }
        if (instruction instanceof GetFieldInstruction) {
            Variable instance = ((GetFieldInstruction) instruction).getInstance();
            return instance != null && instance.getIndex() == 0;
        }
        PutFieldInstruction put = (PutFieldInstruction) instruction;
        return put.getInstance() != null && put.getInstance().getIndex() == 0 && put.getValue().getIndex() != 0;
    }

    /** A constructor called on {@code this}, which is not also an argument. */
    static boolean constructsThis(Instruction instruction) {
        if (!(instruction instanceof InvokeInstruction)) {
            return false;
        }
        InvokeInstruction call = (InvokeInstruction) instruction;
        return call.getMethod().getName().equals("<init>") && call.getInstance() != null
                && call.getInstance().getIndex() == 0
                && call.getArguments().stream().noneMatch(argument -> argument.getIndex() == 0);
    }

    static boolean mixesThis(Phi phi) {
        return phi.getIncomings().stream().anyMatch(incoming -> incoming.getValue().getIndex() == 0);
    }

    static boolean usesThis(Instruction instruction) {
        UsageExtractor usage = new UsageExtractor();
        instruction.acceptVisitor(usage);
        for (Variable variable : usage.getUsedVariables()) {
            if (variable.getIndex() == 0) {
                return true;
            }
        }
        return false;
    }
}
