package nogc.stm32.worlds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random expressions over what is in scope. In the profile {@code bare} none of them fails. */
final class Expressions {
    final Dice dice;
    final Types types;
    /** Whether an expression may throw. */
    boolean mayFail;
    /** In initialisers and constructors: the objects that are made once are not there yet. */
    boolean early;
    private int sharedUses;
    /** Local variables in scope: name and type. */
    final Map<String, String> locals = new LinkedHashMap<>();
    /** Methods that may be called: each calls only those before it. */
    int callable;
    final List<String[]> methods = new ArrayList<>();

    Expressions(Dice dice, Types types, boolean mayFail) {
        this.dice = dice;
        this.types = types;
        this.mayFail = mayFail;
    }

    String of(String type, int depth) {
        if (type.startsWith("C")) {
            return object(types.classes.get(Integer.parseInt(type.substring(1))), depth);
        }
        if (type.endsWith("[]")) {
            return array(type, depth);
        }
        if (type.equals("String")) {
            return string(depth);
        }
        if (type.equals("boolean")) {
            return condition(depth);
        }
        return number(type, depth);
    }

    private String local(String type) {
        List<String> fitting = new ArrayList<>();
        locals.forEach((name, kind) -> {
            if (kind.equals(type)) {
                fitting.add(name);
            }
        });
        return fitting.isEmpty() ? null : dice.of(fitting);
    }

