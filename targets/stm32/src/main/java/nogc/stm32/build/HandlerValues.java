package nogc.stm32.build;

import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.dependency.MethodDependency;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.model.AnnotationHolder;
import org.teavm.model.AnnotationValue;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.ProgramUtils;
import org.teavm.model.util.TypeInferer;

/**
 * The values of local variables that a handler of exceptions reads. TeaVM knows when, within a block, such a variable
 * gets a value by where the value is computed; and TeaVM 0.15 then reads an equal value that was computed elsewhere, as
 * null or a parameter is, and forgets when the variable got it. So that it does not, the value goes through a function
 * of which TeaVM knows nothing. C knows that it gives back what it was given.
 */
final class HandlerValues {
    private static final String NAME = "same$";
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    private final ClassHolder cls;
    private final MethodHolder method;
    private final Program program;
    private final TypeInferer types = new TypeInferer();
    private final Map<Integer, Variable> known = new HashMap<>();

    private HandlerValues(ClassHolder cls, MethodHolder method) {
        this.cls = cls;
        this.method = method;
        program = method.getProgram();
    }

    static void keep(ClassHolder cls, MethodHolder method) {
        new HandlerValues(cls, method).keep();
    }

    /** An object that goes through such a function is of the same class behind it. */
    static void reached(MethodDependency method) {
        if (method.getReference().getName().startsWith(NAME) && method.getResult() != null) {
            method.getVariable(1).connect(method.getResult());
        }
    }

    /**
     * Has handlers read nothing that is not computed. Where TeaVM 0.15 knows that a reference in a {@code try} is null,
     * it throws there and deletes what follows in the block ({@code RedundantNullCheckElimination}), but handlers go on
     * to read what was deleted: a variable without a value and, in C, of whatever type.
     */
    static void dropDeleted(Program program, MethodReader method) {
        BasicBlock[] definitions = ProgramUtils.getVariableDefinitionPlaces(program);
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Phi phi : block.getPhis()) {
                phi.getIncomings().removeIf(incoming -> incoming.getValue().getIndex() > method.parameterCount()
                        && definitions[incoming.getValue().getIndex()] == null);
            }
        }
    }

    private void keep() {
        Set<BasicBlock> handlers = new HashSet<>();
        Map<Integer, Instruction> definitions = new HashMap<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
                handlers.add(tryCatch.getHandler());
            }
        }
        if (handlers.isEmpty()) {
            return;
        }
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                DefinitionExtractor definition = new DefinitionExtractor();
                instruction.acceptVisitor(definition);
                for (Variable variable : definition.getDefinedVariables()) {
                    definitions.put(variable.getIndex(), instruction);
                }
            }
        }
        types.inferTypes(program, method.getReference());
        for (BasicBlock handler : handlers) {
            for (Phi phi : handler.getPhis()) {
                for (Incoming incoming : phi.getIncomings()) {
                    Instruction definition = definitions.get(incoming.getValue().getIndex());
                    if (definition != null && definition.getBasicBlock() == incoming.getSource()) {
                        incoming.setValue(known.computeIfAbsent(incoming.getValue().getIndex(),
                                index -> same(incoming.getValue(), definition)));
                    }
                }
            }
        }
    }

    private Variable same(Variable value, Instruction definition) {
        Variable same = program.createVariable();
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(function(type(value)));
        call.setArguments(value);
        call.setReceiver(same);
        call.setLocation(definition.getLocation());
        definition.insertNext(call);
        return same;
    }

    /** As far as TeaVM needs it to know the types of elements, which {@code TypeInferer.typeOf} does not say. */
    private ValueType type(Variable value) {
        Object type = Array.get(TeaVmInternals.get(types, "types"), value.getIndex());
        if (type == null) {
            return OBJECT;
        }
        String kind = TeaVmInternals.get(type, "kind").toString();
        ValueType valueType = kind.equals("INT") ? ValueType.INTEGER : kind.equals("LONG") ? ValueType.LONG
                : kind.equals("FLOAT") ? ValueType.FLOAT : kind.equals("DOUBLE") ? ValueType.DOUBLE
                : kind.equals("BYTE") ? ValueType.BYTE : kind.equals("SHORT") ? ValueType.SHORT
                : kind.equals("CHAR") ? ValueType.CHARACTER : OBJECT;
        int dimensions = (int) TeaVmInternals.get(type, "degree");
        for (int i = 0; i < dimensions; i++) {
            valueType = ValueType.arrayOf(valueType);
        }
        return dimensions < 0 ? OBJECT : valueType;
    }

    /** Each object has one of its own, or all that ever go through it would seem to be of all their classes. */
    private MethodReference function(ValueType type) {
        boolean primitive = type instanceof ValueType.Primitive;
        ValueType result = Value.isInt(type) ? ValueType.INTEGER : type;
        int number = 0;
        MethodHolder function;
        do {
            function = new MethodHolder(NAME + number++, primitive ? result : OBJECT, result);
        } while (cls.getMethod(function.getDescriptor()) != null && !primitive);
        if (cls.getMethod(function.getDescriptor()) == null) {
            AnnotationHolder name = new AnnotationHolder(Import.class.getName());
            name.getValues().put("name", new AnnotationValue("java_same"));
            function.getAnnotations().add(name);
            function.getAnnotations().add(new AnnotationHolder(Unmanaged.class.getName()));
            function.getModifiers().add(ElementModifier.STATIC);
            function.getModifiers().add(ElementModifier.NATIVE);
            cls.addMethod(function);
        }
        return new MethodReference(cls.getName(), function.getDescriptor());
    }
}
