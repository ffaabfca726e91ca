package nogc.stm32.build;

import org.teavm.ast.InvocationExpr;
import org.teavm.backend.c.intrinsic.Intrinsic;
import org.teavm.backend.c.intrinsic.IntrinsicContext;
import org.teavm.backend.lowlevel.generate.NameProvider;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * How {@link Rewriting} names the only object of a class: by a call of a static method that no class has, and that
 * becomes a macro of the run time: {@code ONLY_OBJECT(struct, class)}, with {@code MAKE_} before it where the
 * object is made. It is no method of the object's class: TeaVM takes a class for initialised behind a call of one of
 * its methods, and would leave out the initialiser.
 */
final class OnlyObjectIntrinsic implements Intrinsic {
    private static final String NAME = "only$object";
    private static final String MAKE = "make$only$object";

    /** A call that gives the object; it is made by then. */
    static InvokeInstruction name(String className, Variable receiver) {
        return call(className, NAME, receiver);
    }

    /** A call that makes the object, all fields 0 or null. */
    static InvokeInstruction make(String className, Variable receiver) {
        return call(className, MAKE, receiver);
    }

    private static InvokeInstruction call(String className, String method, Variable receiver) {
        InvokeInstruction call = new InvokeInstruction();
        call.setMethod(new MethodReference(CFunctions.class.getName(), method, ValueType.object(className)));
        call.setReceiver(receiver);
        return call;
    }

    @Override
    public boolean canHandle(MethodReference method) {
        return method.getName().equals(NAME) || method.getName().equals(MAKE);
    }

    @Override
    public void apply(IntrinsicContext context, InvocationExpr call) {
        String className = ((ValueType.Object) call.getMethod().getReturnType()).getClassName();
        NameProvider names = context.names();
        context.includes().includeClass(className);
        context.includes().includeClass("org.teavm.runtime.Allocator");
        context.writer().print((call.getMethod().getName().equals(MAKE) ? "MAKE_" : "") + "ONLY_OBJECT("
                + names.forClass(className) + ", " + names.forClassInstance(ValueType.object(className)) + ")");
    }
}
