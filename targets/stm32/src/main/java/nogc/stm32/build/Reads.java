package nogc.stm32.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.GetFieldInstruction;

/** Which fields a method may read by what it calls, and what that calls. */
final class Reads {
    private final CallGraph calls;
    private final Map<MethodReference, Method> methods;
    private final Function<FieldReference, FieldReader> resolution;
    private final Map<MethodReference, Set<FieldReference>> known = new HashMap<>();

    Reads(CallGraph calls, Map<MethodReference, Method> methods, Function<FieldReference, FieldReader> resolution) {
        this.calls = calls;
        this.methods = methods;
        this.resolution = resolution;
    }

    /** The field that an instruction reads, by the name of the class that has it. */
    FieldReference field(GetFieldInstruction read) {
        FieldReader field = resolution.apply(read.getField());
        return field == null ? read.getField() : field.getReference();
    }

    /** What the method reads itself is not among them, unless it may call itself. */
    Set<FieldReference> within(MethodReference method) {
        return known.computeIfAbsent(method, this::collect);
    }

    private Set<FieldReference> collect(MethodReference method) {
        Set<FieldReference> fields = new HashSet<>();
        Set<MethodReference> seen = new HashSet<>();
        Deque<CallGraphNode> ahead = new ArrayDeque<>();
        addCalled(calls.getNode(method), ahead);
        while (!ahead.isEmpty()) {
            CallGraphNode node = ahead.pop();
            if (seen.add(node.getMethod())) {
                addReads(methods.get(node.getMethod()), fields);
                addCalled(node, ahead);
            }
        }
        return fields;
    }

    private static void addCalled(CallGraphNode node, Deque<CallGraphNode> called) {
        if (node != null) {
            for (CallSite site : node.getCallSites()) {
                called.addAll(site.getCalledMethods());
            }
        }
    }

    private void addReads(Method method, Set<FieldReference> fields) {
        if (method == null) {
            return;
        }
        for (BasicBlock block : method.program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction) {
                    fields.add(field((GetFieldInstruction) instruction));
                }
            }
        }
    }
}
