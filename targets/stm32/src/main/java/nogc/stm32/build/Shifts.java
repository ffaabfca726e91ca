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
 * Java counts the distance of a shift modulo 32, of a {@code long} modulo 64; TeaVM writes C's operator, which does
 * not: on this processor {@code 1 << 32} is 0. A distance that is not known to be below that, and not negative, is
 * reduced by an instruction of its own. It is an {@code int} in both cases.
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
        NumericOperandType type = shift.getOperandType();
        if (type != NumericOperandType.INT && type != NumericOperandType.LONG || operation != BinaryOperation.SHIFT_LEFT
                && operation != BinaryOperation.SHIFT_RIGHT && operation != BinaryOperation.SHIFT_RIGHT_UNSIGNED) {
            return;
        }
        int bits = type == NumericOperandType.LONG ? 64 : 32;
        Value distance = method.values[shift.getSecondOperand().getIndex()];
        if (distance.isNumber() && distance.numbers[0] >= 0 && distance.numbers[distance.numbers.length - 1] < bits) {
            return;
        }
        IntegerConstantInstruction mask = new IntegerConstantInstruction();
        mask.setConstant(bits - 1);
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
