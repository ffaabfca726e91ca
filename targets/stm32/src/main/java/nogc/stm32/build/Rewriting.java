package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryBranchingInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.StringConstantInstruction;
import org.teavm.model.instructions.SwitchInstruction;
import org.teavm.model.instructions.SwitchTableEntry;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.optimization.UnreachableBasicBlockEliminator;

/**
 * Writes into a method what is known of it: constants in place of what computes them, a jump in place of a branch that
 * goes one way, a plain call in place of a virtual one that can enter one method only. No variable is renamed, since
 * TeaVM keeps notes on them.
 *
 * <p>A plain call reads nothing of its object. Where the MPU stands for the checks for null, such a call on null runs
 * up to where the method touches the object, and to its end if that never does.
 */
final class Rewriting {
    private final World world;
    private final Method method;
    private final boolean last;
    private BasicBlock never;

    private Rewriting(World world, Method method, boolean last) {
        this.world = world;
        this.method = method;
        this.last = last;
    }

    /** Until the {@code last} round, whose world is the one that stays, what {@code new} makes is left as it is. */
    static void apply(World world, Method method, boolean last) {
        Rewriting rewriting = new Rewriting(world, method, last);
        if (!method.called) {
            rewriting.replaceTerminator(method.program.basicBlockAt(0), List.of());
        } else {
            rewriting.apply();
        }
        new UnreachableBasicBlockEliminator().optimize(method.program);
    }

    private void apply() {
        int count = method.executable.length;
        for (int i = 0; i < count; i++) {
            if (method.executable[i]) {
                BasicBlock block = method.program.basicBlockAt(i);
                List<Instruction> instructions = new ArrayList<>();
                block.forEach(instructions::add);
                instructions.forEach(this::fold);
                straighten(block);
            }
        }
    }

    private void fold(Instruction instruction) {
        if (instruction instanceof ConstructInstruction) {
            make(instruction, ((ConstructInstruction) instruction).getReceiver());
        } else if (instruction instanceof ConstructArrayInstruction) {
            make(instruction, ((ConstructArrayInstruction) instruction).getReceiver());
        } else if (instruction instanceof UnwrapArrayInstruction access) { // ahead of every access to an element
            access.setArray(known(access.getArray(), access));
        } else if (instruction instanceof ArrayLengthInstruction) {
            replace(instruction, ((ArrayLengthInstruction) instruction).getReceiver());
        } else if (instruction instanceof GetFieldInstruction) {
            GetFieldInstruction read = (GetFieldInstruction) instruction;
            if (constant(read.getReceiver()) != null && method.mayBeNull(read.getInstance())) {
                checkForNull(read);
            }
            replace(read, read.getReceiver());
        } else if (instruction instanceof BinaryInstruction) {
            BinaryInstruction operation = (BinaryInstruction) instruction;
            if (constant(operation.getReceiver()) == null && masksNothing(operation)) {
                replaceBy(operation, assign(operation.getFirstOperand(), operation.getReceiver()));
            } else {
                replace(operation, operation.getReceiver());
            }
        } else if (instruction instanceof InvokeInstruction) {
            InvokeInstruction call = (InvokeInstruction) instruction;
            if (JavaRules.isNonZero(call.getMethod()) && isNeverZero(call.getArguments().get(0))
                    || JavaRules.isLength(call.getMethod())
                    && method.values[call.getArguments().get(0).getIndex()].isUpTo(JavaRules.LONGEST)) {
                if (call.getReceiver() == null) {
                    call.delete();
                } else {
                    replaceBy(call, assign(call.getArguments().get(0), call.getReceiver()));
                }
                return;
            }
            Method target = world.onlyTarget(call, method.values);
            if (target != null) {
                call.setType(InvocationType.SPECIAL);
                call.setMethod(target.holder.getReference());
            }
            Instruction constant = constant(call.getReceiver());
            if (constant != null) {
                call.setReceiver(null);
                call.insertNext(constant);
            }
        }
    }

    /** The array of an access, by a name that tells its length if that is known. */
    private Variable known(Variable array, Instruction access) {
        Site site = method.values[array.getIndex()].site;
        if (site == null || !site.isArray() || !last) {
            return array;
        }
        Variable known = method.program.createVariable();
        access.insertPrevious(KnownLengthIntrinsic.array(array, site, known, access.getLocation()));
        return known;
    }

    private void make(Instruction construct, Variable made) {
        Site site = method.values[made.getIndex()].site;
        if (site == null || !last) {
            return;
        }
        InvokeInstruction copy = literal(construct, made);
        String text = copy == null ? "" : ((StringConstantInstruction) copy.getPrevious()).getConstant();
        if (!text.isEmpty() && text.length() == site.length()) {
            construct.delete();
            replaceBy(copy, LiteralIntrinsic.array(text, made));
        } else {
            replaceBy(construct, OnlyObjectIntrinsic.make(site, made));
        }
    }

    /** The copy of a literal right behind an array made for it, as {@link CheckedLiterals} writes it; null if none. */
    private static InvokeInstruction literal(Instruction construct, Variable made) {
        return construct instanceof ConstructArrayInstruction
                && construct.getNext() instanceof StringConstantInstruction text
                && text.getNext() instanceof InvokeInstruction copy && copy.getMethod().equals(LiteralIntrinsic.COPY)
                && copy.getArguments().get(0) == text.getReceiver() && copy.getArguments().get(1) == made
                ? copy : null;
    }