    private String call(String type, int depth) {
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < callable; i++) {
            if (methods.get(i)[0].equals(type)) {
                fitting.add(i);
            }
        }
        if (fitting.isEmpty()) {
            return null;
        }
        int chosen = dice.of(fitting);
        String[] signature = methods.get(chosen);
        List<String> arguments = new ArrayList<>();
        for (int i = 1; i < signature.length; i++) {
            arguments.add(of(signature[i], depth - 1));
        }
        return "m" + chosen + "(" + String.join(", ", arguments) + ")";
    }

    private String number(String type, int depth) {
        String leaf = leaf(type, depth);
        if (leaf != null) {
            return leaf;
        }
        boolean small = type.equals("byte") || type.equals("short") || type.equals("char");
        String wide = small ? "int" : type;
        String cast = small ? "(" + type + ") " : "";
        boolean floating = type.equals("float") || type.equals("double");
        switch (dice.below(17)) {
            case 0:
            case 1:
            case 2:
                return cast + "(" + of(wide, depth - 1) + " " + dice.of("+", "-", "*") + " " + of(wide, depth - 1)
                        + ")";
            case 3:
                return floating ? "(" + of(type, depth - 1) + " " + dice.of("/", "%") + " " + of(type, depth - 1) + ")"
                        : cast + "(" + of(wide, depth - 1) + " " + dice.of("/", "%") + " " + divisor(wide, depth - 1)
                        + ")";
            case 4:
                return floating ? "(-" + of(type, depth - 1) + ")" : cast + "(" + of(wide, depth - 1) + " "
                        + dice.of("<<", ">>", ">>>") + " " + of(dice.of("int", wide), depth - 1) + ")";
            case 5:
                return floating ? "((" + type + ") Math." + dice.of("abs", "rint", "floor", "ceil", "ulp") + "("
                        + of(type, depth - 1) + "))"
                        : cast + "(" + of(wide, depth - 1) + " " + dice.of("&", "|", "^") + " " + of(wide, depth - 1)
                        + ")";
            case 6:
                return "(" + of("boolean", depth - 1) + " ? " + of(type, depth - 1) + " : " + of(type, depth - 1) + ")";
            case 7:
            case 8: {
                String from = dice.of(Types.PRIMITIVES.subList(0, 7));
                return "((" + type + ") " + of(from, depth - 1) + ")";
            }
            case 9:
                return field(type, depth);
            case 10:
                return cast + "(" + element(wide, depth) + ")";
            case 11:
                return virtual(type, depth);
            case 12:
                return "(switch (" + of("int", depth - 1) + dice.of("", " & 3") + ") {\ncase 0, 3 -> "
                        + of(type, depth - 1) + ";\ncase 1 -> " + of(type, depth - 1) + ";\ndefault -> "
                        + of(type, depth - 1) + ";\n})";
            case 13:
                return lambda(type, depth);
            case 14:
                return "new " + type + "[][] {{" + of(type, depth - 1) + "}, {" + of(type, depth - 1) + ", "
                        + of(type, 0) + "}}[" + of("int", depth - 1) + " & 1][" + index("int", depth) + "]";
            case 15:
                return floating ? of(type, depth - 1)
                        : cast + "(" + (wide.equals("int") ? "(int) " : "") + "Math.round("
                        + of(dice.of("float", "double"), depth - 1) + "))";
            default:
                String called = early ? null : call(type, depth);
                return called != null ? called : of(type, depth - 1);
        }
    }

    private String leaf(String type, int depth) {
        if (depth > 0 && !dice.oneIn(5)) {
            return null;
        }
        String variable = dice.oneIn(3) ? null : local(type);
        return variable != null ? variable : dice.oneIn(4) && type.equals("int") ? "t" : dice.literal(type);
    }

    private String divisor(String type, int depth) {
        if (mayFail && dice.oneIn(3)) {
            return of(type, depth);
        }
        return "(" + of(type, depth) + " | 1" + (type.equals("long") ? "L)" : ")");
    }

    private String field(String type, int depth) {
        Types.Type owner = dice.of(types.classes);
        if (dice.oneIn(6)) {
            return "((" + type + ") I" + dice.below(types.interfaces) + ".K)";
        }
        if (early || dice.oneIn(2)) {
            return owner.staticType().equals(type) ? owner.name() + ".s"
                    : "((" + type + ") " + owner.name() + ".s)";
        }
        String field = types.field(dice, owner);
        if (field == null || field.startsWith("boolean")) {
            return of(type, depth - 1);
        }
        return "((" + type + ") " + object(owner, depth - 1) + "." + field.split(" ")[1] + ")";
    }

    private String virtual(String type, int depth) {
        Types.Type owner = dice.of(types.classes);
        if (early) {
            return dice.literal(type);
        }
        if (!type.equals("int")) {
            return "((" + type + ") " + virtual("int", depth) + ")";
        }
        if (!owner.interfaces().isEmpty() && dice.oneIn(2)) {
            return "((I" + dice.of(owner.interfaces()) + ") " + object(owner, depth - 1) + ")."
                    + dice.of("w", "d") + "(" + of("int", depth - 1) + ")";
        }
        return object(owner, depth - 1) + "." + dice.of("v", "v", "u") + "(" + of("int", depth - 1) + ")";
    }

    /** An element of an array of a type, as a number of that type. */
    private String element(String type, int depth) {
        String item = type.equals("int") ? dice.of("int", "byte", "short", "char") : type;
        String array = local(item + "[]");
        if (array == null) {
            array = item.equals("int") ? early ? "a" : shared() : "new " + item + "[] {" + of(item, depth - 1) + ", "
                    + of(item, depth - 1) + ", " + dice.literal(item) + ", " + dice.literal(item) + "}";
        }
        return array + "[" + index(depth) + "]";
    }

    /** One of the two arrays that all know, in turn: one that a static field begins with, and one that is made once. */
    String shared() {
        return ++sharedUses % 2 == 0 ? "a" : "o";
    }

    /** All arrays have 4 elements. */
    String index(int depth) {
        if (mayFail && dice.oneIn(6)) {
            return of("int", depth - 1) + dice.of("", " & 7", " >> 30");
        }
        return of("int", depth - 1) + " & 3";
    }

    /** 0, which every row has, or in a world that throws perhaps 1. */
    private String index(String type, int depth) {
        return mayFail && dice.oneIn(4) ? of(type, depth - 1) + " & 1" : "0";
    }

    /**
     * A function of its parameter, which a local variable would have to be final for. Fewer where exceptions are caught:
     * that image is nearly as large as the flash.
     */
    private String lambda(String type, int depth) {
        if (mayFail && dice.oneIn(2)) {
            return of(type, depth - 1);
        }
        if (!type.equals("int")) {
            return "((" + type + ") " + lambda("int", depth) + ")";
        }
        String argument = of("int", depth - 1);
        Map<String, String> before = new LinkedHashMap<>(locals);
        locals.clear();
        String parameter = "y" + depth + "_" + before.size();
        locals.put(parameter, "int");
        String body = of("int", depth - 1);
        locals.clear();
        locals.putAll(before);
        return "((L) " + parameter + " -> " + body + ").go(" + argument + ")";
    }

    private String condition(int depth) {
        if (depth <= 0) {
            String variable = local("boolean");
            return variable != null ? variable : dice.literal("boolean");
        }
        switch (dice.below(early ? 2 : 8)) {
            case 0:
                return "(" + of("boolean", depth - 1) + " " + dice.of("&&", "||", "^", "&", "|", "==", "!=") + " "
                        + of("boolean", depth - 1) + ")";
            case 1:
                return "!" + of("boolean", depth - 1);
            case 2:
                return "(" + object(dice.of(types.classes), depth - 1) + " " + dice.of("==", "!=") + " "
                        + (dice.oneIn(2) ? "null" : "last") + ")";
            case 3:
                return "(thing(" + of("int", depth - 1) + ") instanceof "
                        + dice.of(dice.of(types.classes).name(), "I0", "int[]", "Object[]", "C0[]", "String",
                                "byte[][]", "Cloneable", "Comparable") + ")";
            case 4:
                if (mayFail) {
                    return string(depth - 1) + ".equals(" + string(depth - 1) + ")";
                }
                return dice.literal("boolean");
            default:
                String type = dice.of("int", "int", "long", "float", "double", "char");
                return "(" + of(type, depth - 1) + " " + dice.of("<", "<=", ">", ">=", "==", "!=") + " "
                        + of(type, depth - 1) + ")";
        }
    }

    private String object(Types.Type type, int depth) {
        String variable = dice.oneIn(4) ? null : local(type.name());
        if (variable != null && (depth <= 0 || !dice.oneIn(3))) {
            return variable;
        }
        if (mayFail && dice.oneIn(8)) {
            switch (dice.below(4)) {
                case 0:
                    return "((" + type.name() + ") null)";
                case 1:
                    return "((" + type.name() + ") thing(" + of("int", depth - 1) + "))";
                default:
                    return "held" + type.number();
            }
        }
        List<Types.Type> candidates = new ArrayList<>(types.subclasses(type));
        candidates.removeIf(Types.Type::madeOnce);
        if (candidates.isEmpty()) {
            return dice.of("only" + type.number(), "only" + type.number());
        }
        Types.Type made = dice.of(candidates);
        String creation = "new " + made.name() + "(" + of("int", Math.min(depth - 1, 1)) + ")";
        if (made == type) {
            return creation;
        }
        return dice.oneIn(2) ? "((" + type.name() + ") " + creation + ")"
                : "((" + type.name() + ") (Object) " + creation + ")";
    }

    private String array(String type, int depth) {
        String variable = local(type);
        if (variable != null && !dice.oneIn(4)) {
            return variable;
        }
        String item = type.substring(0, type.length() - 2);
        if (dice.oneIn(2)) {
            return "new " + item + "[4]";
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            elements.add(dice.oneIn(3) ? of(item, Math.min(depth - 1, 2)) : of(item, 0));
        }
        return "new " + item + "[] {" + String.join(", ", elements) + "}";
    }

    String string(int depth) {
        String variable = local("String");
        if (!mayFail || depth <= 0) {
            return variable != null ? variable
                    : dice.of("\"\"", "\"a\"", "\"abc\"", "\"\\u00e9t\\u00e9\"", "\"Aa\"", "\"BB\"");
        }
        switch (dice.below(8)) {
            case 0:
            case 1:
                String type = dice.of("int", "long", "char", "boolean", "byte");
                return "(" + string(depth - 1) + " + " + (type.equals("char") ? "c" : "") + "("
                        + of(type, depth - 1) + "))";
            case 2:
                return string(depth - 1) + ".substring(" + (dice.oneIn(4) ? "1" : "0") + ")";
            case 3:
                return "String.valueOf(" + of("int", depth - 1) + ")";
            case 4:
                return "(" + string(depth - 1) + " + " + string(depth - 1) + ")";
            case 5:
                return "cut(" + string(depth - 1) + ")";
            default:
                return variable != null ? variable : "\"x\"";
        }
    }
}
