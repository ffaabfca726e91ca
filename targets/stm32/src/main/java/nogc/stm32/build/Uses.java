package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.UsageExtractor;

/** Who uses the variables of a method. */
final class Uses {
    /** By index of the variable: instructions, or null for the merging of two ways. */
    private final Map<Integer, List<Instruction>> users = new HashMap<>();

    Uses(Program program) {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Phi phi : block.getPhis()) {
                for (Incoming incoming : phi.getIncomings()) {
                    add(incoming.getValue(), null);
                }
            }
            for (Instruction instruction : block) {
                UsageExtractor usage = new UsageExtractor();
                instruction.acceptVisitor(usage);
                for (Variable variable : usage.getUsedVariables()) {
                    add(variable, instruction);
                }
            }
        }
    }

    private void add(Variable variable, Instruction user) {
        users.computeIfAbsent(variable.getIndex(), index -> new ArrayList<>()).add(user);
    }

    /** The one user of a variable, or null. */
    private Instruction onlyUser(Variable variable) {
        List<Instruction> all = users.getOrDefault(variable.getIndex(), List.of());
        return all.size() == 1 ? all.get(0) : null;
    }

    boolean isUnused(Variable variable) {
        return !users.containsKey(variable.getIndex());
    }

    /**
     * Whether a field is read for nothing else than to write it back, counted up or down, {@code field += x}, or the
     * smaller or larger of it and something else.
     */
    boolean isOwnCount(GetFieldInstruction read) {
        Instruction sum = onlyUser(read.getReceiver());
        if (sum instanceof InvokeInstruction call && call.getReceiver() != null
                && call.getMethod().getClassName().equals("java.lang.Math")
                && (call.getMethod().getName().equals("min") || call.getMethod().getName().equals("max"))
                && call.getMethod().parameterType(0) == ValueType.INTEGER) {
            return isWrittenTo(read, call.getReceiver());
        }
        if (!(sum instanceof BinaryInstruction)
                || ((BinaryInstruction) sum).getOperandType() != NumericOperandType.INT) {
            return false;
        }
        switch (((BinaryInstruction) sum).getOperation()) {
            case ADD:
            case SUBTRACT:
                return isWrittenTo(read, ((BinaryInstruction) sum).getReceiver());
            default:
                return false;
        }
    }

    private boolean isWrittenTo(GetFieldInstruction read, Variable value) {
        return onlyUser(value) instanceof PutFieldInstruction write && write.getField().equals(read.getField());
    }
}
