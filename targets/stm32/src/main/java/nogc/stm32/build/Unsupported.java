package nogc.stm32.build;

import java.util.HashMap;
import java.util.Map;
import org.teavm.interop.Function;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;
import org.teavm.model.instructions.InvokeInstruction;

/** Methods of the class library that no profile has, refused where the program calls them and not deep in there. */
final class Unsupported {
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
        WHY.put("java.lang.String.intern", "nobody keeps a list of strings: compare them by equals");
    }

    private Unsupported() {
    }

    static void refuse(MethodHolder method, InvokeInstruction call) {
        MethodReference called = call.getMethod();
        String name = called.getClassName() + "." + called.getName();
        String why = WHY.get(name);
        if (why != null) {
            TextLocation at = call.getLocation();
            String place = at == null || at.getFileName() == null ? ""
                    : " (" + at.getFileName().replaceFirst(".*/", "") + ":" + at.getLine() + ")";
            throw new IllegalArgumentException(method.getOwnerName() + "." + method.getName() + place + " uses " + name
                    + ": " + why);
        }
    }
}
