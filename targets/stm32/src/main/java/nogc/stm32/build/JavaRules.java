package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.InvokeDynamicInstruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Has a program compute what Java says where TeaVM 0.15 writes C's operator, for which that is undefined, or leaves it
 * out; the class library, too:
 * <ul>
 * <li>a divisor is asked whether it is 0 ({@code int} and {@code long}, / and %), the length of an array whether it is
 * negative;
 * <li>the distance of a shift counts modulo 32, or 64 of a {@code long}: on this processor C's {@code 1 << 32} is 0;
 * <li>{@code 0.0 - i} of an {@code int} that is 0 is 0.0, where gcc 12 makes it -0.0;
 * <li>a {@code float} or {@code double} that no {@code int} or {@code long} holds becomes the nearest, NaN 0;
 * <li>a cast whose result nobody uses is made all the same, since it may fail, and so are such reads of fields and
 * elements, and copies of arrays;
 * <li>what a handler of exceptions reads of local variables is what they held when the exception was thrown, and of
 * fields, too; it checks for null by itself: {@link TryEntries};
 * <li>an expression is computed from left to right: {@link EvaluationOrder};
 * <li>an index is checked wherever it may be wrong: {@link BoundChecks}; so is the class of what is stored in an array:
 * {@link StoreChecks};
 * <li>classes are initialised when, and in the order, that Java asks for: {@link ClassInitialisation};
 * <li>{@code Math} rounds, among others, as its documentation says: {@link CMath};
 * <li>a function of C is called with the types that it has: {@link ImportedFunctions}.
 * </ul>
 */
public final class JavaRules implements TeaVMPlugin, ClassHolderTransformer {
    private static final MethodReference NON_ZERO_INT =
            new MethodReference(CFunctions.class, "nonZero", int.class, int.class);
    private static final MethodReference NON_ZERO_LONG =
            new MethodReference(CFunctions.class, "nonZero", long.class, long.class);
    /** Of an array: no memory holds more bytes, and in no type is the size a number below 0. */
    static final int LONGEST = 0xFFFFFF;
    private static final MethodReference LENGTH = new MethodReference(CFunctions.class, "length", int.class, int.class);
    private static final MethodReference DIVIDED_BY_ZERO =
            new MethodReference(CFunctions.class, "dividedByZero", void.class);
    private static final MethodReference NEGATIVE_LENGTH =
            new MethodReference(CFunctions.class, "negativeLength", void.class);
    private static final MethodReference ARRAY_COPY = new MethodReference(System.class, "arraycopy", Object.class,
            int.class, Object.class, int.class, int.class, void.class);
    private static final MethodReference OTHER_ARRAY = new MethodReference(CFunctions.class, "otherArray", void.class);
    private static final MethodReference ENTER = new MethodReference(CFunctions.class, "enter", void.class);
    /** What a handler may get from a check that TeaVM inserts, of which it knows nothing when it follows types. */
    private static final List<Class<?>> THROWN_BY_CHECKS =
            List.of(NullPointerException.class, ArrayIndexOutOfBoundsException.class, ArrayStoreException.class);
    private static final Set<String> UNSIGNED = Set.of("divideUnsigned", "remainderUnsigned");

    private final Set<String> movedInterfaces = new HashSet<>();

    /** TeaVM finds it by {@code META-INF/services}. */
    public JavaRules() {
    }

    @Override
    public void install(TeaVMHost host) {
        TeaVmInternals.beforeParsing(host, cls -> {
            RecordEquality.write(cls);
            TryEntries.insert(cls);
        });
        TeaVmInternals.beforeReading(host, cls -> {
            LineTable.add(cls, host.getProperties().getProperty(LineTable.PROPERTY));
            complete(cls);
        });
        TeaVmInternals.setBoundChecks(host, new BoundChecks());
        TeaVmInternals.afterOptimising(host, HandlerValues::dropDeleted);
        host.add(this);
        host.add(new ClassLibrary());
        host.add(new ImportedFunctions());
        host.add(new AbstractDependencyListener() {
            @Override
            public void methodReached(DependencyAgent agent, MethodDependency method) {
                if (isNonZero(method.getReference())) { // whose C calls the method that throws
                    link(agent, DIVIDED_BY_ZERO, method);
                } else if (method.getReference().equals(LENGTH)) {
                    link(agent, NEGATIVE_LENGTH, method);
                } else if (method.getReference().equals(ARRAY_COPY)) {
                    link(agent, OTHER_ARRAY, method);
                }
                if (method.getReference().equals(ENTER)) {
                    for (Class<?> thrown : THROWN_BY_CHECKS) {
                        method.getThrown().propagate(agent.getType(ValueType.parse(thrown)));
                    }
                }
                HandlerValues.reached(method);
            }
        });
        host.add(new StoreChecks());
    }

