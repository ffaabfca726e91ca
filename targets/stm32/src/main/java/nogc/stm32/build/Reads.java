package nogc.stm32.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.GetFieldInstruction;

/**
 * Which fields may be read while a method runs: by what it calls, and what that calls, class initialisers too, and by
 * what C calls.
 */
final class Reads {
    private final CallGraph calls;
    private final Map<MethodReference, Method> methods;
    private final Function<FieldReference, FieldReader> resolution;
    /** What C may have run at any time. */
    private final Set<MethodReference> runByC = new HashSet<>();

    Reads(CallGraph calls, Map<MethodReference, Method> methods, Function<FieldReference, FieldReader> resolution) {
        this.calls = calls;
        this.methods = methods;
        this.resolution = resolution;
        for (Method method : methods.values()) {
            if (method.isExported()) {
                runByC.add(method.holder.getReference());
                runByC.addAll(reached(method.holder.getReference(), Reads::called));
            }
        }
    }

    /** The field that an instruction reads, by the name of the class that has it. */
    FieldReference field(GetFieldInstruction read) {
        FieldReader field = resolution.apply(read.getField());
        return field == null ? read.getField() : field.getReference();
    }

    /** What the method reads itself is not among them, unless it may call itself. */
    Set<FieldReference> within(MethodReference method) {
        Set<MethodReference> running = reached(method, Reads::called);
        running.addAll(runByC);
        Set<FieldReference> fields = new HashSet<>();
        running.forEach(called -> addReads(methods.get(called), fields));
        return fields;
    }

    /**
     * Whether a constructor that shows its object around may leave it unfinished for good: copied in between, or since
     * it throws and a caller of it, or of that one, catches.
     */
    boolean mayLeaveUnfinished(MethodReference constructor) {
        return reached(constructor, Reads::called).stream().anyMatch(Reads::copies)
                || reached(constructor, Reads::callers).stream().anyMatch(this::catches);
    }

    private static boolean copies(MethodReference method) {
        return method.getClassName().equals("java.lang.Object") && method.getName().equals("clone");
    }

    private boolean catches(MethodReference reference) {
        Method method = methods.get(reference);
        if (method != null) {
            for (BasicBlock block : method.program.getBasicBlocks()) {
                if (!block.getTryCatchBlocks().isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<MethodReference> reached(MethodReference from, Function<CallGraphNode, Set<CallGraphNode>> step) {
        Set<MethodReference> all = new HashSet<>();
        CallGraphNode start = calls.getNode(from);
        Deque<CallGraphNode> ahead = new ArrayDeque<>(start == null ? Set.of() : step.apply(start));
        while (!ahead.isEmpty()) {
            CallGraphNode node = ahead.pop();
            if (all.add(node.getMethod())) {
                ahead.addAll(step.apply(node));
            }
        }
        return all;
    }

    private static Set<CallGraphNode> called(CallGraphNode node) {
        Set<CallGraphNode> all = new HashSet<>();
        node.getCallSites().forEach(site -> all.addAll(site.getCalledMethods()));
        return all;
    }

    private static Set<CallGraphNode> callers(CallGraphNode node) {
        Set<CallGraphNode> all = new HashSet<>();
        node.getCallerCallSites().forEach(site -> all.addAll(site.getCallers()));
        return all;
    }

    private void addReads(Method method, Set<FieldReference> fields) {
        if (method == null) {
            return;
        }
        for (Instruction instruction : method.instructions()) {
            if (instruction instanceof GetFieldInstruction) {
                fields.add(field((GetFieldInstruction) instruction));
            }
        }
    }
}
