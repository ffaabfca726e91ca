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
import org.teavm.common.Graph;
import org.teavm.model.BasicBlock;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

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

    private final Map<MethodReference, List<Place>> called = new HashMap<>();
    private final Set<String> classes = new HashSet<>();

    OnlyObjects(Iterable<Method> methods, UnaryOperator<MethodReference> resolution) {
        Map<String, List<Place>> made = new HashMap<>();
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
        made.forEach((className, places) -> {
            if (!World.isForeign(className) && isReachedOnce(places, new HashSet<>())) {
                classes.add(className);
            }
        });
    }

    private static <K> void add(Map<K, List<Place>> places, K key, Place place) {
        places.computeIfAbsent(key, name -> new ArrayList<>()).add(place);
    }

    /** Whether at most one object of exactly this class is ever made. */
    boolean isOnly(String className) {
        return classes.contains(className);
    }

    /** Whether there is one such place, and control comes to it once. */
    private boolean isReachedOnce(List<Place> places, Set<MethodReference> within) {
        if (places.size() != 1) {
            return false;
        }
        Place place = places.get(0);
        MethodHolder holder = place.method.holder;
        boolean isStatic = holder.hasModifier(ElementModifier.STATIC);
        if (place.method.foreign || !within.add(holder.getReference()) || repeats(place)
                || place.method.isExported() || !isStatic && !holder.getName().equals("<init>")) {
            return false;
        }
        List<Place> callers = called.getOrDefault(holder.getReference(), List.of());
        return callers.isEmpty() ? isStatic && holder.getName().equals("main")
                : isReachedOnce(callers, within);
    }

    /** Whether control may come to a block again, by exceptions, too. */
    private static boolean repeats(Place place) {
        Graph ways = ProgramUtils.buildControlFlowGraph(place.method.program);
        int start = place.block.getIndex();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> ahead = new ArrayDeque<>(List.of(start));
        while (!ahead.isEmpty()) {
            for (int next : ways.outgoingEdges(ahead.pop())) {
                if (next == start) {
                    return true;
                }
                if (seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return false;
    }
}