    /** For a method whose C calls one that throws. */
    static void link(DependencyAgent agent, MethodReference thrower, MethodDependency caller) {
        MethodDependency method = agent.linkMethod(thrower);
        method.use();
        method.getThrown().connect(caller.getThrown());
    }

    /** Whether a method gives back the length that it gets. */
    static boolean isLength(MethodReference method) {
        return method.equals(LENGTH);
    }

    static boolean isNonZero(MethodReference method) {
        return method.equals(NON_ZERO_INT) || method.equals(NON_ZERO_LONG);
    }

    /** TeaVM's own run time manages memory, and must not throw. */
    private static void complete(ClassHolder cls) {
        ClassLibrary.complete(cls);
        if (!cls.getName().startsWith("org.teavm.")) {
            for (MethodHolder method : cls.getMethods().toArray(new MethodHolder[0])) {
                if (method.hasProgram()) {
                    new Rules(cls, method).apply();
                    HandlerValues.keep(cls, method);
                }
            }
        }
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!World.isForeign(cls.getName())) {
            new ClassInitialisation(context, movedInterfaces).complete(cls);
        }
    }

    /** A call that uses a value for nothing. */
    static InvokeInstruction use(Variable value, ValueType type, Instruction where) {
        ValueType parameter = Value.isInt(type) ? ValueType.INTEGER : type instanceof ValueType.Primitive ? type
                : ValueType.object("java.lang.Object");
        return call(new MethodReference(CFunctions.class.getName(), "use", parameter, ValueType.VOID), value, null,
                where);
    }

    private static InvokeInstruction call(MethodReference function, Variable argument, Variable receiver,
            Instruction where) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(function);
        call.setArguments(argument);
        call.setReceiver(receiver);
        call.setLocation(where.getLocation());
        return call;
    }

    /** What is done to the instructions of one method. */
    private static final class Rules {
        private final ClassHolder cls;
        private final MethodHolder method;
        private final Program program;
        /** By index of the variable, those that are known; not more than that is looked at here. */
        private final Map<Integer, Long> constants = new HashMap<>();

        private final UnusedReads reads;

        Rules(ClassHolder cls, MethodHolder method) {
            this.cls = cls;
            this.method = method;
            program = method.getProgram();
            reads = new UnusedReads(program);
        }

        void apply() {
            List<Instruction> all = new ArrayList<>();
            for (BasicBlock block : program.getBasicBlocks()) {
                block.forEach(all::add);
            }
            for (Instruction instruction : all) {
                if (instruction instanceof InvokeDynamicInstruction dynamic) {
                    refuseConstants(dynamic);
                } else if (instruction instanceof IntegerConstantInstruction number) {
                    constants.put(number.getReceiver().getIndex(), (long) number.getConstant());
                } else if (instruction instanceof LongConstantInstruction number) {
                    constants.put(number.getReceiver().getIndex(), number.getConstant());
                }
            }
            all.forEach(this::apply);
        }

        /** TeaVM 0.15 takes the argument behind such a constant for one of another type. */
        private void refuseConstants(InvokeDynamicInstruction call) {
            if (call.getBootstrapMethod().getName().equals("makeConcatWithConstants")
                    && call.getBootstrapArguments().get(0).getString().indexOf('\2') >= 0) {
                throw new IllegalArgumentException(Unsupported.place(cls.getName(), method, call) + " joins strings"
                        + " with a constant that has the character 1 or 2: append it to a StringBuilder");
            }
        }

        private void apply(Instruction instruction) {
            ValueType unused = reads.typeOfUnused(instruction);
            if (unused != null) {
                DefinitionExtractor definition = new DefinitionExtractor();
                instruction.acceptVisitor(definition);
                use(definition.getDefinedVariables()[0], unused, instruction);
            }
            if (instruction instanceof BinaryInstruction operation) {
                apply(operation);
            } else if (instruction instanceof CastNumberInstruction conversion) {
                convert(conversion);
            } else if (instruction instanceof ConstructArrayInstruction array) {
                array.setSize(length(array.getSize(), array));
            } else if (instruction instanceof ConstructMultiArrayInstruction array) {
                array.getDimensions().replaceAll(dimension -> length(dimension, array));
            } else if (instruction instanceof CastInstruction cast && !cast.isWeak()) {
                use(cast.getReceiver(), ValueType.object("java.lang.Object"), cast);
            } else if (instruction instanceof InvokeInstruction call && UNSIGNED.contains(call.getMethod().getName())
                    && call.getMethod().getClassName().startsWith("java.lang.")) {
                Variable divisor = call.getArguments().get(1);
                Variable checked = nonZero(divisor, call.getMethod().getReturnType(), call);
                call.setArguments(call.getArguments().get(0), checked);
            }
        }

        private void use(Variable value, ValueType type, Instruction where) {
            where.insertNext(JavaRules.use(value, type, where));
        }

        private void apply(BinaryInstruction operation) {
            NumericOperandType type = operation.getOperandType();
            Variable second = operation.getSecondOperand();
            if (type != NumericOperandType.INT && type != NumericOperandType.LONG) {
                if (operation.getOperation() == BinaryOperation.SUBTRACT) {
                    operation.setSecondOperand(subtrahend(second,
                            type == NumericOperandType.FLOAT ? ValueType.FLOAT : ValueType.DOUBLE, operation));
                }
                return;
            }
            boolean isLong = type == NumericOperandType.LONG;
            switch (operation.getOperation()) {
                case DIVIDE:
                case MODULO:
                    operation.setSecondOperand(nonZero(second, isLong ? ValueType.LONG : ValueType.INTEGER, operation));
                    break;
                case SHIFT_LEFT:
                case SHIFT_RIGHT:
                case SHIFT_RIGHT_UNSIGNED:
                    operation.setSecondOperand(distance(second, isLong ? 63 : 31, operation));
                    break;
                default:
            }
        }

        private Variable nonZero(Variable divisor, ValueType type, Instruction user) {
            Long constant = constants.get(divisor.getIndex());
            if (constant != null && constant != 0) {
                return divisor;
            }
            Variable checked = program.createVariable();
            user.insertPrevious(call(type == ValueType.LONG ? NON_ZERO_LONG : NON_ZERO_INT,
                    divisor, checked, user));
            return checked;
        }

        private Variable subtrahend(Variable value, ValueType type, Instruction user) {
            Variable same = program.createVariable();
            user.insertPrevious(call(new MethodReference(CFunctions.class.getName(), "subtrahend", type, type), value,
                    same, user));
            return same;
        }

        private Variable length(Variable length, Instruction user) {
            Long constant = constants.get(length.getIndex());
            if (constant != null && constant >= 0 && constant <= LONGEST) {
                return length;
            }
            Variable checked = program.createVariable();
            user.insertPrevious(call(LENGTH, length, checked, user));
            return checked;
        }

        private Variable distance(Variable distance, int most, Instruction user) {
            Long constant = constants.get(distance.getIndex());
            if (constant != null && constant >= 0 && constant <= most) {
                return distance;
            }
            IntegerConstantInstruction mask = new IntegerConstantInstruction();
            mask.setConstant(most);
            mask.setReceiver(program.createVariable());
            BinaryInstruction reduced = new BinaryInstruction(BinaryOperation.AND, NumericOperandType.INT);
            reduced.setFirstOperand(distance);
            reduced.setSecondOperand(mask.getReceiver());
            reduced.setReceiver(program.createVariable());
            user.insertPrevious(mask);
            user.insertPrevious(reduced);
            return reduced.getReceiver();
        }

        private void convert(CastNumberInstruction conversion) {
            boolean isFloat = conversion.getSourceType() == NumericOperandType.FLOAT;
            boolean toLong = conversion.getTargetType() == NumericOperandType.LONG;
            if (!isFloat && conversion.getSourceType() != NumericOperandType.DOUBLE
                    || !toLong && conversion.getTargetType() != NumericOperandType.INT) {
                return;
            }
            MethodReference function = new MethodReference(CFunctions.class.getName(), toLong ? "toLong" : "toInt",
                    isFloat ? ValueType.FLOAT : ValueType.DOUBLE, toLong ? ValueType.LONG : ValueType.INTEGER);
            conversion.replace(call(function, conversion.getValue(), conversion.getReceiver(), conversion));
        }
    }
}
