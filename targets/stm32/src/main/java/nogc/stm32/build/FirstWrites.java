package nogc.stm32.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.TransitionExtractor;

/**
 * The fields that a constructor writes on each of its ways, before it reads them, or lets the object out of its hands
 * and calls somebody who may read them. What is written is looked for along the ways until nothing is taken back any
 * more; a way that ends by throwing leaves no object, unless it was shown around before and somebody catches.
 */
final class FirstWrites {
    private final String owner;
    private final Construction construction;
    private final Reads reads;
    /** What may be read while the constructor runs, once it has shown its object around. */
    private final Set<FieldReference> readByOthers;
    /** Whether it may be read at any time after that, as it was when it was shown. */
    private final boolean mayStayUnfinished;
    /** By index of the block: what is written when it is entered; nothing while no way to it is known. */
    private final Map<Integer, Set<FieldReference>> entered = new HashMap<>();
    private final Set<FieldReference> readTooEarly = new HashSet<>();
    private Set<FieldReference> fields;
    private boolean shrunk;
    private boolean delegates;

    FirstWrites(Method constructor, Construction construction, Reads reads) {
        owner = constructor.holder.getOwnerName();
        this.construction = construction;
        this.reads = reads;
        readByOthers = reads.within(constructor.holder.getReference());
        mayStayUnfinished = reads.mayLeaveUnfinished(constructor.holder.getReference());
        entered.put(0, new HashSet<>());
        do {
            shrunk = false;
            fields = null;
            readTooEarly.clear();
            for (BasicBlock block : constructor.program.getBasicBlocks()) {
                if (entered.containsKey(block.getIndex())) {
                    follow(block, new HashSet<>(entered.get(block.getIndex())));
                }
            }
        } while (shrunk);
    }

    /** Null if that is left to another constructor of the class. */
    Set<FieldReference> fields() {
        if (delegates) {
            return null;
        }
        Set<FieldReference> all = fields == null ? new HashSet<>() : fields;
        all.removeAll(readTooEarly);
        return all;
    }

    private void follow(BasicBlock block, Set<FieldReference> written) {
        if (!block.getTryCatchBlocks().isEmpty() || block.getPhis().stream().anyMatch(Construction::mixesThis)) {
            fields = meet(fields, written);
            return;
        }
        for (Instruction instruction : block) {
            see(instruction, written);
            if (instruction instanceof ExitInstruction) {
                fields = meet(fields, written);
                return;
            }
        }
        TransitionExtractor ways = new TransitionExtractor();
        block.getLastInstruction().acceptVisitor(ways);
        if (ways.getTargets() != null) {
            for (BasicBlock target : ways.getTargets()) {
                enter(target, written);
            }
        }
    }

    private void enter(BasicBlock target, Set<FieldReference> written) {
        Set<FieldReference> before = entered.get(target.getIndex());
        Set<FieldReference> now = meet(before, written);
        if (!now.equals(before)) {
            entered.put(target.getIndex(), now);
            shrunk = true;
        }
    }

    private static Set<FieldReference> meet(Set<FieldReference> some, Set<FieldReference> others) {
        Set<FieldReference> both = new HashSet<>(others);
        if (some != null) {
            both.retainAll(some);
        }
        return both;
    }

    /** Notes what an instruction writes, and what may be read by then of what is not written. */
    private void see(Instruction instruction, Set<FieldReference> written) {
        if (Construction.isThis(instruction, PutFieldInstruction.class)) {
            FieldReference field = ((PutFieldInstruction) instruction).getField();
            if (field.getClassName().equals(owner)) {
                written.add(field);
            }
        } else if (instruction instanceof GetFieldInstruction) { // also of what may be this by another name
            addUnwritten(Set.of(reads.field((GetFieldInstruction) instruction)), written);
        } else if (Construction.constructsThis(instruction)) {
            MethodReference constructor = ((InvokeInstruction) instruction).getMethod();
            delegates |= constructor.getClassName().equals(owner);
            if (construction.leaks(constructor)) {
                show(written);
            }
        } else if (Construction.usesThis(instruction)) {
            show(written);
        }
    }

    /** From here on others may know the object. */
    private void show(Set<FieldReference> written) {
        addUnwritten(readByOthers, written);
        if (mayStayUnfinished) {
            fields = meet(fields, written);
        }
    }

    private void addUnwritten(Set<FieldReference> read, Set<FieldReference> written) {
        for (FieldReference field : read) {
            if (!written.contains(field)) {
                readTooEarly.add(field);
            }
        }
    }
}
