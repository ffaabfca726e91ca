package nogc.stm32.build;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>In place of {@code <init>(String)} stands {@code <init>(capacity)}, then {@code Literal.copy} into its array, then
 * the write of its length; in place of {@code Literal.bytes} with a literal a new array, then {@code Literal.copy} into
 * it, which {@link LiteralIntrinsic} makes a copy of bytes.
 */
public final class CheckedLiterals implements TeaVMPlugin, ClassHolderTransformer {
    private static final String STRING = "nogc.mqtt.Utf8String";
    private static final Set<String> CHECKED = Set.of(STRING, "nogc.mqtt.Topic", "nogc.mqtt.TopicFilter");
    private static final ValueType BYTES = ValueType.parse(byte[].class);
    private static final MethodReference ARRAY = new MethodReference(STRING, "bytes", BYTES);
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
        IntegerConstantInstruction size = size(call, bytes.length, program);
        call.setMethod(new MethodReference(call.getMethod().getClassName(), "<init>", ValueType.INTEGER,
                ValueType.VOID));
        call.setArguments(size.getReceiver());

        PutFieldInstruction length = new PutFieldInstruction();
        length.setInstance(call.getInstance());
        length.setField(new FieldReference(STRING, "length"));
        length.setFieldType(ValueType.INTEGER);
        length.setValue(size.getReceiver());
        insert(call, length, false);
        InvokeInstruction array = new InvokeInstruction();
        array.setType(InvocationType.SPECIAL);
        array.setMethod(ARRAY);
        array.setInstance(call.getInstance());
        array.setReceiver(program.createVariable());
        copy(call, new String(bytes, StandardCharsets.ISO_8859_1), array.getReceiver(), program);
        insert(call, array, false);
    }

    private static void makeArray(InvokeInstruction call, String literal, Program program) {
        ConstructArrayInstruction array = new ConstructArrayInstruction();
        array.setItemType(ValueType.BYTE);
        array.setSize(size(call, literal.length(), program).getReceiver());
        array.setReceiver(call.getReceiver());
        copy(call, literal, array.getReceiver(), program);
        insert(call, array, true);
        call.delete();
    }

    /** Ahead of a call, a constant. */
    private static IntegerConstantInstruction size(InvokeInstruction call, int length, Program program) {
        IntegerConstantInstruction size = new IntegerConstantInstruction();
        size.setConstant(length);
        size.setReceiver(program.createVariable());
        insert(call, size, true);
        return size;
    }

    /** Behind a call, the copy of a literal. */
    private static void copy(InvokeInstruction call, String literal, Variable to, Program program) {
        StringConstantInstruction text = new StringConstantInstruction();
        text.setConstant(literal);
        text.setReceiver(program.createVariable());
        InvokeInstruction copy = new InvokeInstruction();
        copy.setType(InvocationType.SPECIAL);
        copy.setMethod(LiteralIntrinsic.COPY);
        copy.setArguments(text.getReceiver(), to);
        insert(call, copy, false);
        insert(call, text, false);
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
            Class.forName(className).getConstructor(String.class).newInstance(literal);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause().getMessage();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiler's class path lacks " + className, e);
        }
    }
}
