package nogc.stm32.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Finds the places that make one object, or one array of numbers, and no more: a {@code new} in no loop, in
 * {@code main} or in a method, not virtual, that is called at one place for which the same holds. A class may have
 * several such places. Java makes a thing anew each time that control comes to {@code new} (JLS 15.9.4, 15.10.2): all 0
 * or null, and equal to no other. So does a place of its own in memory that is 0 at start and used once; and what is
 * known of a field may be told apart by place, as long as a write through a reference of which the place is not known
 * counts for all of them.
 */
final class OnlyObjects {
    private static final class Place {
        private final Method method;
        private final BasicBlock block;
        private final Instruction instruction;

        Place(Method method, BasicBlock block, Instruction instruction) {
            this.method = method;
            this.block = block;
            this.instruction = instruction;
        }
    }

    private final Map<MethodReference, List<Place>> called = new HashMap<>();
    private final Set<MethodDescriptor> calledVirtually = new HashSet<>();
    /** By type, in the order of the methods' names. */
    private final Map<ValueType, List<Place>> made = new HashMap<>();
    private final Map<Instruction, Integer> numbers = new HashMap<>();
    private final Map<ValueType, List<Instruction>> once = new HashMap<>();

    OnlyObjects(Iterable<Method> methods, UnaryOperator<MethodReference> resolution) {
        List<Method> sorted = new ArrayList<>();
        methods.forEach(sorted::add);
        sorted.sort(Comparator.comparing(method -> method.holder.getReference().toString()));
        for (Method method : sorted) {
            for (BasicBlock block : method.program.getBasicBlocks()) {
                for (Instruction instruction : block) {
                    Place place = new Place(method, block, instruction);
                    ValueType type = type(instruction);
                    if (type != null) {
                        add(made, type, place);
                    } else if (instruction instanceof InvokeInstruction call) {
                        if (call.getType() == InvocationType.SPECIAL) {
                            add(called, resolution.apply(call.getMethod()), place);
                        } else {
                            calledVirtually.add(call.getMethod().getDescriptor());
                        }
                    }
                }
            }
        }
        made.values().forEach(this::number);
    }

    /** The type of what an instruction makes, of ours and of arrays of numbers; null if it makes none. */
    private static ValueType type(Instruction instruction) {
        if (instruction instanceof ConstructInstruction construct) {
            return World.isForeign(construct.getType()) ? null : ValueType.object(construct.getType());
        }
        return instruction instanceof ConstructArrayInstruction construct
                && construct.getItemType() instanceof ValueType.Primitive ? ValueType.arrayOf(construct.getItemType())
                : null;
    }

    private void number(List<Place> places) {
        List<Instruction> all = new ArrayList<>();
        for (Place place : places) {
            if (isReachedOnce(List.of(place), new HashSet<>())) {
                numbers.put(place.instruction, all.size());
                all.add(place.instruction);
            }
        }
        once.put(type(places.get(0).instruction), all);
    }

    /** Where an object, or an array of a length, is made that is the only one of this place; null if it may not be. */
    Site site(Instruction construct, int length) {
        Integer number = numbers.get(construct);
        return number == null ? null : new Site(type(construct), number, length);
    }

    private static <K> void add(Map<K, List<Place>> places, K key, Place place) {
        places.computeIfAbsent(key, name -> new ArrayList<>()).add(place);
    }

    /** The instruction of a place. */
    Instruction place(Site site) {
        return once.get(site.type()).get(site.number());
    }

    /** Whether at most one object of exactly this class is ever made. */
    boolean isOnly(String className) {
        List<Place> places = made.getOrDefault(ValueType.object(className), List.of());
        return places.size() == 1 && numbers.containsKey(places.get(0).instruction);
    }

    /** Whether there is one such place, and control comes to it once. */
    private boolean isReachedOnce(List<Place> places, Set<MethodReference> within) {
        if (places.size() != 1) {
            return false;
        }
        Place place = places.get(0);
        MethodHolder holder = place.method.holder;
        boolean isStatic = holder.hasModifier(ElementModifier.STATIC);
        boolean mayBeVirtual = !isStatic && !holder.getName().equals("<init>");
        if (place.method.foreign || !within.add(holder.getReference()) || repeats(place)
                || place.method.isExported() || mayBeVirtual && calledVirtually.contains(holder.getDescriptor())) {
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
