package nogc.stm32.build;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.teavm.backend.c.TeaVMCHost;
import org.teavm.model.BasicBlock;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.StringConstantInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Checks the constant topics of a program while it is built: {@code new Topic("a/b")} with a literal, and so
 * {@code TopicFilter} and {@code Utf8String}. One that is wrong fails the build with the words of the constructor, and
 * its place. One that is right is filled with its bytes at start and not looked at again, so that an image whose topics
 * are all constant has no code that checks them.
 *
 * <p>In place of the constructor stand a new array, {@code Literal.copy} into it, and the writes of the two fields that
 * the constructor leaves other than 0 or null, which is checked; in place of {@code Literal.bytes} with a literal a new
 * array and {@code Literal.copy}, which {@link LiteralIntrinsic} makes a copy of bytes. Where an array is made once,
 * {@link Rewriting} has it hold its bytes from the start: nobody can see it before.
 */
public final class CheckedLiterals implements TeaVMPlugin, ClassHolderTransformer {
    private static final String STRING = "nogc.mqtt.Utf8String";
    private static final Set<String> CHECKED = Set.of(STRING, "nogc.mqtt.Topic", "nogc.mqtt.TopicFilter");
    private static final Set<String> WRITTEN = Set.of("bytes", "length");
    private static final ValueType BYTES = ValueType.parse(byte[].class);
    private static final MethodReference OF_LITERAL = new MethodReference("nogc.stm32.Literal", "bytes",
            ValueType.parse(String.class), BYTES);

    /** TeaVM finds it by {@code META-INF/services}. */
    public CheckedLiterals() {
    }

    @Override
    public void install(TeaVMHost host) {
        TeaVMCHost c = host.getExtension(TeaVMCHost.class);
        if (c != null) {
            c.addIntrinsic(context -> new LiteralIntrinsic());
        }
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (World.isForeign(cls.getName())) {
            return;
        }
        for (MethodHolder method : cls.getMethods()) {
            if (method.hasProgram()) {
                transform(method, context);
            }
        }
    }

    private static void transform(MethodHolder method, ClassHolderTransformerContext context) {
        Map<Variable, String> literals = new HashMap<>();
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            List<Instruction> instructions = new ArrayList<>();
            block.forEach(instructions::add);
            for (Instruction instruction : instructions) {
                if (instruction instanceof StringConstantInstruction) {
                    StringConstantInstruction literal = (StringConstantInstruction) instruction;
                    literals.put(literal.getReceiver(), literal.getConstant());
                } else if (instruction instanceof AssignInstruction) {
                    AssignInstruction copy = (AssignInstruction) instruction;
                    literals.put(copy.getReceiver(), literals.get(copy.getAssignee()));
                } else if (instruction instanceof InvokeInstruction call && call.getArguments().size() == 1
                        && literals.get(call.getArguments().get(0)) != null) {
                    String literal = literals.get(call.getArguments().get(0));
                    if (isConstructor(call)) {
                        complete(call, literal, method, context);
                    } else if (call.getMethod().equals(OF_LITERAL) && call.getReceiver() != null) {
                        makeArray(call, literal, method.getProgram());
                    }
                }
            }
        }
    }

    private static boolean isConstructor(InvokeInstruction call) {
        MethodReference called = call.getMethod();
        return called.getName().equals("<init>") && CHECKED.contains(called.getClassName())
                && called.parameterCount() == 1 && called.parameterType(0).isObject(String.class);
    }

    private static void complete(InvokeInstruction call, String literal, MethodHolder method,
            ClassHolderTransformerContext context) {
        String fault = faultOf(call.getMethod().getClassName(), literal);
        if (fault != null) {
            context.getDiagnostics().error(new CallLocation(method.getReference(), call.getLocation()), fault);
            return;
        }
        byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
        Program program = method.getProgram();
        ConstructArrayInstruction array = array(call, new String(bytes, StandardCharsets.ISO_8859_1),
                program.createVariable(), program);
        insert(call, write(call.getInstance(), "bytes", BYTES, array.getReceiver()), false);
        insert(call, write(call.getInstance(), "length", ValueType.INTEGER, array.getSize()), false);
        call.delete();
    }

    private static PutFieldInstruction write(Variable string, String field, ValueType type, Variable value) {
        PutFieldInstruction write = new PutFieldInstruction();
        write.setInstance(string);
        write.setField(new FieldReference(STRING, field));
        write.setFieldType(type);
        write.setValue(value);
        return write;
    }

    private static void makeArray(InvokeInstruction call, String literal, Program program) {
        array(call, literal, call.getReceiver(), program);
        call.delete();
    }

    /** Ahead of a call, an array with the bytes of a literal. */
    private static ConstructArrayInstruction array(InvokeInstruction call, String literal, Variable receiver,
            Program program) {
        IntegerConstantInstruction size = new IntegerConstantInstruction();
        size.setConstant(literal.length());
        size.setReceiver(program.createVariable());
        ConstructArrayInstruction array = new ConstructArrayInstruction();
        array.setItemType(ValueType.BYTE);
        array.setSize(size.getReceiver());
        array.setReceiver(receiver);
        StringConstantInstruction text = new StringConstantInstruction();
        text.setConstant(literal);
        text.setReceiver(program.createVariable());
        InvokeInstruction copy = new InvokeInstruction();
        copy.setType(InvocationType.SPECIAL);
        copy.setMethod(LiteralIntrinsic.COPY);
        copy.setArguments(text.getReceiver(), receiver);
        insert(call, size, true);
        insert(call, array, true);
        insert(call, text, true);
        insert(call, copy, true);
        return array;
    }

    private static void insert(Instruction at, Instruction inserted, boolean ahead) {
        inserted.setLocation(at.getLocation());
        if (ahead) {
            at.insertPrevious(inserted);
        } else {
            at.insertNext(inserted);
        }
    }

    /** Why the constructor refuses a literal, in its own words; null if it does not. */
    private static String faultOf(String className, String literal) {
        try {
            checkFields(Class.forName(className).getConstructor(String.class).newInstance(literal));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause().getMessage();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiler's class path lacks " + className, e);
        }
    }

    /** That a constructor leaves all fields 0 or null but the two that are written in its place. */
    private static void checkFields(Object string) throws ReflectiveOperationException {
        for (Class<?> owner = string.getClass(); owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                field.setAccessible(true);
                boolean written = owner.getName().equals(STRING) && WRITTEN.contains(field.getName());
                Object value = Array.get(Array.newInstance(field.getType(), 1), 0);
                if (!written && !Modifier.isStatic(field.getModifiers()) && !Objects.equals(field.get(string), value)) {
                    throw new IllegalStateException("the constructor of " + string.getClass().getName() + " writes "
                            + field + ", so CheckedLiterals has to");
                }
            }
        }
    }
}
