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
 * How {@link Rewriting} names what is made in one place: by a call of a static method that no class has, and that
 * becomes a macro of the run time: {@code ONLY_OBJECT(place, struct, class)} or
 * {@code ONLY_ARRAY(place, class, length, bytes of an element)}, with {@code MAKE_} before it where it is made. It is
 * no method of the object's class: TeaVM takes a class for initialised behind a call of one of its methods, and would
 * leave out the initialiser.
 */
final class OnlyObjectIntrinsic implements Intrinsic {
    private static final String NAME = "only$object$";
    private static final String MAKE = "make$only$object$";

    /** A call that gives the object; it is made by then. */
    static InvokeInstruction name(Site site, Variable receiver) {
        return call(site, NAME, receiver);
    }

    /** A call that makes the object, all fields 0 or null. */
    static InvokeInstruction make(Site site, Variable receiver) {
        return call(site, MAKE, receiver);
    }

    private static InvokeInstruction call(Site site, String method, Variable receiver) {
        InvokeInstruction call = new InvokeInstruction();
        call.setMethod(new MethodReference(CFunctions.class.getName(), method + site.number() + "$" + site.length(),
                site.type()));
        call.setReceiver(receiver);
        return call;
    }

    @Override
    public boolean canHandle(MethodReference method) {
        return method.getName().startsWith(NAME) || method.getName().startsWith(MAKE);
    }

    /** The place by which such a call names what it gives or makes. */
    private static Site site(MethodReference method) {
        String name = method.getName();
        String[] numbers = name.substring(name.indexOf(NAME) + NAME.length()).split("\\$");
        return new Site(method.getReturnType(), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    @Override
    public void apply(IntrinsicContext context, InvocationExpr call) {
        Site site = site(call.getMethod());
        NameProvider names = context.names();
        boolean makes = call.getMethod().getName().startsWith(MAKE);
        context.includes().includeClass("org.teavm.runtime.Allocator");
        if (site.isArray()) {
            context.includes().includeType(site.type());
            String cls = names.forClassInstance(site.type());
            context.writer().print((makes ? "MAKE_" : "") + "ONLY_ARRAY(" + cls + "_" + site.number() + ", " + cls
                    + ", " + site.length() + ", " + site.element() + ")");
        } else {
            context.includes().includeClass(site.className());
            String struct = names.forClass(site.className());
            String place = (site.number() == 0 ? "" : "at" + site.number() + "_") + struct;
            context.writer().print((makes ? "MAKE_" : "") + "ONLY_OBJECT(" + place + ", " + struct + ", "
                    + names.forClassInstance(site.type()) + ")");
        }
    }
}
