package nogc.stm32.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.teavm.interop.Export;
import org.teavm.model.BasicBlock;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.TransitionExtractor;

/**
 * Finds the classes of which a program makes one object and no more: there is one {@code new}, in no loop, and it
 * stands in {@code main}, or in a constructor or a static method that is called at one place for which the same holds.
 */
final class OnlyObjects {
    private static final class Place {
        private final Method method;
        private final BasicBlock block;

        Place(Method method, BasicBlock block) {
            this.method = method;
            this.block = block;
        }
    }

    private final Map<String, List<Place>> made = new HashMap<>();
    private final Map<MethodReference, List<Place>> called = new HashMap<>();

    OnlyObjects(Iterable<Method> methods, UnaryOperator<MethodReference> resolution) {
        for (Method method : methods) {
            for (BasicBlock block : method.program.getBasicBlocks()) {
                Place place = new Place(method, block);
                for (Instruction instruction : block) {
                    if (instruction instanceof ConstructInstruction) {
                        add(made, ((ConstructInstruction) instruction).getType(), place);
                    } else if (instruction instanceof InvokeInstruction
                            && ((InvokeInstruction) instruction).getType() == InvocationType.SPECIAL) {
                        add(called, resolution.apply(((InvokeInstruction) instruction).getMethod()), place);
                    }
                }
            }
        }
    }

    private static <K> void add(Map<K, List<Place>> places, K key, Place place) {
        places.computeIfAbsent(key, name -> new ArrayList<>()).add(place);
    }

    /** Whether at most one object of exactly this class is ever made. */
    boolean isOnly(String className) {
        List<Place> places = made.getOrDefault(className, List.of());
        return !World.isForeign(className) && places.size() == 1 && isReachedOnce(places.get(0), new HashSet<>());
    }

    private boolean isReachedOnce(Place place, Set<MethodReference> within) {
        MethodHolder holder = place.method.holder;
        boolean isStatic = holder.hasModifier(ElementModifier.STATIC);
        if (place.method.foreign || !within.add(holder.getReference()) || repeats(place.block)
                || holder.getAnnotations().get(Export.class.getName()) != null
                || !isStatic && !holder.getName().equals("<init>")) {
            return false;
        }
        List<Place> callers = called.getOrDefault(holder.getReference(), List.of());
        return callers.isEmpty() ? isStatic && holder.getName().equals("main")
                : callers.size() == 1 && isReachedOnce(callers.get(0), within);
    }

    /** Whether control may come to a block again. */
    private static boolean repeats(BasicBlock block) {
        Set<BasicBlock> seen = new HashSet<>();
        Deque<BasicBlock> ahead = new ArrayDeque<>(successors(block));
        while (!ahead.isEmpty()) {
            BasicBlock next = ahead.pop();
            if (next == block) {
                return true;
            }
            if (seen.add(next)) {
                ahead.addAll(successors(next));
            }
        }
        return false;
    }

    private static List<BasicBlock> successors(BasicBlock block) {
        List<BasicBlock> all = new ArrayList<>();
        for (TryCatchBlock handler : block.getTryCatchBlocks()) {
            all.add(handler.getHandler());
        }
        TransitionExtractor ways = new TransitionExtractor();
        block.getLastInstruction().acceptVisitor(ways);
        if (ways.getTargets() != null) {
            all.addAll(List.of(ways.getTargets()));
        }
        return all;
    }
}
