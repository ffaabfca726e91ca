package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file needs in order to become one of CLDC 1.1: what compiler, signature and preverifier let pass, and a
 * machine of CLDC refuses when it loads or runs the class.
 */
public final class ClassForm extends ClassVisitor {
    /** The version of a plain jar: Java SE 8. */
    public static final int PLAIN = 52;
    /** The version of a cldc11 jar: what a preverified class has. */
    public static final int CLDC = 47;
    /** What the core may name. */
    public static final List<String> CORE_PACKAGES = List.of("java/lang/", "java/io/", "nogc/");
    /** What an application of a MIDP machine may name. */
    public static final List<String> MIDP_PACKAGES = List.of("java/lang/", "java/io/", "java/util/", "nogc/",
            "javax/microedition/");

    private static final int API = Opcodes.ASM9;

    private final Collection<String> findings = new TreeSet<>();
    private final int rightVersion;
    private final List<String> knownPackages;
    private String source = "?";
    private boolean isInterface;

    private ClassForm(int version, List<String> knownPackages) {
        super(API);
        rightVersion = version;
        this.knownPackages = knownPackages;
    }

    /** Findings over every class file below a folder; to find no class file there is one. */
    public static List<String> below(Path folder, int version, List<String> knownPackages) {
        List<String> found = new ArrayList<>();
        int classes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                found.addAll(of(Files.readAllBytes(file), version, knownPackages));
                classes++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (classes == 0) {
            found.add("no class files in " + folder);
        }
        return found;
    }

    /** Findings over one class file. */
    public static List<String> of(byte[] classFile, int version, List<String> knownPackages) {
        ClassForm form = new ClassForm(version, knownPackages);
        new ClassReader(classFile).accept(form, ClassReader.SKIP_FRAMES);
        return List.copyOf(form.findings);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        source = name + ".java";
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        int major = version & 0xFFFF;
        if (major != rightVersion) {
            find("class file version " + major + ", not " + rightVersion);
        }
        refer("class " + name, superName);
        for (String each : interfaces) {
            refer("class " + name, each);
            if (each.equals("java/io/Serializable") || each.equals("java/lang/Cloneable")) {
                find("class " + name + " is " + each.replace('/', '.') + ", which CLDC does not have");
            }
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        refer("field " + name, Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        refer(name, Type.getMethodType(descriptor));
        if (isInterface && (access & Opcodes.ACC_ABSTRACT) == 0 && !name.equals("<clinit>")) {
            find(name + "() has a body in an interface");
        }
        return new Instructions(name);
    }

    private void find(String what) {
        findings.add(source + " " + what);
    }

    private void refer(String where, Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> refer(where, type.getElementType());
            case Type.OBJECT -> refer(where, type.getInternalName());
            case Type.METHOD -> {
                refer(where, type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    refer(where, argument);
                }
            }
            default -> { }
        }
    }

    private void refer(String where, String internalName) {
        if (internalName.startsWith("[")) {
            refer(where, Type.getType(internalName));
        } else if (internalName.indexOf('/') >= 0 && knownPackages.stream().noneMatch(internalName::startsWith)) {
            String known = String.join(", ", knownPackages).replace('/', '.');
            find(where + " knows " + internalName.replace('/', '.') + ", which is in none of " + known);
        }
    }

    /** The instructions of one method. */
    private final class Instructions extends MethodVisitor {
        private final String method;

        Instructions(String method) {
            super(API);
            this.method = method;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            refer(method, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            refer(method, owner);
            refer(method, Type.getMethodType(descriptor));
            if (owner.startsWith("[") && name.equals("clone")) {
                find(method + "() clones an array, which a CLDC machine cannot");
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            refer(method, owner);
            refer(method, Type.getType(descriptor));
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type) {
                find(method + "() has a class literal, which a CLDC machine refuses");
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            find(method + "() has an invokedynamic, which a CLDC machine refuses");
        }
    }
}
