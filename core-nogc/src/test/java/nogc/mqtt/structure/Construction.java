package nogc.mqtt.structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The methods, as name and descriptor, that run only while an object or a class is made. */
final class Construction extends ClassVisitor {
    /** What makes a String for an application that can afford it, and says so in its Javadoc. */
    static final Set<String> CONVENIENCES = Set.of("nogc/mqtt/Message.topicString",
            "nogc/mqtt/Message.payloadString");

    private final Set<String> privateMethods = new HashSet<>();
    private final Map<String, Set<String>> callersOf = new HashMap<>();
    private String owner;

    private Construction() {
        super(Opcodes.ASM9);
    }

    static boolean isConvenience(String owner, String name) {
        return name.equals("toString") || CONVENIENCES.contains(owner + "." + name);
    }

    static Set<String> of(ClassReader reader) {
        Construction graph = new Construction();
        reader.accept(graph, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> outside = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (String method : graph.callersOf.keySet()) {
                grown |= !graph.isConstruction(method, outside) && outside.add(method);
            }
        }
        Set<String> inside = new HashSet<>(graph.callersOf.keySet());
        inside.removeAll(outside);
        return inside;
    }

    private boolean isConstruction(String method, Set<String> outside) {
        if (method.startsWith("<") || isConvenience(owner, method.substring(0, method.indexOf('(')))) {
            return true;
        }
        Set<String> callers = callersOf.get(method);
        return privateMethods.contains(method) && !callers.isEmpty() && callers.stream().noneMatch(outside::contains);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName,
            String[] interfaces) {
        owner = name;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] thrown) {
        String caller = name + descriptor;
        callersOf.computeIfAbsent(caller, key -> new HashSet<>());
        if ((access & Opcodes.ACC_PRIVATE) != 0) {
            privateMethods.add(caller);
        }
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String to, String toName, String toDescriptor, boolean itf) {
                if (to.equals(owner)) {
                    callersOf.computeIfAbsent(toName + toDescriptor, key -> new HashSet<>()).add(caller);
                }
            }
        };
    }
}
