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
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BoundCheckInstruction;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.CastIntegerInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InitClassInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.util.UsageExtractor;

/**
 * Java computes from left to right, and C as it likes: of {@code total * count()}, which TeaVM 0.15 writes as one
 * expression of C, gcc calls {@code count} first. A value that is computed before something that may call, throw or
 * allocate, and used behind it, becomes a statement of its own: {@link CFunctions#use} is a second use, and TeaVM
 * writes only what is used once into an expression. So does each value that is used in another block, or joined with
 * that of another way: TeaVM makes one expression of blocks, too, those of {@code total * (p == 1 ? 1 : count())}.
 */
final class EvaluationOrder {
    private final Program program;
    private final Map<Integer, List<Instruction>> users = new HashMap<>();

    private EvaluationOrder(Program program) {
        this.program = program;
    }

    static void keep(Program program) {
        new EvaluationOrder(program).keep();
    }

    private void keep() {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Phi phi : block.getPhis()) {
                for (Incoming incoming : phi.getIncomings()) {
                    users(incoming.getValue()).add(null);
                }
            }
            for (Instruction instruction : block) {
                UsageExtractor usage = new UsageExtractor();
                instruction.acceptVisitor(usage);
                for (Variable variable : usage.getUsedVariables()) {
                    users(variable).add(instruction);
                }
            }
        }
        for (BasicBlock block : program.getBasicBlocks()) {
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            instructions.forEach(this::keep);
        }
    }

    private List<Instruction> users(Variable variable) {
        return users.computeIfAbsent(variable.getIndex(), index -> new ArrayList<>());
    }

    private void keep(Instruction instruction) {
        Variable result = result(instruction);
        if (result == null || users(result).size() != 1) {
            return;
        }
        Instruction user = users(result).get(0);
        Instruction next = instruction.getNext();
        while (next != null && next != user && !mayActOrThrow(next)) {
            next = next.getNext();
        }
        if (next == null || next != user) {
            instruction.insertNext(JavaRules.use(result, type(instruction), instruction));
        }
    }

    private static boolean mayActOrThrow(Instruction instruction) {
        return instruction instanceof InvokeInstruction || instruction instanceof NullCheckInstruction
                || instruction instanceof BoundCheckInstruction || instruction instanceof CastInstruction
                || instruction instanceof InitClassInstruction || instruction instanceof ConstructInstruction
                || instruction instanceof ConstructArrayInstruction
                || instruction instanceof ConstructMultiArrayInstruction;
    }

    private static Variable result(Instruction instruction) {
        if (instruction instanceof GetFieldInstruction read) {
            return read.getReceiver();
        } else if (instruction instanceof GetElementInstruction read) {
            return read.getReceiver();
        } else if (instruction instanceof InvokeInstruction call) {
            return call.getReceiver();
        } else if (instruction instanceof BinaryInstruction operation) {
            return operation.getReceiver();
        } else if (instruction instanceof NegateInstruction operation) {
            return operation.getReceiver();
        } else if (instruction instanceof CastNumberInstruction conversion) {
            return conversion.getReceiver();
        }
        return instruction instanceof CastIntegerInstruction conversion ? conversion.getReceiver() : null;
    }

    private static ValueType type(Instruction instruction) {
        if (instruction instanceof GetFieldInstruction read) {
            return read.getFieldType();
        } else if (instruction instanceof GetElementInstruction read) {
            return UnusedReads.typeOfElement(read);
        } else if (instruction instanceof InvokeInstruction call) {
            return call.getMethod().getReturnType();
        } else if (instruction instanceof BinaryInstruction operation) {
            boolean compares = operation.getOperation() == BinaryOperation.COMPARE_LESS
                    || operation.getOperation() == BinaryOperation.COMPARE_GREATER;
            return compares ? ValueType.INTEGER : type(operation.getOperandType());
        } else if (instruction instanceof NegateInstruction operation) {
            return type(operation.getOperandType());
        }
        return instruction instanceof CastNumberInstruction conversion ? type(conversion.getTargetType())
                : ValueType.INTEGER;
    }

    private static ValueType type(NumericOperandType type) {
        return type == NumericOperandType.LONG ? ValueType.LONG : type == NumericOperandType.FLOAT ? ValueType.FLOAT
                : type == NumericOperandType.DOUBLE ? ValueType.DOUBLE : ValueType.INTEGER;
    }
}
