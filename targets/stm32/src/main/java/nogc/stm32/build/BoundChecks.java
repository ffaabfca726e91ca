package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BoundCheckInstruction;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullCheckInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.transformation.BoundCheckInsertion;
import org.teavm.model.util.DominatorWalker;
import org.teavm.model.util.DominatorWalkerCallback;
import org.teavm.model.util.DominatorWalkerContext;

/**
 * Checks an index before each access to an array, but where it was checked before, or is known to be right: in place of
 * TeaVM 0.15's, which leaves out too much:
 * <ul>
 * <li>the check of a constant index into an array of constant size: {@code new int[4][31]} reads on;
 * <li>that behind a comparison, where one of its two ways leads past it: {@code if (i >= a.length) { log(); } a[i]}.
 * </ul>
 * A handler relies on what was checked before its {@code try} alone: no block behind {@link TryEntries} dominates it.
 */
final class BoundChecks extends BoundCheckInsertion {
    @Override
    public void transformProgram(Program program, MethodReference method) {
        if (program.basicBlockCount() > 0) {
            new DominatorWalker(program).walk(new Checking(program));
            EvaluationOrder.keep(program);
        }
    }

    /** What is known at a place of the program. */
    private static final class Facts {
        private final Set<Integer> notNegative = new HashSet<>();
        /** Index and array. */
        private final Set<List<Integer>> belowLength = new HashSet<>();

        void add(Facts more) {
            notNegative.addAll(more.notNegative);
            belowLength.addAll(more.belowLength);
        }
    }

    private static final class Checking implements DominatorWalkerCallback<Void> {
        private final Program program;
        private DominatorWalkerContext context;
        /** Other names of a variable, by index, all with one and the same value. */
        private final Map<Integer, Integer> names = new HashMap<>();
        private final Map<Integer, Integer> constants = new HashMap<>();
        private final Map<Integer, Integer> sizes = new HashMap<>();
        /** Arrays whose length the whole program tells. */
        private final Set<Integer> known = new HashSet<>();
        /** Variables that hold the length of arrays. */
        private final Map<Integer, Set<Integer>> lengths = new HashMap<>();
        private final Map<Integer, BinaryInstruction> comparisons = new HashMap<>();
        /** By index of the block: at its end, and on the way into it. */
        private final Map<Integer, Facts> ends = new HashMap<>();
        private final Map<Integer, Facts> ways = new HashMap<>();
        private Facts facts;

        Checking(Program program) {
            this.program = program;
        }

        @Override
        public void setContext(DominatorWalkerContext walker) {
            context = walker;
        }

        @Override
        public Void visit(BasicBlock block) {
            facts = new Facts();
            int dominator = context.getDominatorTree().immediateDominatorOf(block.getIndex());
            if (dominator >= 0) {
                facts.add(ends.get(dominator));
            }
            if (ways.containsKey(block.getIndex())) {
                facts.add(ways.get(block.getIndex()));
            }
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            instructions.forEach(this::see);
            ends.put(block.getIndex(), facts);
            return null;
        }

        private int name(Variable variable) {
            return names.getOrDefault(variable.getIndex(), variable.getIndex());
        }

