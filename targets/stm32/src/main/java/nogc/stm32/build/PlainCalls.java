package nogc.stm32.build;

import java.util.HashSet;
import java.util.Set;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Makes private the methods that no virtual call is left for: TeaVM gives every other one a place in the table of its
 * class, and an object of a class that has a table must know its class. It looks at the methods as {@link Rewriting}
 * left them.
 */
final class PlainCalls {
    private PlainCalls() {
    }

    static void makePrivate(Iterable<Method> methods, ClassReaderSource classes) {
        Set<MethodDescriptor> virtual = new HashSet<>();
        Set<ClassReader> owners = new HashSet<>();
        for (Method method : methods) {
            addWithAncestors(classes.get(method.holder.getOwnerName()), owners, classes);
            for (Instruction instruction : method.instructions()) {
                if (instruction instanceof InvokeInstruction
                        && ((InvokeInstruction) instruction).getType() == InvocationType.VIRTUAL) {
                    virtual.add(((InvokeInstruction) instruction).getMethod().getDescriptor());
                }
            }
        }
        for (ClassReader owner : owners) {
            if (!World.isForeign(owner.getName())) {
                for (MethodHolder method : ((ClassHolder) owner).getMethods()) {
                    if (!method.hasModifier(ElementModifier.STATIC) && !method.getName().equals("<init>")
                            && !virtual.contains(method.getDescriptor())) {
                        method.setLevel(AccessLevel.PRIVATE);
                    }
                }
            }
        }
    }

    private static void addWithAncestors(ClassReader owner, Set<ClassReader> owners, ClassReaderSource classes) {
        if (owner != null && owners.add(owner)) {
            addWithAncestors(owner.getParent() == null ? null : classes.get(owner.getParent()), owners, classes);
            owner.getInterfaces().forEach(name -> addWithAncestors(classes.get(name), owners, classes));
        }
    }
}
