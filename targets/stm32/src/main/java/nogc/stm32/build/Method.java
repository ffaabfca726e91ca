package nogc.stm32.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.interop.Export;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.Variable;

/** A method with a body, and what is known of it so far; knowledge only grows. */
final class Method {
    final MethodHolder holder;
    final Program program;
    /** Whether its body is not looked into: it may do and return anything. */
    final boolean foreign;
    /** By index of the variable: 0 is {@code this}, then come the parameters. */
    final Value[] values;
    final boolean[] executable;
    private final Set<Long> edges = new HashSet<>();
    boolean called;
    boolean returns;
    Value result = Value.NOTHING;

    Method(MethodHolder holder, boolean foreign) {
        this.holder = holder;
        this.foreign = foreign;
        program = holder.getProgram();
        values = new Value[program.variableCount()];
        Arrays.fill(values, foreign ? Value.ANYTHING : Value.NOTHING);
        executable = new boolean[program.basicBlockCount()];
        Arrays.fill(executable, foreign);
        if (foreign) {
            called = true;
            returns = true;
            result = Value.ANYTHING;
        } else {
            executable[0] = true;
        }
    }

    /** All of them, from the first block on. */
    List<Instruction> instructions() {
        List<Instruction> all = new ArrayList<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            block.forEach(all::add);
        }
        return all;
    }

    /** Whether C may call it. */
    boolean isExported() {
        return holder.getAnnotations().get(Export.class.getName()) != null;
    }

    /** Whether control may go from one block to another. */
    boolean goes(BasicBlock from, BasicBlock to) {
        return foreign || edges.contains(edge(from, to));
    }

    /** Notes that it may; true if that is news. */
    boolean go(BasicBlock from, BasicBlock to) {
        executable[to.getIndex()] = true;
        return !foreign && edges.add(edge(from, to));
    }

    /** Whether an object may be null; that of a static field, which is no variable, is not. */
    boolean mayBeNull(Variable instance) {
        return instance != null && !values[instance.getIndex()].isObject();
    }

    private static long edge(BasicBlock from, BasicBlock to) {
        return (long) from.getIndex() << 32 | to.getIndex();
    }
}
