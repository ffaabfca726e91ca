package nogc.stm32.build;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.teavm.ast.ConstantExpr;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.backend.c.intrinsic.Intrinsic;
import org.teavm.backend.c.intrinsic.IntrinsicContext;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Has {@code Literal.copy} of a literal copy bytes: a string literal of C in place of a string of Java, whose
 * characters take two bytes each.
 */
final class LiteralIntrinsic implements Intrinsic {
    static final MethodReference COPY = new MethodReference("nogc.stm32.Literal", "copy",
            ValueType.parse(String.class), ValueType.parse(byte[].class), ValueType.VOID);

    private static final String ARRAY = "literal$array$";
    private static final ValueType BYTES = ValueType.parse(byte[].class);

    /** A call that gives the one array with the bytes of a literal, which is there from the start. */
    static InvokeInstruction array(String literal, Variable receiver) {
        byte[] bytes = new byte[literal.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) literal.charAt(i);
        }
        InvokeInstruction call = new InvokeInstruction();
        call.setMethod(new MethodReference(CFunctions.class.getName(), ARRAY + HexFormat.of().formatHex(bytes), BYTES));
        call.setReceiver(receiver);
        return call;
    }

    @Override
    public boolean canHandle(MethodReference method) {
        return method.equals(COPY) || method.getName().startsWith(ARRAY);
    }

    @Override
    public void apply(IntrinsicContext context, InvocationExpr call) {
        String name = call.getMethod().getName();
        if (name.startsWith(ARRAY)) {
            byte[] bytes = HexFormat.of().parseHex(name.substring(ARRAY.length()));
            context.includes().includeClass("org.teavm.runtime.Allocator");
            context.includes().includeType(BYTES);
            context.writer().print("ONLY_LITERAL(" + context.names().forClassInstance(BYTES) + ", "
                    + bytes.length + ", " + inC(new String(bytes, StandardCharsets.ISO_8859_1)) + ")");
            return;
        }
        Expr text = call.getArguments().get(0);
        if (text instanceof ConstantExpr constant && constant.getValue() instanceof String literal) {
            context.writer().print("JAVA_LITERAL(" + inC(literal) + ", " + literal.length() + ", ");
        } else {
            context.includes().includeClass(COPY.getClassName());
            context.writer().print(context.names().forMethod(COPY) + "(");
            context.emit(text);
            context.writer().print(", ");
        }
        context.emit(call.getArguments().get(1));
        context.writer().print(")");
    }

    /** The lower eight bits of each character; all that C could take for something else by its number. */
    static String inC(String literal) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : literal.toCharArray()) {
            if (c >= ' ' && c <= '~' && "\"\\?".indexOf(c) < 0) {
                text.append(c);
            } else {
                text.append(String.format("\\%03o", c & 0xFF));
            }
        }
        return text.append('"').toString();
    }
}
