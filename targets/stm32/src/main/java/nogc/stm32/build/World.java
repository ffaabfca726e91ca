package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.dependency.DependencyInfo;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;

/**
 * The whole program: every method that may run, every class that is instantiated, and what is known of every field. It
 * starts with the entry and the belief that nothing else happens, and takes in what {@link Flow} finds until nothing is
 * new.
 */
final class World {
    private final ClassReaderSource classes;
    private final Map<MethodReference, Method> methods = new LinkedHashMap<>();
    /** Of any object. */
    private final Map<FieldReference, Value> fields = new HashMap<>();
    /** What is written of an object that may come from several places. */
    private final Map<FieldReference, Value> shared = new HashMap<>();
    /** What is written of the object of a place. */
    private final Map<Site, Map<FieldReference, Value>> own = new HashMap<>();
    private final Map<FieldReference, FieldReader> resolvedFields = new HashMap<>();
    private final Map<MethodReference, MethodReference> resolvedMethods = new HashMap<>();
    private final Set<String> instantiated = new HashSet<>();
    private final Construction construction;
    private final OnlyObjects onlyObjects;
    private final Set<String> refusals = new LinkedHashSet<>();
    private boolean news;

    World(DependencyInfo reachable) {
        classes = reachable.getClassSource();
        for (MethodReference reference : reachable.getReachableMethods()) {
            ClassReader owner = classes.get(reference.getClassName());
            MethodReader method = owner == null ? null : owner.getMethod(reference.getDescriptor());
            if (owner instanceof ClassHolder && method != null && method.getProgram() != null
                    && method.getProgram().basicBlockCount() > 0) {
                Method known = new Method((MethodHolder) method, isForeign(owner.getName()));
                methods.put(reference, known);
                if (isEntry(reachable, known)) {
                    open(known);
                }
            }
        }
        construction = new Construction(methods.values(), new Reads(reachable.getCallGraph(), methods,
                this::resolve));
        onlyObjects = new OnlyObjects(methods.values(), this::resolve);
        Flow flow = new Flow(this);
        do {
            news = false;
            for (Method method : methods.values()) {
                if (method.called) {
                    flow.run(method);
                }
            }
        } while (news);
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), refusals));
        }
    }

    /** Has the build end with a sentence, when all is seen; null is none. */
    void refuse(String sentence) {
        if (sentence != null) {
            refusals.add(sentence);
        }
    }

    /** The class library is taken as it is. */
    static boolean isForeign(String className) {
        return className.startsWith("java.") || className.startsWith("javax.") || className.startsWith("org.teavm.");
    }

    /** Called by nobody that we see: the program's entry, static initialisers, what C calls. */
    private static boolean isEntry(DependencyInfo reachable, Method method) {
        MethodHolder holder = method.holder;
        CallGraphNode node = reachable.getCallGraph().getNode(holder.getReference());
        return node == null || node.getCallerCallSites().isEmpty() || holder.getName().equals("<clinit>")
                || holder.getName().equals("main") && holder.hasModifier(ElementModifier.STATIC)
                || method.isExported();
    }

    private void open(Method method) {
        method.called = true;
        for (int i = 0; i <= method.holder.parameterCount(); i++) {
            method.values[i] = Value.ANYTHING;
        }
    }

    Iterable<Method> methods() {
        return methods.values();
    }

    /** Something was learnt, so everything that depends on it is looked at again. */
    void learn() {
        news = true;
    }

    /** What a field holds: of the object of a place, or of any, where that is null. */
    Value field(FieldReference reference, Site site) {
        FieldReader field = resolve(reference);
        if (field == null || isForeign(field.getOwnerName())) {
            return Value.ANYTHING;
        }
        FieldReference name = field.getReference();
        if (site == null) {
            return fields.computeIfAbsent(name, this::before);
        }
        Value first = construction.isWrittenBehind(onlyObjects.place(site), name) ? Value.NOTHING : before(name);
        return first.or(shared.getOrDefault(name, Value.NOTHING))
                .or(own.getOrDefault(site, Map.of()).getOrDefault(name, Value.NOTHING));
    }

    /** What a field holds before anybody writes it. */
    private Value before(FieldReference reference) {
        FieldReader field = resolve(reference);
        return construction.isInitialised(reference) ? Value.NOTHING
                : field.getInitialValue() != null ? Value.ANYTHING : Value.ofUnwritten(field.getType());
    }

    void write(Method writer, PutFieldInstruction write, Value value, Site site) {
        FieldReader field = resolve(write.getField());
        boolean named = field != null && field.getReference().equals(write.getField()); // not by the name of a subclass
        if (field != null && !(named && construction.writesInVain(writer, write))) {
            add(fields, field.getReference(), field(write.getField(), null), value);
            Map<FieldReference, Value> part = site == null ? shared : own.computeIfAbsent(site, key -> new HashMap<>());
            add(part, field.getReference(), part.getOrDefault(field.getReference(), Value.NOTHING), value);
        }
    }

    private void add(Map<FieldReference, Value> known, FieldReference field, Value old, Value more) {
        Value now = old.or(more);
        if (!now.same(old)) {
            known.put(field, now);
            learn();
        }
    }

    private FieldReader resolve(FieldReference reference) {
        return resolvedFields.computeIfAbsent(reference, classes::resolve);
    }

    void instantiate(String className) {
        if (instantiated.add(className)) {
            learn();
        }
    }

    /** What {@code new} gives: of a class, or an array of a length. */
    Value made(Instruction construct, int length) {
        Site site = onlyObjects.site(construct, length);
        return site == null ? Value.OBJECT : Value.only(site);
    }

    /** Whether a program makes one object of exactly this class, or none. */
    boolean isOnly(String className) {
        return onlyObjects.isOnly(className);
    }

    /**
     * The methods that a call may enter, with its arguments handed over to them.
     *
     * @return whether these are all, so that nothing unknown may be called
     */
    boolean call(InvokeInstruction call, Value[] values, List<Method> targets) {
        boolean all = targets(call, values, targets);
        for (Method target : targets) {
            enter(target, call, values);
        }
        return all;
    }

    private void enter(Method target, InvokeInstruction call, Value[] values) {
        if (target.foreign) {
            return;
        }
        boolean grew = !target.called;
        target.called = true;
        int at = 1;
        if (call.getInstance() != null) {
            Value instance = values[call.getInstance().getIndex()];
            grew |= pass(target, 0, instance.isObject() ? instance : Value.OBJECT);
        }
        for (Variable argument : call.getArguments()) {
            grew |= pass(target, at++, values[argument.getIndex()]);
        }
        if (grew) {
            learn();
        }
    }

    private static boolean pass(Method target, int index, Value value) {
        Value now = target.values[index].or(value);
        boolean grew = !now.same(target.values[index]);
        target.values[index] = now;
        return grew;
    }

    /** The one method that a virtual call enters, as far as its object is known; null if there may be others. */
    Method onlyTarget(InvokeInstruction call, Value[] values) {
        List<Method> targets = new ArrayList<>();
        return call.getType() == InvocationType.VIRTUAL && targets(call, values, targets) && targets.size() == 1
                ? targets.get(0) : null;
    }

    private boolean targets(InvokeInstruction call, Value[] values, List<Method> targets) {
        String declared = call.getMethod().getClassName();
        if (call.getType() == InvocationType.SPECIAL) {
            return add(targets, resolve(call.getMethod()));
        }
        Site site = values[call.getInstance().getIndex()].site;
        if (site != null && !site.isArray()) {
            return add(targets, resolve(new MethodReference(site.className(), call.getMethod().getDescriptor())));
        }
        boolean all = !isForeign(declared); // else of a string, an array or what else the run time makes
        for (String className : instantiated) {
            if (classes.isSuperType(declared, className).orElse(false)) {
                all &= add(targets, resolve(new MethodReference(className, call.getMethod().getDescriptor())));
            }
        }
        return all;
    }

    /** The method that is declared, of the class or one that it extends. */
    MethodReference resolve(MethodReference reference) {
        return resolvedMethods.computeIfAbsent(reference, name -> {
            MethodReader method = classes.resolveImplementation(name);
            return method == null ? null : method.getReference();
        });
    }

    /** False for a method without a body that we see. */
    private boolean add(List<Method> targets, MethodReference reference) {
        Method method = reference == null ? null : methods.get(reference);
        if (method != null && !targets.contains(method)) {
            targets.add(method);
        }
        return method != null;
    }
}
