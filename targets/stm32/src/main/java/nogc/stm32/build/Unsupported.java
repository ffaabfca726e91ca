package nogc.stm32.build;

import java.util.HashMap;
import java.util.Map;
import org.teavm.interop.Function;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.InvokeInstruction;

/** Methods of the class library that no profile has, refused where the program calls them and not deep in there. */
final class Unsupported {
    /** By class and method, or of one of several by the count of its parameters, too. */
    private static final Map<String, String> WHY = new HashMap<>();

    static {
        for (String opening : new String[] {Function.class.getName() + ".get", "java.util.ServiceLoader.load",
                "java.lang.Class.newInstance", "java.lang.reflect.Constructor.newInstance"}) {
            WHY.put(opening, "what it gives to C or makes is unknown to a closed world");
        }
        for (String waiting : new String[] {"Thread.start", "Thread.sleep", "Thread.join", "Object.wait"}) {
            WHY.put("java.lang." + waiting, "there are no threads on a board, only its main loop and nogc.hal.Clock");
        }
        for (String formatting : new String[] {"lang.String.format", "lang.String.formatted", "io.PrintStream.format",
                "io.PrintStream.printf", "util.Formatter.<init>"}) {
            WHY.put("java." + formatting, "it needs more tables of languages than a board holds: join strings by +");
        }
        for (String file : new String[] {"File", "FileInputStream", "FileOutputStream", "FileReader", "FileWriter",
                "RandomAccessFile"}) {
            WHY.put("java.io." + file + ".<init>", "there are no files on a board: nogc.hal.FlashRegion has its flash");
        }
        WHY.put("java.nio.charset.Charset.<init>", "strings and bytes know the charsets of StandardCharsets alone");
        WHY.put("java.util.random.RandomGenerator.nextGaussian(2)", "a JVM has another algorithm for it: mean +"
                + " deviation * nextGaussian() has the same distribution");
        WHY.put("java.lang.String.translateEscapes", "TeaVM loses what stands behind an octal escape");
        WHY.put("java.lang.String.intern", "nobody keeps a list of strings: compare them by equals");
    }

    private Unsupported() {
    }

    /** Why a call is refused, with its place; null if it is not. */
    static String refusal(MethodHolder method, InvokeInstruction call, MethodReference declared) {
        MethodReference called = declared == null ? call.getMethod() : declared; // null of one without a body
        String name = called.getClassName() + "." + called.getName();
        String why = WHY.getOrDefault(name, WHY.get(name + "(" + called.parameterCount() + ")"));
        return why == null ? null : place(method.getOwnerName(), method, call) + " uses " + name + ": " + why;
    }

    /** Class, method, file and line. */
    static String place(String className, MethodHolder method, Instruction instruction) {
        String line = LineTable.lineOf(instruction);
        return className + "." + method.getName() + (line == null ? "" : " (" + line + ")");
    }
}