        private void see(Instruction instruction) {
            if (instruction instanceof AssignInstruction assign) {
                names.put(assign.getReceiver().getIndex(), name(assign.getAssignee()));
            } else if (instruction instanceof UnwrapArrayInstruction unwrap) {
                names.put(unwrap.getReceiver().getIndex(), name(unwrap.getArray()));
            } else if (instruction instanceof NullCheckInstruction check) {
                names.put(check.getReceiver().getIndex(), name(check.getValue()));
            } else if (instruction instanceof InvokeInstruction call && call.getReceiver() != null
                    && KnownLengthIntrinsic.length(call.getMethod()) >= 0) {
                names.put(call.getReceiver().getIndex(), name(call.getArguments().get(0)));
                sizes.put(name(call.getReceiver()), KnownLengthIntrinsic.length(call.getMethod()));
                known.add(name(call.getReceiver()));
            } else if (instruction instanceof IntegerConstantInstruction number) {
                constants.put(name(number.getReceiver()), number.getConstant());
            } else if (instruction instanceof ConstructArrayInstruction construct) {
                int size = name(construct.getSize());
                lengths.computeIfAbsent(size, index -> new HashSet<>()).add(name(construct.getReceiver()));
                if (constants.containsKey(size)) {
                    sizes.put(name(construct.getReceiver()), constants.get(size));
                }
            } else if (instruction instanceof ArrayLengthInstruction length) {
                lengths.computeIfAbsent(name(length.getReceiver()), index -> new HashSet<>())
                        .add(name(length.getArray()));
            } else if (instruction instanceof BinaryInstruction comparison
                    && comparison.getOperandType() == NumericOperandType.INT
                    && (comparison.getOperation() == BinaryOperation.COMPARE_LESS
                    || comparison.getOperation() == BinaryOperation.COMPARE_GREATER)) {
                comparisons.put(name(comparison.getReceiver()), comparison);
            } else if (instruction instanceof BranchingInstruction branch) {
                decide(branch);
            } else if (instruction instanceof GetElementInstruction read) {
                read.setIndex(check(read.getIndex(), read.getArray(), read));
            } else if (instruction instanceof PutElementInstruction write) {
                write.setIndex(check(write.getIndex(), write.getArray(), write));
            }
        }

        private void decide(BranchingInstruction branch) {
            BinaryInstruction comparison = comparisons.get(name(branch.getOperand()));
            if (comparison == null || branch.getConsequent() == branch.getAlternative()) {
                return;
            }
            int first = name(comparison.getFirstOperand());
            int second = name(comparison.getSecondOperand());
            switch (branch.getCondition()) {
                case LESS:
                    less(branch.getConsequent(), first, second);
                    lessOrEqual(branch.getAlternative(), second, first);
                    break;
                case LESS_OR_EQUAL:
                    lessOrEqual(branch.getConsequent(), first, second);
                    less(branch.getAlternative(), second, first);
                    break;
                case GREATER:
                    less(branch.getConsequent(), second, first);
                    lessOrEqual(branch.getAlternative(), first, second);
                    break;
                case GREATER_OR_EQUAL:
                    lessOrEqual(branch.getConsequent(), second, first);
                    less(branch.getAlternative(), first, second);
                    break;
                default:
            }
        }

        private void less(BasicBlock target, int one, int other) {
            if (isOnlyWay(target)) {
                Facts known = ways.computeIfAbsent(target.getIndex(), index -> new Facts());
                lengths.getOrDefault(other, Set.of()).forEach(array -> known.belowLength.add(List.of(one, array)));
                if (constants.getOrDefault(one, -2) >= -1) {
                    known.notNegative.add(other);
                }
            }
        }

        private void lessOrEqual(BasicBlock target, int one, int other) {
            if (isOnlyWay(target) && constants.getOrDefault(one, -1) >= 0) {
                ways.computeIfAbsent(target.getIndex(), index -> new Facts()).notNegative.add(other);
            }
        }

        private boolean isOnlyWay(BasicBlock target) {
            return context.getControlFlowGraph().incomingEdgesCount(target.getIndex()) == 1;
        }

        /** The index, checked. */
        private Variable check(Variable indexVariable, Variable arrayVariable, Instruction access) {
            int index = name(indexVariable);
            int array = name(arrayVariable);
            Integer constant = constants.get(index);
            boolean lower = !facts.notNegative.contains(index) && (constant == null || constant < 0);
            boolean upper = !facts.belowLength.contains(List.of(index, array))
                    && (constant == null || constant >= sizes.getOrDefault(array, 0));
            facts.notNegative.add(index);
            facts.belowLength.add(List.of(index, array));
            if (!lower && !upper) {
                return indexVariable;
            }
            if (upper && known.contains(array)) {
                Variable checked = program.createVariable();
                access.insertPrevious(KnownLengthIntrinsic.index(indexVariable, arrayVariable, sizes.get(array),
                        checked, access.getLocation()));
                return checked;
            }
            BoundCheckInstruction check = new BoundCheckInstruction();
            check.setLower(lower);
            check.setArray(upper ? arrayVariable : null);
            check.setIndex(indexVariable);
            check.setReceiver(program.createVariable());
            check.setLocation(access.getLocation());
            access.insertPrevious(check);
            return check.getReceiver();
        }
    }
}
