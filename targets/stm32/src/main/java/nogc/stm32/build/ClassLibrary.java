package nogc.stm32.build;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.AbstractList;
import java.util.List;
import nogc.stm32.build.library.Charsets;
import nogc.stm32.build.library.IteratorChecks;
import nogc.stm32.build.library.ThrowableChecks;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Mends TeaVM's class library:
 * <ul>
 * <li>what {@link CMath} has is in the place of the methods of {@code java.lang.Math} with the same names;
 * <li>{@code clone} of an array copies its elements: TeaVM takes each for four bytes, since it asks of the array's
 * class, and not of that of the elements, whether it is a number's, so that a copy of longs was half of it and one of
 * bytes wrote over what lay behind;
 * <li>{@code toString} of an object and of a class says its name, and what is suppressed of an exception is known;
 * <li>characters have their categories and cases without tables in the heap;
 * <li>an exception that is made of its cause alone has the cause's words, and the iterator of a list ends where the
 * list does;
 * <li>constants of an {@code enum} are compared by the difference of their numbers;
 * <li>{@code System.arraycopy} throws what arrays throw for an index, and copies null between arrays of two classes;
 * <li>a seed makes a {@code Random} forget the second number of a pair of {@code nextGaussian};
 * <li>{@code Arrays.copyOf} throws {@code ArrayStoreException} for an element of another class;
 * <li>what is {@code Serializable} or {@code Cloneable} on a JVM is so here: such is the type of the array that javac
 * makes for {@code Arrays.asList("a", 'b')};
 * <li>bytes become a string by {@link Charsets};
 * <li>and what {@link Substitution} puts in the place of methods, or into them.
 * </ul>
 */
final class ClassLibrary implements ClassHolderTransformer {
    private static final String RESOURCE = "org.teavm.platform.metadata.StringResource";
    private static final MethodReference CATEGORY =
            new MethodReference(CFunctions.class, "category", int.class, String.class, int.class);
    private static final MethodReference MAPPED =
            new MethodReference(CFunctions.class, "mapped", int.class, String.class, int.class);
    private static final MethodReference TITLED =
            new MethodReference(CFunctions.class, "titled", int.class, String.class, int.class);
    private static final MethodReference DIFFERENCE =
            new MethodReference(CFunctions.class, "difference", int.class, int.class, int.class);
    private static final MethodReference MAY_HOLD =
            new MethodReference(CFunctions.class, "mayHold", Class.class, Object.class, boolean.class);
    private static final MethodReference DECODED = new MethodReference(Charsets.class, "decoded", byte[].class,
            int.class, int.class, Charset.class, char[].class);
    private static final MethodReference MESSAGE =
            new MethodReference(ThrowableChecks.class, "message", Throwable.class, String.class);
    private static final MethodReference IS_ELSEWHERE =
            new MethodReference(IteratorChecks.class, "isElsewhere", int.class, int.class, boolean.class);
    private static final String OUT_OF_BOUNDS = IndexOutOfBoundsException.class.getName();
    private static final List<Class<?>> MARKERS = List.of(Serializable.class, Cloneable.class);
    private static final MethodReference OR_NONE =
            new MethodReference(CFunctions.class, "orNone", Throwable[].class, Throwable[].class);

    /** What is put right ahead of TeaVM's own transformers. */
    static void complete(ClassHolder cls) {
        switch (cls.getName()) {
            case "java.lang.Throwable" -> {
                cls.getMethods().forEach(ClassLibrary::readNone);
                sayCause(cls);
            }
            case "java.lang.Enum" -> cls.getMethods().stream()
                    .filter(method -> method.getName().equals("compareTo") && method.hasProgram())
                    .forEach(ClassLibrary::subtract);
            case "java.lang.System" -> cls.getMethods().stream()
                    .filter(method -> method.getName().endsWith("rraycopy")).forEach(ClassLibrary::copyArrays);
            case "java.util.Arrays" -> cls.getMethods().stream()
                    .filter(method -> method.getName().startsWith("copyOf")).forEach(ClassLibrary::castNothing);
            case "java.util.AbstractList$1" -> askSize(cls);
            case "java.lang.Object", "java.lang.Class" -> sayNames(cls);
            case "java.lang.Character" -> {
                lookUp(cls, "getType", "obtainClasses", CATEGORY);
                lookUp(cls, "toLowerCase", "acquireLowerCaseMapping", MAPPED);
                lookUp(cls, "toUpperCase", "acquireUpperCaseMapping", MAPPED);
                lookUp(cls, "toTitleCase", "acquireTitleCaseMapping", TITLED);
            }
            case "java.util.Random" -> forgetGaussian(cls);
            case "java.lang.String" -> decode(cls.getMethod(new MethodDescriptor("initWithBytes", byte[].class,
                    int.class, int.class, Charset.class, void.class)));
            default -> { }
        }
        mark(cls);
        Substitution.apply(cls);
    }

    /** Adds the interfaces without methods that TeaVM left out. */
    private static void mark(ClassHolder cls) {
        if (!cls.getName().startsWith("java.") || cls.hasModifier(ElementModifier.INTERFACE)) {
            return;
        }
        try {
            Class<?> known = Class.forName(cls.getName(), false, null);
            for (Class<?> marker : MARKERS) {
                if (marker.isAssignableFrom(known)) {
                    cls.getInterfaces().add(marker.getName());
                }
            }
        } catch (ClassNotFoundException e) {
            // a class of TeaVM alone, whose name no program has
        }
    }

