package nogc.stm32.build;

import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Java counts the distance of a shift modulo 32; TeaVM writes C's operator, which does not: on this processor
 * {@code 1 << 32} is 0. A distance that is not known to be 0 to 31 is reduced by an instruction of its own.
 */
final class Shifts {
    private Shifts() {
    }

    static void reduce(Method method) {
        for (BasicBlock block : method.program.getBasicBlocks()) {
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            for (Instruction instruction : instructions) {
                if (instruction instanceof BinaryInstruction) {
                    reduce(method, (BinaryInstruction) instruction);
                }
            }
        }
    }

    private static void reduce(Method method, BinaryInstruction shift) {
        BinaryOperation operation = shift.getOperation();
        if (shift.getOperandType() != NumericOperandType.INT || operation != BinaryOperation.SHIFT_LEFT
                && operation != BinaryOperation.SHIFT_RIGHT && operation != BinaryOperation.SHIFT_RIGHT_UNSIGNED) {
            return;
        }
        Value distance = method.values[shift.getSecondOperand().getIndex()];
        if (distance.isNumber() && distance.numbers[0] >= 0 && distance.numbers[distance.numbers.length - 1] < 32) {
            return;
        }
        IntegerConstantInstruction mask = new IntegerConstantInstruction();
        mask.setConstant(31);
        mask.setReceiver(method.program.createVariable());
        BinaryInstruction reduced = new BinaryInstruction(BinaryOperation.AND, NumericOperandType.INT);
        reduced.setFirstOperand(shift.getSecondOperand());
        reduced.setSecondOperand(mask.getReceiver());
        reduced.setReceiver(method.program.createVariable());
        shift.insertPrevious(mask);
        shift.insertPrevious(reduced);
        shift.setSecondOperand(reduced.getReceiver());
    }
}
