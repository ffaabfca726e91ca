package nogc.stm32.build;

import org.teavm.ast.InvocationExpr;
import org.teavm.backend.c.intrinsic.Intrinsic;
import org.teavm.backend.c.intrinsic.IntrinsicContext;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * How {@link Rewriting} tells {@link BoundChecks} that an array has a length, and that one the C compiler: by calls of
 * static methods that no class has. The one gives the array itself; the other gives an index, checked:
 * {@code JAVA_INDEX(index, array, length)}, a macro of the run time.
 */
final class KnownLengthIntrinsic implements Intrinsic {
    private static final String ARRAY = "array$of$";
    private static final String INDEX = "index$below$";

    /** A call that gives an array, of which a length is known. */
    static InvokeInstruction array(Variable array, Site site, Variable receiver, TextLocation location) {
        return call(new MethodReference(CFunctions.class.getName(), ARRAY + site.length(), site.type(), site.type()),
                receiver, location, array);
    }

    /** A call that gives an index into an array of this length, or fails. */
    static InvokeInstruction index(Variable index, Variable array, int length, Variable receiver,
            TextLocation location) {
        return call(new MethodReference(CFunctions.class.getName(), INDEX + length, ValueType.INTEGER,
                ValueType.object("java.lang.Object"), ValueType.INTEGER), receiver, location, index, array);
    }

    private static InvokeInstruction call(MethodReference method, Variable receiver, TextLocation location,
            Variable... arguments) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(method);
        call.setArguments(arguments);
        call.setReceiver(receiver);
        call.setLocation(location);
        return call;
    }

    /** The length that a call of {@link #array} tells; -1 for another call. */
    static int length(MethodReference method) {
        return method.getName().startsWith(ARRAY) ? Integer.parseInt(method.getName().substring(ARRAY.length())) : -1;
    }

    @Override
    public boolean canHandle(MethodReference method) {
        return method.getName().startsWith(ARRAY) || method.getName().startsWith(INDEX);
    }

    @Override
    public void apply(IntrinsicContext context, InvocationExpr call) {
        String name = call.getMethod().getName();
        context.writer().print(name.startsWith(INDEX) ? "JAVA_INDEX(" : "(");
        context.emit(call.getArguments().get(0));
        if (name.startsWith(INDEX)) {
            context.writer().print(", ");
            context.emit(call.getArguments().get(1));
            context.writer().print(", " + name.substring(INDEX.length()));
        }
        context.writer().print(")");
    }
}
