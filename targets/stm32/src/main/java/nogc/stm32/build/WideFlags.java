package nogc.stm32.build;

import java.util.HashSet;
import java.util.Set;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.ValueType;

/**
 * Gives the booleans of an only object two bytes without a sign, in C, in place of one with it: a Cortex-M reads such a
 * field by an instruction of two bytes, the other by one of four. A class with many objects keeps them small.
 */
final class WideFlags {
    private WideFlags() {
    }

    static void widen(World world, ClassReaderSource classes) {
        Set<String> seen = new HashSet<>();
        for (Method method : world.methods()) {
            String owner = method.holder.getOwnerName();
            if (seen.add(owner) && world.isOnly(owner)) {
                widen((ClassHolder) classes.get(owner));
            }
        }
    }

    private static void widen(ClassHolder owner) {
        for (FieldHolder field : owner.getFields()) {
            if (field.getType() == ValueType.BOOLEAN && !field.hasModifier(ElementModifier.STATIC)) {
                field.setType(ValueType.CHARACTER);
            }
        }
    }
}
