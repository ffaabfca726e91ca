package nogc.stm32.worlds;

import java.util.ArrayList;
import java.util.List;

/**
 * A random program of some classes, as source. It prints what it computes; in the profile {@code gc} it also throws and
 * catches, and joins strings.
 */
final class World {
    private final String name;
    private final Dice dice;
    private final Types types;
    private final Expressions expressions;
    private final Statements statements;
    private final boolean catches;
    private final StringBuilder text = new StringBuilder();

    World(long seed, String name, boolean catches) {
        this.name = name;
        this.catches = catches;
        dice = new Dice(seed);
        types = new Types(dice);
        expressions = new Expressions(dice, types, catches);
        statements = new Statements(expressions, catches);
    }

    String text() {
        text.append("package com.acme.worlds;\n\nfinal class ").append(name).append(" {\n");
        text.append("static int fuel = 150;\nstatic int t;\nstatic int[] a = {1, -2, 3, -4};\nstatic int[] o;\nstatic Object last;\n");
        for (Types.Type type : types.classes) {
            if (type.madeOnce()) {
                text.append("static ").append(type.name()).append(" only").append(type.number()).append(";\n");
            }
            if (catches) {
                text.append("static ").append(type.name()).append(" held").append(type.number()).append(";\n");
            }
        }
        helpers();
        for (int i = 0; i < types.interfaces; i++) {
            type(i);
        }
        types.classes.forEach(this::type);
        int count = 2 + dice.below(3);
        for (int i = 0; i < count; i++) {
            method(i);
        }
        run();
        return text.append("}\n").toString();
    }

    private void helpers() {
        text.append("interface L {\nint go(int p);\n}\n");
        text.append("static int trace(int what) {\nOut.put(what);\nreturn what;\n}\n");
        if (catches) {
            text.append("static class E0 extends RuntimeException {\nfinal int number;\nE0(int number) {\n"
                    + "this.number = number;\n}\n}\nstatic class E1 extends E0 {\nE1(int number) {\n"
                    + "super(number + 1);\n}\n}\n");
            // javac folds constants; those with the characters 1 and 2 TeaVM refuses
            text.append("static char c(char c) {\nreturn c;\n}\n");
            text.append("static String cut(String s) {\nreturn s.length() > 30 ? s.substring(3, 20) : s;\n}\n");
            text.append("static int code(RuntimeException e) {\nreturn e instanceof E1 ? 1 + ((E0) e).number "
                    + ": e instanceof E0 ? ((E0) e).number : e instanceof ArithmeticException ? -1 "
                    + ": e instanceof ArrayIndexOutOfBoundsException ? -2 : e instanceof NullPointerException ? -3 "
                    + ": e instanceof ClassCastException ? -4 : e instanceof IndexOutOfBoundsException ? -5 "
                    + ": e instanceof IllegalStateException ? -6 : -7;\n}\n");
        }
        text.append("static Object thing(int which) {\nswitch (which & 15) {\ncase 0:\nreturn new int[2];\n"
                + "case 1:\nreturn new Object[1];\ncase 2:\nreturn \"thing\";\ncase 3:\nreturn new C0[1];\n"
                + "case 4:\nreturn new byte[1][2];\n");
        int label = 5;
        for (Types.Type type : types.classes) {
            if (!type.madeOnce()) {
                text.append("case ").append(label++).append(":\nreturn new ").append(type.name()).append("(which);\n");
            }
        }
        text.append("default:\nreturn ").append(catches ? "null" : "a").append(";\n}\n}\n");
    }

    private String early(String type) {
        boolean before = expressions.mayFail;
        expressions.mayFail = false;
        expressions.early = true;
        String value = expressions.of(type, 2);
        expressions.early = false;
        expressions.mayFail = before;
        return value;
    }

    private void type(int number) {
        text.append("interface I").append(number).append(" {\nint K = trace(").append(900 + number)
                .append(") + ").append(early("int")).append(";\nint w(int p);\n");
        text.append(number == 0 ? "default int d(int p) {\nreturn w(p) + 1;\n}\n" : "int d(int p);\n").append("}\n");
    }

