package nogc.stm32.build;

import java.util.ArrayList;
import java.util.List;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.MethodDependency;
import org.teavm.dependency.MethodDependencyInfo;
import org.teavm.dependency.ValueDependencyInfo;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayElementType;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutElementInstruction;

/**
 * Asks ahead of a store in an array of references whether its elements may be of the class of the value, which TeaVM
 * 0.15 does not. The call stands in front of TeaVM's checks of the array for null and of the index, and leaves both to
 * them: what they throw comes first (JLS 15.26.1).
 *
 * <p>Most stores need no check: TeaVM knows which classes of arrays, and of values, the whole program may bring there.
 * It is put in behind {@link ClosedWorld}, which therefore sees a program without it.
 */
final class StoreChecks extends AbstractDependencyListener {
    private static final MethodReference STORE = new MethodReference(CFunctions.class, "store", Object.class, int.class,
            Object.class, void.class);
    private static final MethodReference WRONG_STORE = new MethodReference(CFunctions.class, "wrongStore", void.class);
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    @Override
    public void methodReached(DependencyAgent agent, MethodDependency method) {
        if (!isOfRunTime(method.getReference()) && method.getMethod() != null && stores(method.getMethod())) {
            agent.linkMethod(STORE).use();
            JavaRules.link(agent, WRONG_STORE, method); // by the C of STORE
        }
    }

    @Override
    public void completing(DependencyAgent agent) {
        for (MethodReference reference : agent.getReachableMethods()) {
            ClassReader owner = agent.getClassSource().get(reference.getClassName());
            MethodReader method = owner == null ? null : owner.getMethod(reference.getDescriptor());
            if (method instanceof MethodHolder holder && holder.hasProgram() && !isOfRunTime(reference)) {
                for (PutElementInstruction store : stores(holder)) {
                    if (!isRight(agent.getMethod(reference), store, agent.getClassSource())) {
                        check(store);
                    }
                }
            }
        }
    }

    /** TeaVM's own run time must not throw. */
    private static boolean isOfRunTime(MethodReference method) {
        return method.getClassName().startsWith("org.teavm.");
    }

    private static boolean stores(MethodReader method) {
        return method instanceof MethodHolder holder && holder.hasProgram() && !stores(holder).isEmpty();
    }

    private static List<PutElementInstruction> stores(MethodHolder method) {
        List<PutElementInstruction> stores = new ArrayList<>();
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof PutElementInstruction store && store.getType() == ArrayElementType.OBJECT) {
                    stores.add(store);
                }
            }
        }
        return stores;
    }

    /** Whether each value that may come there may be an element of each array that may. */
    private static boolean isRight(MethodDependencyInfo method, PutElementInstruction store,
            ClassReaderSource classes) {
        ValueDependencyInfo arrays = known(method, store.getArray());
        ValueDependencyInfo values = known(method, store.getValue());
        if (arrays == null || values == null || arrays.getTypes().length == 0) {
            return false;
        }
        for (ValueType array : arrays.getTypes()) {
            for (ValueType value : values.getTypes()) {
                if (array instanceof ValueType.Array of && !mayHold(of.getItemType(), value, classes)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean mayHold(ValueType item, ValueType value, ClassReaderSource classes) {
        if (item.equals(value) || item.equals(OBJECT) && !(value instanceof ValueType.Primitive)) {
            return true;
        }
        if (item instanceof ValueType.Array items && value instanceof ValueType.Array values) {
            return mayHold(items.getItemType(), values.getItemType(), classes);
        }
        return item instanceof ValueType.Object superclass && value instanceof ValueType.Object of
                && classes.isSuperType(superclass.getClassName(), of.getClassName()).orElse(false);
    }

    /** What TeaVM knows of a variable: nothing of one that came later. */
    private static ValueDependencyInfo known(MethodDependencyInfo method, Variable variable) {
        return method == null || variable.getIndex() >= method.getVariableCount() ? null
                : method.getVariable(variable.getIndex());
    }

    private static void check(PutElementInstruction store) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(STORE);
        call.setArguments(store.getArray(), store.getIndex(), store.getValue());
        call.setLocation(store.getLocation());
        store.insertPrevious(call);
    }
}
