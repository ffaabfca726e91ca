package nogc.stm32.worlds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random statements; every loop ends. */
final class Statements {
    private static final List<String> LOCALS = List.of("int", "int", "long", "float", "double", "byte", "short", "char",
            "boolean", "int[]", "byte[]", "char[]", "long[]", "double[]", "short[]", "float[]", "boolean[]", "String");

    private final Dice dice;
    private final Expressions expressions;
    private final boolean catches;
    private int names;
    /** In how many loops that a {@code continue} or {@code break} may name. */
    private int loops;
    /** What the method gives, if it is one that statements may end. */
    String result;

    Statements(Expressions expressions, boolean catches) {
        dice = expressions.dice;
        this.expressions = expressions;
        this.catches = catches;
    }

    /** A block without braces; what it declares is gone behind it. */
    String block(int count, int depth) {
        Map<String, String> before = new LinkedHashMap<>(expressions.locals);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(statement(depth));
        }
        expressions.locals.clear();
        expressions.locals.putAll(before);
        return text.toString();
    }

    private String statement(int depth) {
        if (depth <= 0) {
            return dice.oneIn(3) ? put() : assignment();
        }
        switch (dice.below(catches ? 12 : 9)) {
            case 0:
            case 1:
                return declaration();
            case 2:
                return assignment();
            case 3:
                return put();
            case 4:
                return "if (" + expressions.of("boolean", 2) + ") {\n" + block(2, depth - 1) + "} else {\n"
                        + block(1, depth - 1) + "}\n";
            case 5:
                return loop(depth);
            case 6:
                return choice(depth);
            case 7:
                return "{\n" + block(2, depth - 1) + "}\n";
            case 8:
                return loops > 0 ? "if (" + expressions.of("boolean", 2) + ") {\n" + dice.of("break", "continue")
                        + ";\n}\n" : result != null ? "if (" + expressions.of("boolean", 2) + ") {\nreturn "
                        + expressions.of(result, 2) + ";\n}\n" : assignment();
            case 9:
                return dice.oneIn(2) ? "if (" + expressions.of("boolean", 2) + ") {\nthrow new "
                        + dice.of("E0(t)", "E1(t)", "IllegalStateException()") + ";\n}\n" : tryCatch(depth);
            default:
                return tryCatch(depth);
        }
    }

    private String declaration() {
        String type = dice.oneIn(4) ? dice.of(expressions.types.classes).name() : dice.of(LOCALS);
        boolean isObject = type.startsWith("C") || type.endsWith("[]");
        String value = expressions.mayFail && isObject && dice.oneIn(6) ? "null" : expressions.of(type, 2);
        String name = "x" + names++;
        expressions.locals.put(name, type);
        return type + " " + name + " = " + value + ";\n";
    }

    private String put() {
        if (dice.oneIn(4)) {
            return "Out.put(" + expressions.of("String", 2) + ");\n";
        }
        return "Out.put(" + expressions.of(dice.of("int", "long", "float", "double", "boolean", "char"), 3) + ");\n";
    }

    private String assignment() {
        List<String> names = new ArrayList<>(expressions.locals.keySet());
        names.removeIf(name -> name.startsWith("i") || name.equals("p"));
        if (names.isEmpty() || dice.oneIn(4)) {
            Types.Type owner = dice.of(expressions.types.classes);
            switch (dice.below(expressions.mayFail ? 5 : 4)) {
                case 4:
                    return owner.isEverHeld() ? "held" + owner.number() + " = "
                            + (dice.oneIn(3) ? "null" : expressions.of(owner.name(), 2)) + ";\n" : put();
                case 0:
                    return "t " + dice.of("=", "+=", "-=", "^=", "*=", "<<=") + " " + expressions.of("int", 2) + ";\n";
                case 1:
                    return expressions.shared() + "[" + expressions.index(2) + "] " + dice.of("=", "+=") + " " + expressions.of("int", 2)
                            + ";\n";
                case 2:
                    return "last = thing(" + expressions.of("int", 1) + ");\n";
                default:
                    return owner.name() + ".s " + dice.of("=", "+=", "*=") + " "
                            + expressions.of(owner.staticType(), 2) + ";\n";
            }
        }
        String name = dice.of(names);
        String type = expressions.locals.get(name);
        if (type.endsWith("[]") && dice.oneIn(2)) {
            String item = type.substring(0, type.length() - 2);
            return name + "[" + expressions.index(2) + "] = " + expressions.of(item, 2) + ";\n";
        }
        boolean isNumber = Types.PRIMITIVES.subList(0, 7).contains(type);
        if (isNumber && dice.oneIn(4)) {
            return name + dice.of("++", "--") + ";\n";
        }
        return name + (isNumber ? dice.of(" = ", " += ", " -= ", " *= ") : " = ") + expressions.of(type, 2) + ";\n";
    }

    private String loop(int depth) {
        String index = "i" + names++;
        expressions.locals.put(index, "int");
        String head = "for (int " + index + " = 0; " + index + " < " + (1 + dice.below(5)) + "; " + index
                + "++) {\nif (--fuel < 0) {\nbreak;\n}\n";
        loops++;
        String body = block(2, depth - 1);
        loops--;
        expressions.locals.remove(index);
        return head + body + "}\n";
    }

    private String choice(int depth) {
        boolean onString = expressions.mayFail && dice.oneIn(3);
        StringBuilder text = new StringBuilder("switch (")
                .append(onString ? expressions.string(2)
                        : "(" + expressions.of("int", 2) + ")" + dice.of(" + 0", " & 7", " % 5"))
                .append(") {\n");
        List<String> labels = onString ? List.of("\"a\"", "\"Aa\"", "\"BB\"", "\"x\"")
                : dice.oneIn(3) ? List.of("-1", "1000000", "3", "Integer.MIN_VALUE") : List.of("0", "1", "2", "5");
        int outer = loops;
        loops = 0; // a break would mean the switch
        for (String label : labels) {
            text.append("case ").append(label).append(":\n{\n").append(block(1, depth - 1)).append("}\n")
                    .append(dice.oneIn(3) ? "" : "break;\n");
        }
        text.append("default:\n{\n").append(block(1, depth - 1)).append("}\n}\n");
        loops = outer;
        return text.toString();
    }

    private String tryCatch(int depth) {
        StringBuilder text = new StringBuilder("try {\n").append(block(3, depth - 1)).append("}");
        String exception = "e" + names++;
        int clauses = 1 + dice.below(2);
        if (clauses == 2) {
            text.append(" catch (").append(dice.of("ArithmeticException", "E1", "NullPointerException",
                    "ClassCastException", "ArrayIndexOutOfBoundsException")).append(" ").append(exception)
                    .append(") {\n").append(variables()).append(block(2, depth - 1)).append("}");
        }
        if (dice.oneIn(5)) {
            text.append(" finally {\n").append(block(1, depth - 1)).append("}\n");
            return text.toString();
        }
        text.append(" catch (").append(dice.of("RuntimeException", "RuntimeException", "E0",
                "IndexOutOfBoundsException")).append(" ").append(exception).append(") {\nOut.put(code(")
                .append(exception).append("));\n").append(variables()).append(block(2, depth - 1)).append("}");
        if (dice.oneIn(3)) {
            int outer = loops;
            loops = 0;
            text.append(" finally {\n").append(block(1, depth - 1)).append("}");
            loops = outer;
        }
        return text.append("\n").toString();
    }

    /** What some variables hold where an exception was caught. */
    private String variables() {
        StringBuilder text = new StringBuilder();
        expressions.locals.forEach((name, type) -> {
            if (dice.oneIn(4)) {
                boolean isObject = type.startsWith("C") || type.endsWith("[]");
                text.append("Out.put(").append(name).append(isObject ? " == null);\n" : ");\n");
            }
        });
        return text.toString();
    }
}
