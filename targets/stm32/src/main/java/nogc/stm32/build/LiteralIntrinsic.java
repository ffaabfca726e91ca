package nogc.stm32.build;

import org.teavm.ast.ConstantExpr;
import org.teavm.ast.Expr;
import org.teavm.ast.InvocationExpr;
import org.teavm.backend.c.intrinsic.Intrinsic;
import org.teavm.backend.c.intrinsic.IntrinsicContext;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;

/**
 * Has {@code Literal.copy} of a literal copy bytes: a string literal of C in place of a string of Java, whose
 * characters take two bytes each.
 */
final class LiteralIntrinsic implements Intrinsic {
    static final MethodReference COPY = new MethodReference("nogc.stm32.Literal", "copy",
            ValueType.parse(String.class), ValueType.parse(byte[].class), ValueType.VOID);

    @Override
    public boolean canHandle(MethodReference method) {
        return method.equals(COPY);
    }

    @Override
    public void apply(IntrinsicContext context, InvocationExpr call) {
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
