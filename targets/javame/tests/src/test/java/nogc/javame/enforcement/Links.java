package nogc.javame.enforcement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The classes of some jars with their members, and what a class file refers to that is in none of them. */
final class Links {
    private final Map<String, Shape> shapes = new HashMap<>();

    /** What others may name of a class. */
    private static final class Shape extends ClassVisitor {
        private final List<String> parents = new ArrayList<>();
        private final Set<String> members = new HashSet<>();
        private String name;

        Shape() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String own, String signature, String superName,
                String[] interfaces) {
            name = own;
            if (superName != null) {
                parents.add(superName);
            }
            parents.addAll(List.of(interfaces));
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            members.add(field + " " + descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                String[] thrown) {
            members.add(method + descriptor);
            return null;
        }
    }

    Links(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            for (byte[] classFile : classes(jar)) {
                Shape shape = new Shape();
                new ClassReader(classFile).accept(shape, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
                shapes.put(shape.name, shape);
            }
        }
    }

    /** Every class file of a jar. */
    static List<byte[]> classes(Path jar) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        classes.add(in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }

    /** What a class file refers to in vain. */
    Set<String> missing(byte[] classFile) {
        Set<String> missing = new TreeSet<>();
        new ClassReader(classFile).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName,
                    String[] interfaces) {
                need(superName, null);
                for (String each : interfaces) {
                    need(each, null);
                }
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] thrown) {
                for (Type type : Type.getArgumentTypes(descriptor)) {
                    need(type);
                }
                need(Type.getReturnType(descriptor));
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitTypeInsn(int opcode, String type) {
                        need(Type.getObjectType(type));
                    }

                    @Override
                    public void visitFieldInsn(int opcode, String type, String field, String fieldType) {
                        need(type, field + " " + fieldType);
                    }

                    @Override
                    public void visitMethodInsn(int opcode, String type, String method, String methodType,
                            boolean itf) {
                        need(type.startsWith("[") ? "java/lang/Object" : type, method + methodType);
                    }

                    @Override
                    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                        if (type != null) {
                            need(type, null);
                        }
                    }
                };
            }

            private void need(Type type) {
                Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
                if (element.getSort() == Type.OBJECT) {
                    need(element.getInternalName(), null);
                }
            }

            private void need(String type, String member) {
                if (!has(type, member)) {
                    missing.add(type + (member == null ? "" : "." + member));
                }
            }
        }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return missing;
    }

    /** Whether a class is there and has a member, or inherits it; a null member stands for the class itself. */
    private boolean has(String type, String member) {
        Shape shape = shapes.get(type);
        if (shape == null || member == null || shape.members.contains(member)) {
            return shape != null;
        }
        return shape.parents.stream().anyMatch(parent -> has(parent, member));
    }
}
