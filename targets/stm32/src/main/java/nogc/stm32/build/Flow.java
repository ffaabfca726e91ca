package nogc.stm32.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.teavm.interop.Address;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.InvokeDynamicInstruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Phi;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AbstractInstructionVisitor;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryBranchingInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BoundCheckInstruction;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.ClassConstantInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.IsInstanceInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.StringConstantInstruction;
import org.teavm.model.instructions.SwitchInstruction;
import org.teavm.model.instructions.SwitchTableEntry;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.util.DefinitionExtractor;

/** Follows the values through one method, along the branches that they can take. */
final class Flow extends AbstractInstructionVisitor {
    private final World world;
    private Method method;
    private BasicBlock block;
    private boolean grew;
    /** The rest of the block is not reached: a call does not come back, or null is used. */
    private boolean stopped;
    private boolean seen;

    Flow(World world) {
        this.world = world;
    }

    void run(Method chosen) {
        method = chosen;
        boolean again;
        do {
            grew = false;
            for (BasicBlock candidate : method.program.getBasicBlocks()) {
                if (method.executable[candidate.getIndex()]) {
                    run(candidate);
                }
            }
            again = grew;
            if (again) {
                world.learn();
            }
        } while (again && !method.foreign);
    }

    private void run(BasicBlock executable) {
        block = executable;
        stopped = false;
        for (TryCatchBlock handler : block.getTryCatchBlocks()) {
            go(handler.getHandler());
        }
        if (block.getExceptionVariable() != null) {
            set(block.getExceptionVariable(), Value.OBJECT);
        }
        for (Phi phi : block.getPhis()) {
            Value value = Value.NOTHING;
            for (Incoming incoming : phi.getIncomings()) {
                if (method.goes(incoming.getSource(), block)) {
                    value = value.or(get(incoming.getValue()));
                }
            }
            set(phi.getReceiver(), value);
        }
        for (Instruction instruction : block) {
            seen = false;
            instruction.acceptVisitor(this);
            if (stopped && !method.foreign) {
                return;
            }
            if (!seen) { // long, float and what else we do not follow
                DefinitionExtractor defined = new DefinitionExtractor();
                instruction.acceptVisitor(defined);
                for (Variable variable : defined.getDefinedVariables()) {
                    set(variable, Value.ANYTHING);
                }
            }
        }
    }

    private Value get(Variable variable) {
        return method.values[variable.getIndex()];
    }

    private void set(Variable variable, Value value) {
        seen = true;
        if (variable == null) {
            return;
        }
        Value old = method.values[variable.getIndex()];
        Value now = old.or(value);
        if (!now.same(old)) {
            method.values[variable.getIndex()] = now;
            grew = true;
        }
    }

    private void go(BasicBlock target) {
        seen = true;
        if (target != null) {
            grew |= method.go(block, target);
        }
    }

    /** Where an object was made, if that is known; null also for a static field, which has none. */
    private Site site(Variable instance) {
        return instance == null ? null : get(instance).site;
    }

    /** Uses an object; nothing comes behind the use of null. */
    private void use(Variable instance) {
        if (instance != null) {
            Value value = get(instance);
            stopped = value == Value.NULL || value == Value.NOTHING;
        }
    }

    @Override
    public void visit(NullConstantInstruction instruction) {
        set(instruction.getReceiver(), Value.NULL);
    }

    @Override
    public void visit(IntegerConstantInstruction instruction) {
        set(instruction.getReceiver(), Value.of(instruction.getConstant()));
    }

    @Override
    public void visit(StringConstantInstruction instruction) {
        set(instruction.getReceiver(), Value.OBJECT);
    }

    @Override
    public void visit(ClassConstantInstruction instruction) {
        set(instruction.getReceiver(), Value.OBJECT);
    }

    @Override
    public void visit(ConstructInstruction instruction) {
        world.instantiate(instruction.getType());
        set(instruction.getReceiver(), world.made(instruction, -1));
    }

    @Override
    public void visit(ConstructArrayInstruction instruction) {
        Value size = get(instruction.getSize());
        if (size == Value.NOTHING && !method.foreign) {
            stopped = true;
        } else {
            set(instruction.getReceiver(), size.numbers.length == 1 && size.isUpTo(JavaRules.LONGEST)
                    ? world.made(instruction, size.numbers[0]) : Value.OBJECT);
        }
    }

    @Override
    public void visit(ConstructMultiArrayInstruction instruction) {
        set(instruction.getReceiver(), Value.OBJECT);
    }

    @Override
    public void visit(BinaryInstruction instruction) {
        set(instruction.getReceiver(), instruction.getOperandType() == NumericOperandType.INT
                ? Arithmetic.of(instruction.getOperation(), get(instruction.getFirstOperand()),
                        get(instruction.getSecondOperand()))
                : Value.ANYTHING);
    }

    @Override
    public void visit(NegateInstruction instruction) {
        set(instruction.getReceiver(), instruction.getOperandType() == NumericOperandType.INT
                ? Arithmetic.of(BinaryOperation.SUBTRACT, Value.of(0), get(instruction.getOperand()))
                : Value.ANYTHING);
    }

    @Override
    public void visit(AssignInstruction instruction) {
        set(instruction.getReceiver(), get(instruction.getAssignee()));
    }

    @Override
    public void visit(CastInstruction instruction) {
        set(instruction.getReceiver(), get(instruction.getValue()));
    }