    /** Constants are as far from one another as their numbers: TeaVM has the sign of that alone. */
    private static void subtract(MethodHolder method) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction call && call.getMethod().getName().equals("compare")) {
                    call.setMethod(DIFFERENCE);
                }
            }
        }
    }

    /** What is thrown for an index is of an array, and null may be an element of any. */
    private static void copyArrays(MethodHolder method) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof ConstructInstruction made && made.getType().equals(OUT_OF_BOUNDS)) {
                    made.setType(ArrayIndexOutOfBoundsException.class.getName());
                } else if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getClassName().equals(OUT_OF_BOUNDS)) {
                    call.setMethod(new MethodReference(ArrayIndexOutOfBoundsException.class.getName(),
                            call.getMethod().getDescriptor()));
                } else if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getName().equals("isInstance")) {
                    call.setArguments(call.getInstance(), call.getArguments().get(0));
                    call.setInstance(null);
                    call.setType(InvocationType.SPECIAL);
                    call.setMethod(MAY_HOLD);
                }
            }
        }
    }

    /** What is copied to an array of another class is stored, and not cast: {@link StoreChecks} then says what fits. */
    private static void castNothing(MethodHolder method) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction call && call.getMethod().getName().equals("cast")) {
                    AssignInstruction same = new AssignInstruction();
                    same.setAssignee(call.getArguments().get(0));
                    same.setReceiver(call.getReceiver());
                    same.setLocation(call.getLocation());
                    call.replace(same);
                }
            }
        }
    }

    /** {@code message = ThrowableChecks.message(cause)} in the constructor that takes a cause alone. */
    private static void sayCause(ClassHolder cls) {
        MethodHolder made = cls.getMethod(new MethodDescriptor("<init>", Throwable.class, void.class));
        Program program = made.getProgram();
        InvokeInstruction message = new InvokeInstruction();
        message.setType(InvocationType.SPECIAL);
        message.setMethod(MESSAGE);
        message.setArguments(program.variableAt(1));
        message.setReceiver(program.createVariable());
        writeFirst(program, cls, "message", ValueType.parse(String.class), message.getReceiver());
        program.basicBlockAt(0).addFirst(message);
    }

    /** {@code hasNext} is {@code IteratorChecks.isElsewhere(index, list.size())}: TeaVM asks the size at first only. */
    private static void askSize(ClassHolder cls) {
        Program program = new Program();
        Variable iterator = program.createVariable();
        GetFieldInstruction list = read(iterator, cls, "this$0", ValueType.object("java.util.AbstractList"));
        InvokeInstruction size = new InvokeInstruction();
        size.setType(InvocationType.VIRTUAL);
        size.setMethod(new MethodReference(AbstractList.class, "size", int.class));
        size.setInstance(list.getReceiver());
        size.setReceiver(program.createVariable());
        GetFieldInstruction index = read(iterator, cls, "index", ValueType.INTEGER);
        InvokeInstruction compared = new InvokeInstruction();
        compared.setType(InvocationType.SPECIAL);
        compared.setMethod(IS_ELSEWHERE);
        compared.setArguments(index.getReceiver(), size.getReceiver());
        compared.setReceiver(program.createVariable());
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(compared.getReceiver());
        BasicBlock block = program.createBasicBlock();
        List.of(list, size, index, compared, exit).forEach(block::add);
        cls.getMethod(new MethodDescriptor("hasNext", boolean.class)).setProgram(program);
    }

    private static GetFieldInstruction read(Variable object, ClassHolder cls, String field, ValueType type) {
        GetFieldInstruction read = new GetFieldInstruction();
        read.setInstance(object);
        read.setField(new FieldReference(cls.getName(), field));
        read.setFieldType(type);
        read.setReceiver(object.getProgram().createVariable());
        return read;
    }

    private static void forgetGaussian(ClassHolder cls) {
        Program program = cls.getMethod(new MethodDescriptor("setSeed", long.class, void.class)).getProgram();
        IntegerConstantInstruction none = new IntegerConstantInstruction();
        none.setReceiver(program.createVariable());
        writeFirst(program, cls, "haveStoredGaussian", ValueType.BOOLEAN, none.getReceiver());
        program.basicBlockAt(0).addFirst(none);
    }

    /** A method of an object sets a field of it ahead of all else. */
    private static void writeFirst(Program program, ClassHolder cls, String field, ValueType type, Variable value) {
        PutFieldInstruction write = new PutFieldInstruction();
        write.setInstance(program.variableAt(0));
        write.setField(new FieldReference(cls.getName(), field));
        write.setFieldType(type);
        write.setValue(value);
        program.basicBlockAt(0).addFirst(write);
    }

    /** {@code takeCharArray(Charsets.decoded(bytes, offset, length, charset))}. */
    private static void decode(MethodHolder method) {
        Program program = new Program();
        Variable text = program.createVariable();
        Variable[] arguments = new Variable[4];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = program.createVariable();
        }
        InvokeInstruction decoded = new InvokeInstruction();
        decoded.setType(InvocationType.SPECIAL);
        decoded.setMethod(DECODED);
        decoded.setArguments(arguments);
        decoded.setReceiver(program.createVariable());
        InvokeInstruction take = new InvokeInstruction();
        take.setType(InvocationType.SPECIAL);
        take.setMethod(new MethodReference(String.class, "takeCharArray", char[].class, void.class));
        take.setInstance(text);
        take.setArguments(decoded.getReceiver());
        BasicBlock block = program.createBasicBlock();
        List.of(decoded, take, new ExitInstruction()).forEach(block::add);
        method.setProgram(program);
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
                method.setProgram(callOf(function.getReference()));
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

    /** A static method that calls the function. */
    private static Program callOf(MethodReference function) {
        Program program = new Program();
        program.createVariable(); // where methods of objects have theirs
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
