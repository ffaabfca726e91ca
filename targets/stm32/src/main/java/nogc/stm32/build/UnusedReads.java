package nogc.stm32.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.CastIntegerInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.CloneArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.UsageExtractor;

/**
 * The fields, elements and lengths that a program reads, and the casts and copies of arrays that it makes, for nothing.
 * They may fail all the same, or initialise a class; TeaVM 0.15 drops them when it has read a class, before any plugin
 * sees it, which is why {@link TeaVmInternals#beforeReading} is there.
 */
final class UnusedReads {
    private static final Set<Class<?>> HARMLESS = Set.of(AssignInstruction.class, BinaryInstruction.class,
            NegateInstruction.class, CastInstruction.class, CastNumberInstruction.class, CastIntegerInstruction.class,
            UnwrapArrayInstruction.class);

    private final Set<Integer> used = new HashSet<>();

    UnusedReads(Program program) {
        Map<Integer, List<Variable>> origins = new HashMap<>();
        Deque<Variable> ahead = new ArrayDeque<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Phi phi : block.getPhis()) {
                List<Variable> values = new ArrayList<>();
                for (Incoming incoming : phi.getIncomings()) {
                    values.add(incoming.getValue());
                }
                origins.put(phi.getReceiver().getIndex(), values);
            }
            for (Instruction instruction : block) {
                UsageExtractor usage = new UsageExtractor();
                instruction.acceptVisitor(usage);
                if (HARMLESS.contains(instruction.getClass())) {
                    DefinitionExtractor definition = new DefinitionExtractor();
                    instruction.acceptVisitor(definition);
                    origins.put(definition.getDefinedVariables()[0].getIndex(), List.of(usage.getUsedVariables()));
                } else {
                    ahead.addAll(List.of(usage.getUsedVariables()));
                }
            }
        }
        while (!ahead.isEmpty()) {
            Variable variable = ahead.pop();
            if (used.add(variable.getIndex())) {
                ahead.addAll(origins.getOrDefault(variable.getIndex(), List.of()));
            }
        }
    }

    /** The type of what an instruction reads, or copies, for nothing; null if it does not. */
    ValueType typeOfUnused(Instruction instruction) {
        if (instruction instanceof GetFieldInstruction read && isUnused(read.getReceiver())) {
            return read.getFieldType();
        }
        if (instruction instanceof GetElementInstruction read && isUnused(read.getReceiver())) {
            return typeOfElement(read);
        }
        if (instruction instanceof CloneArrayInstruction clone && isUnused(clone.getReceiver())) {
            return ValueType.object("java.lang.Object");
        }
        return instruction instanceof ArrayLengthInstruction read && isUnused(read.getReceiver())
                ? ValueType.INTEGER : null;
    }

    static ValueType typeOfElement(GetElementInstruction read) {
        switch (read.getType()) {
            case LONG:
                return ValueType.LONG;
            case FLOAT:
                return ValueType.FLOAT;
            case DOUBLE:
                return ValueType.DOUBLE;
            case OBJECT:
                return ValueType.object("java.lang.Object");
            default:
                return ValueType.INTEGER;
        }
    }

    private boolean isUnused(Variable variable) {
        return !used.contains(variable.getIndex());
    }
}