    private void type(Types.Type type) {
        text.append("static class ").append(type.name());
        if (type.parent() >= 0) {
            text.append(" extends C").append(type.parent());
        }
        List<String> names = new ArrayList<>();
        type.interfaces().forEach(number -> names.add("I" + number));
        text.append(names.isEmpty() ? "" : " implements " + String.join(", ", names)).append(" {\n");
        if (dice.oneIn(3)) {
            text.append("static {\ntrace(").append(100 + type.number()).append(");\n}\n");
        }
        text.append("static ").append(type.staticType()).append(" s")
                .append(dice.oneIn(4) ? "" : " = " + early(type.staticType())).append(";\n");
        for (String field : type.fields()) {
            text.append(field).append(dice.oneIn(3) ? "" : " = " + early(field.split(" ")[0])).append(";\n");
        }
        expressions.locals.put("p", "int");
        text.append(type.name()).append("(int p) {\n").append(type.parent() < 0 ? "" : "super(p + 1);\n");
        if (dice.oneIn(4)) {
            text.append("last = this;\n");
        }
        if (dice.oneIn(4)) {
            text.append("t += v(p);\n");
        }
        if (catches && dice.oneIn(4)) { // not where run makes one
            text.append("if (p > 20 && (p & 1) == 0) {\nthrow new E0(p);\n}\n");
        }
        for (String field : type.fields()) {
            if (dice.oneIn(3)) {
                text.append(field.split(" ")[1]).append(" = ").append(early(field.split(" ")[0])).append(";\n");
            }
        }
        text.append("}\n");
        body("int v", type, type.parent() >= 0);
        if (type.parent() < 0 || dice.oneIn(3)) {
            body(type.parent() < 0 && dice.oneIn(2) ? "int u" : "int u", type, false);
        }
        if (!type.interfaces().isEmpty()) {
            body("public int w", type, false);
        }
        if (type.interfaces().contains(1)) {
            body("public int d", type, false);
        }
        expressions.locals.remove("p");
        text.append("}\n");
    }

    private void body(String signature, Types.Type type, boolean callsSuper) {
        String field = types.field(dice, type);
        String own = field == null || field.startsWith("boolean") ? "p" : "(int) " + field.split(" ")[1];
        text.append(signature).append("(int p) {\nif (--fuel < 0) {\nreturn 3;\n}\n");
        text.append("return ").append(own).append(" ").append(dice.of("+", "^", "-")).append(" ")
                .append(dice.oneIn(3) ? early("int") : "p * " + (type.number() + 2))
                .append(callsSuper && dice.oneIn(2) ? " + super.v(p)" : "").append(";\n}\n");
    }

    private void method(int number) {
        List<String> signature = new ArrayList<>();
        signature.add(dice.of(List.of("int", "int", "long", "float", "double", "boolean", "short", "C0")));
        for (int i = 0; i < dice.below(4); i++) {
            signature.add(dice.of(List.of("int", "long", "double", "float", "byte", "char", "C0", "int[]")));
        }
        expressions.locals.clear();
        List<String> parameters = new ArrayList<>();
        for (int i = 1; i < signature.size(); i++) {
            parameters.add(signature.get(i) + " q" + i);
            expressions.locals.put("q" + i, signature.get(i));
        }
        String type = signature.get(0);
        text.append("static ").append(type).append(" m").append(number)
                .append("(").append(String.join(", ", parameters))
                .append(") {\nif (--fuel < 0) {\nreturn ")
                .append(type.equals("C0") ? "new C0(1)" : dice.literal(type)).append(";\n}\n");
        statements.result = type;
        text.append(statements.block(2 + dice.below(3), 2));
        statements.result = null;
        text.append("return ").append(expressions.of(type, 2)).append(";\n}\n");
        expressions.methods.add(signature.toArray(new String[0]));
        expressions.callable = number + 1;
        expressions.locals.clear();
    }

    private void run() {
        text.append("static void run() {\no = new int[4];\n");
        for (Types.Type type : types.classes) {
            if (type.madeOnce()) {
                text.append("only").append(type.number()).append(" = new ").append(type.name()).append("(")
                        .append(type.number()).append(");\n");
            }
        }
        for (int i = 0; i < 5; i++) {
            text.append(catches ? "try {\n" : "{\n").append(statements.block(3, 2)).append("}");
            text.append(catches ? " catch (RuntimeException e) {\nOut.put(code(e));\n}\n" : "\n");
            text.append("fuel += 20;\n");
        }
        text.append("Out.put(t);\nOut.put(a[0] + a[1] * 3 + a[2] * 5 + a[3] * 7);\n"
                + "Out.put(o[0] + o[1] * 3 + o[2] * 5 + o[3] * 7 + o.length);\n");
        for (Types.Type type : types.classes) {
            text.append("Out.put(").append(type.name()).append(".s);\n");
        }
        text.append("}\n");
    }
}