    @Override
    public void visit(UnwrapArrayInstruction instruction) {
        set(instruction.getReceiver(), get(instruction.getArray()));
    }

    @Override
    public void visit(NullCheckInstruction instruction) {
        use(instruction.getValue());
        Value value = get(instruction.getValue());
        set(instruction.getReceiver(), stopped ? Value.NOTHING : value.isObject() ? value : Value.OBJECT);
    }

    @Override
    public void visit(BoundCheckInstruction instruction) {
        set(instruction.getReceiver(), get(instruction.getIndex()));
    }

    @Override
    public void visit(IsInstanceInstruction instruction) {
        Value value = get(instruction.getValue());
        set(instruction.getReceiver(), value == Value.NULL ? Value.of(0)
                : value == Value.NOTHING ? value : Value.ANYTHING);
    }

    @Override
    public void visit(ArrayLengthInstruction instruction) {
        use(instruction.getArray());
        Site site = get(instruction.getArray()).site;
        if (!stopped && site != null && site.isArray()) {
            set(instruction.getReceiver(), Value.of(site.length()));
        }
    }

    @Override
    public void visit(GetElementInstruction instruction) {
        use(instruction.getArray());
    }

    @Override
    public void visit(GetFieldInstruction instruction) {
        use(instruction.getInstance());
        if (!stopped) {
            FieldReference field = instruction.getField();
            set(instruction.getReceiver(), method.foreign ? Value.ANYTHING
                    : world.field(field, site(instruction.getInstance())));
        }
    }

    @Override
    public void visit(PutFieldInstruction instruction) {
        use(instruction.getInstance());
        if (!stopped) {
            world.write(method, instruction, get(instruction.getValue()), site(instruction.getInstance()));
        }
    }

    @Override
    public void visit(InvokeInstruction instruction) {
        MethodReference called = instruction.getMethod();
        if (!called.getClassName().equals(Address.class.getName())) { // whose null is the address 0
            use(instruction.getInstance());
        }
        if (stopped) {
            return;
        }
        if (!method.foreign) {
            world.refuse(Unsupported.refusal(method.holder, instruction, world.resolve(called)));
        }
        if (JavaRules.isNonZero(called)) {
            Value divisor = get(instruction.getArguments().get(0)).withoutZero();
            set(instruction.getReceiver(), divisor);
            stopped = divisor == Value.NOTHING;
            return;
        }
        if (JavaRules.isLength(called)) {
            set(instruction.getReceiver(), get(instruction.getArguments().get(0)));
            return;
        }
        if (Arithmetic.isExtreme(called)) {
            set(instruction.getReceiver(), Arithmetic.extreme(called, get(instruction.getArguments().get(0)),
                    get(instruction.getArguments().get(1))));
            return;
        }
        List<Method> targets = new ArrayList<>();
        if (!world.call(instruction, method.values, targets)) {
            set(instruction.getReceiver(), Value.ANYTHING);
            return;
        }
        Value result = Value.NOTHING;
        boolean returns = false;
        for (Method target : targets) {
            result = result.or(target.result);
            returns |= target.returns;
        }
        stopped = !returns;
        set(instruction.getReceiver(), result);
    }

    @Override
    public void visit(InvokeDynamicInstruction instruction) {
        throw new IllegalArgumentException("invokedynamic in " + method.holder.getReference());
    }

    @Override
    public void visit(ExitInstruction instruction) {
        seen = true;
        Value value = instruction.getValueToReturn() == null ? Value.NOTHING : get(instruction.getValueToReturn());
        Value now = method.result.or(value);
        if (!method.returns || !now.same(method.result)) {
            method.returns = true;
            method.result = now;
            grew = true;
        }
    }

    @Override
    public void visit(JumpInstruction instruction) {
        go(instruction.getTarget());
    }

    @Override
    public void visit(BranchingInstruction instruction) {
        Boolean holds = Arithmetic.holds(instruction.getCondition(), get(instruction.getOperand()));
        branch(get(instruction.getOperand()) == Value.NOTHING, holds, instruction.getConsequent(),
                instruction.getAlternative());
    }

    @Override
    public void visit(BinaryBranchingInstruction instruction) {
        Value first = get(instruction.getFirstOperand());
        Value second = get(instruction.getSecondOperand());
        branch(first == Value.NOTHING || second == Value.NOTHING,
                Arithmetic.holds(instruction.getCondition(), first, second), instruction.getConsequent(),
                instruction.getAlternative());
    }

    private void branch(boolean never, Boolean holds, BasicBlock consequent, BasicBlock alternative) {
        seen = true;
        if (never && !method.foreign) {
            return;
        }
        if (holds == null || holds) {
            go(consequent);
        }
        if (holds == null || !holds) {
            go(alternative);
        }
    }

    @Override
    public void visit(SwitchInstruction instruction) {
        seen = true;
        Value value = get(instruction.getCondition());
        if (value == Value.NOTHING) {
            return;
        }
        boolean others = !value.isNumber();
        for (int number : value.numbers) {
            others |= instruction.getEntries().stream().noneMatch(entry -> entry.getCondition() == number);
        }
        for (SwitchTableEntry entry : instruction.getEntries()) {
            if (!value.isNumber() || IntStream.of(value.numbers).anyMatch(number -> number == entry.getCondition())) {
                go(entry.getTarget());
            }
        }
        if (others) {
            go(instruction.getDefaultTarget());
        }
    }
}
