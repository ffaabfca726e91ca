package nogc.stm32.build;

import java.util.List;
import java.util.Random;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Mends TeaVM's class library:
 * <ul>
 * <li>what {@link CMath} has is in the place of the methods of {@code java.lang.Math} with the same names;
 * <li>{@code clone} of an array copies its elements: TeaVM takes each for four bytes, since it asks of the array's
 * class, and not of that of the elements, whether it is a number's, so that a copy of longs was half of it and one of
 * bytes wrote over what lay behind;
 * <li>{@code toString} of an object and of a class says its name, and what is suppressed of an exception is known;
 * <li>characters have their categories and cases without tables in the heap, and {@code Random.nextInt} the numbers of
 * its documentation.
 * </ul>
 */
final class ClassLibrary implements ClassHolderTransformer {
    private static final String RESOURCE = "org.teavm.platform.metadata.StringResource";
    private static final MethodReference CATEGORY =
            new MethodReference(CFunctions.class, "category", int.class, String.class, int.class);
    private static final MethodReference MAPPED =
            new MethodReference(CFunctions.class, "mapped", int.class, String.class, int.class);
    private static final MethodReference NEXT_INT =
            new MethodReference(CFunctions.class, "nextInt", Random.class, int.class, int.class);
    private static final MethodReference OR_NONE =
            new MethodReference(CFunctions.class, "orNone", Throwable[].class, Throwable[].class);

    /** What is put right ahead of TeaVM's own transformers. */
    static void complete(ClassHolder cls) {
        switch (cls.getName()) {
            case "java.lang.Throwable" -> cls.getMethods().forEach(ClassLibrary::readNone);
            case "java.lang.Object", "java.lang.Class" -> sayNames(cls);
            case "java.lang.Character" -> {
                lookUp(cls, "getType", "obtainClasses", CATEGORY);
                lookUp(cls, "toLowerCase", "acquireLowerCaseMapping", MAPPED);
                lookUp(cls, "toUpperCase", "acquireUpperCaseMapping", MAPPED);
            }
            case "java.util.Random" -> { // an interface has the method there
                MethodHolder drawn = new MethodHolder("nextInt", ValueType.INTEGER, ValueType.INTEGER);
                drawn.setLevel(AccessLevel.PUBLIC);
                drawn.setProgram(callOf(NEXT_INT, false));
                cls.addMethod(drawn);
            }
            default -> { }
        }
    }

    /** The field of what is suppressed is never null behind a read of it. */
    private static void readNone(MethodHolder method) {
        if (!method.hasProgram()) {
            return;
        }
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction read
                        && read.getField().getFieldName().equals("suppressed")) {
                    InvokeInstruction call = new InvokeInstruction();
                    call.setType(InvocationType.SPECIAL);
                    call.setMethod(OR_NONE);
                    call.setReceiver(read.getReceiver());
                    read.setReceiver(method.getProgram().createVariable());
                    call.setArguments(read.getReceiver());
                    call.setLocation(read.getLocation());
                    read.insertNext(call);
                }
            }
        }
    }

    /** TeaVM has another {@code toString} for obfuscated programs, which this one is in C alone. */
    private static void sayNames(ClassHolder cls) {
        MethodHolder words = cls.getMethod(new MethodDescriptor("toString", String.class));
        MethodHolder without = cls.getMethod(new MethodDescriptor("obfuscatedToString", String.class));
        for (BasicBlock block : words.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction call && call.getMethod().getName().equals("identity")) {
                    call.setMethod(new MethodReference(Object.class, "hashCode", int.class));
                    call.setType(InvocationType.VIRTUAL);
                }
            }
        }
        without.setProgram(ProgramUtils.copy(words.getProgram()));
    }

    /** A method of a character: {@code return CFunctions.category(character, obtainClasses().getValue())}. */
    private static void lookUp(ClassHolder cls, String method, String table, MethodReference function) {
        Program program = new Program();
        program.createVariable();
        Variable character = program.createVariable();
        InvokeInstruction resource = new InvokeInstruction();
        resource.setType(InvocationType.SPECIAL);
        resource.setMethod(new MethodReference("java.lang.Character", table, ValueType.object(RESOURCE)));
        resource.setReceiver(program.createVariable());
        InvokeInstruction runs = new InvokeInstruction();
        runs.setType(InvocationType.VIRTUAL);
        runs.setMethod(new MethodReference(RESOURCE, "getValue", ValueType.parse(String.class)));
        runs.setInstance(resource.getReceiver());
        runs.setReceiver(program.createVariable());
        InvokeInstruction category = new InvokeInstruction();
        category.setType(InvocationType.SPECIAL);
        category.setMethod(function);
        category.setArguments(character, runs.getReceiver());
        category.setReceiver(program.createVariable());
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(category.getReceiver());
        BasicBlock block = program.createBasicBlock();
        List.of(resource, runs, category, exit).forEach(block::add);
        cls.getMethod(new MethodDescriptor(method, int.class, int.class)).setProgram(program);
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (cls.getName().equals("java.lang.Object")) {
            cls.getMethods().stream().filter(method -> method.getName().equals("cloneLowLevel"))
                    .forEach(ClassLibrary::askOfElements);
        }
        if (!cls.getName().equals("java.lang.Math")) {
            return;
        }
        for (MethodReader function : context.getHierarchy().getClassSource().get(CMath.class.getName()).getMethods()) {
            MethodHolder method = cls.getMethod(function.getDescriptor());
            if (function.hasModifier(ElementModifier.NATIVE) && method != null) {
                method.setProgram(callOf(function.getReference(), true));
            }
        }
    }

    private static void askOfElements(MethodHolder clone) {
        Variable itemType = null;
        for (BasicBlock block : clone.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction read && itemType == null
                        && read.getField().getFieldName().equals("itemType")) { // the first is asked whether it is null
                    itemType = read.getReceiver();
                } else if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getName().equals("isPrimitive")) {
                    call.setArguments(itemType);
                }
            }
        }
    }

    /** @param isStatic whether the method is, that calls the function; of an object it hands that over, too */
    private static Program callOf(MethodReference function, boolean isStatic) {
        Program program = new Program();
        if (isStatic) {
            program.createVariable(); // where methods of objects have theirs
        }
        Variable[] arguments = new Variable[function.parameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = program.createVariable();
        }
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(function);
        call.setArguments(arguments);
        call.setReceiver(program.createVariable());
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(call.getReceiver());
        BasicBlock block = program.createBasicBlock();
        block.add(call);
        block.add(exit);
        return program;
    }
}
