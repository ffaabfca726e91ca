package nogc.stm32.build;

import org.teavm.model.AnnotationHolder;
import org.teavm.model.AnnotationValue;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.interop.Import;

/**
 * Declares the functions of C that an {@code @Import} names. TeaVM 0.15 calls them undeclared, so that C takes each
 * for one that gives an {@code int}, and a {@code float} for a {@code double}. Where neither {@code long} nor floating
 * point is among its types, that makes no difference, and the call stays as it is.
 */
final class ImportedFunctions implements ClassHolderTransformer {
    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (World.isForeign(cls.getName())) { // they bring headers with them
            return;
        }
        for (MethodHolder method : cls.getMethods()) {
            AnnotationHolder annotation = method.getAnnotations().get(Import.class.getName());
            String name = annotation == null ? "" : annotation.getValue("name").getString();
            boolean isOurs = name.startsWith("java_"); // in java.h
            if (annotation != null && !isOurs && method.hasModifier(ElementModifier.NATIVE) && isWide(method)) {
                // Under another name: a header may have declared it, with types that are the same by other names.
                String alias = "imported_" + name;
                annotation.getValues().put("name", new AnnotationValue("({ extern " + declaration(method, alias)
                        + " __asm__(\"" + name + "\"); " + alias + "; })"));
            }
        }
    }

    private static boolean isWide(MethodHolder method) {
        boolean wide = isWide(method.getResultType());
        for (ValueType parameter : method.getParameterTypes()) {
            wide |= isWide(parameter);
        }
        return wide;
    }

    private static boolean isWide(ValueType type) {
        return type == ValueType.LONG || type == ValueType.FLOAT || type == ValueType.DOUBLE;
    }

    private static String declaration(MethodHolder method, String name) {
        StringBuilder parameters = new StringBuilder();
        for (ValueType parameter : method.getParameterTypes()) {
            parameters.append(parameters.length() == 0 ? "" : ", ").append(inC(parameter));
        }
        return inC(method.getResultType()) + " " + name + "(" + (parameters.length() == 0 ? "void" : parameters) + ")";
    }

    private static String inC(ValueType type) {
        if (type == ValueType.VOID) {
            return "void";
        }
        if (!(type instanceof ValueType.Primitive)) {
            return "void *";
        }
        return type == ValueType.LONG ? "int64_t" : type == ValueType.FLOAT ? "float"
                : type == ValueType.DOUBLE ? "double" : "int32_t";
    }
}