    /** Whether a distance of a shift is below 32, or 64, without {@link JavaRules}' having it counted modulo that. */
    private boolean masksNothing(BinaryInstruction operation) {
        Value mask = method.values[operation.getSecondOperand().getIndex()];
        return operation.getOperation() == BinaryOperation.AND
                && operation.getOperandType() == NumericOperandType.INT && (mask.isOnly(31) || mask.isOnly(63))
                && method.values[operation.getFirstOperand().getIndex()].isUpTo(mask.numbers[0]);
    }

    private boolean isNeverZero(Variable divisor) {
        Value value = method.values[divisor.getIndex()];
        return value.isNumber() && IntStream.of(value.numbers).noneMatch(number -> number == 0);
    }

    private static AssignInstruction assign(Variable from, Variable to) {
        AssignInstruction assign = new AssignInstruction();
        assign.setAssignee(from);
        assign.setReceiver(to);
        return assign;
    }

    /** TeaVM puts its own check before each read, but only later, when there is no read left. */
    private void checkForNull(GetFieldInstruction read) {
        NullCheckInstruction check = new NullCheckInstruction();
        check.setValue(read.getInstance());
        check.setReceiver(method.program.createVariable());
        check.setLocation(read.getLocation());
        read.insertPrevious(check);
    }

    private void replace(Instruction instruction, Variable receiver) {
        Instruction constant = constant(receiver);
        if (constant != null) {
            replaceBy(instruction, constant);
        }
    }

    private static void replaceBy(Instruction instruction, Instruction other) {
        other.setLocation(instruction.getLocation());
        instruction.replace(other);
    }

    /** The instruction that gives a variable its one value; null if that is not known. */
    private Instruction constant(Variable receiver) {
        Value value = receiver == null ? Value.NOTHING : method.values[receiver.getIndex()];
        if (value == Value.NULL) {
            NullConstantInstruction constant = new NullConstantInstruction();
            constant.setReceiver(receiver);
            return constant;
        }
        if (value.site != null && last && !value.site.isArray()) { // an array's address takes more than its field
            return OnlyObjectIntrinsic.name(value.site, receiver);
        }
        if (value.numbers.length != 1) {
            return null;
        }
        IntegerConstantInstruction constant = new IntegerConstantInstruction();
        constant.setConstant(value.numbers[0]);
        constant.setReceiver(receiver);
        return constant;
    }

    private void straighten(BasicBlock block) {
        Instruction last = block.getLastInstruction();
        if (last instanceof BranchingInstruction) {
            BranchingInstruction branch = (BranchingInstruction) last;
            replaceTerminator(block, List.of(branch.getConsequent(), branch.getAlternative()));
        } else if (last instanceof BinaryBranchingInstruction) {
            BinaryBranchingInstruction branch = (BinaryBranchingInstruction) last;
            replaceTerminator(block, List.of(branch.getConsequent(), branch.getAlternative()));
        } else if (last instanceof JumpInstruction) {
            replaceTerminator(block, List.of(((JumpInstruction) last).getTarget()));
        } else if (last instanceof SwitchInstruction) {
            straighten(block, (SwitchInstruction) last);
        }
    }

    private void straighten(BasicBlock block, SwitchInstruction choice) {
        List<BasicBlock> targets = new ArrayList<>();
        targets.add(choice.getDefaultTarget());
        choice.getEntries().forEach(entry -> targets.add(entry.getTarget()));
        if (!replaceTerminator(block, targets)) {
            choice.getEntries().removeIf(entry -> !method.goes(block, entry.getTarget()));
            if (!method.goes(block, choice.getDefaultTarget())) {
                SwitchTableEntry lastEntry = choice.getEntries().get(choice.getEntries().size() - 1);
                choice.setDefaultTarget(lastEntry.getTarget());
            }
        }
    }

    /**
     * Cuts the ways that a block never goes; true if one way or none was left, which is a jump then. Behind a block
     * that is never left normally comes an endless loop, which the C compiler knows not to be reached or makes two
     * bytes of.
     */
    private boolean replaceTerminator(BasicBlock block, List<BasicBlock> targets) {
        Set<BasicBlock> taken = new HashSet<>();
        for (BasicBlock target : targets) {
            if (method.goes(block, target)) {
                taken.add(target);
            } else {
                target.removeIncomingsFrom(block);
            }
        }
        if (taken.size() > 1 || targets.size() == 1 && taken.size() == 1) {
            return false;
        }
        JumpInstruction jump = new JumpInstruction();
        jump.setTarget(taken.isEmpty() ? never() : taken.iterator().next());
        if (targets.isEmpty()) {
            block.removeAllInstructions();
            block.add(jump);
        } else {
            block.getLastInstruction().replace(jump);
        }
        return true;
    }

    private BasicBlock never() {
        if (never == null) {
            never = method.program.createBasicBlock();
            JumpInstruction jump = new JumpInstruction();
            jump.setTarget(never);
            never.add(jump);
        }
        return never;
    }
}
