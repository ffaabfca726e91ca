package nogc.stm32.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.FieldReader;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InitClassInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.ModelUtils;
import org.teavm.model.util.ProgramUtils;

/**
 * When classes are initialised, by chapter 12.4 of the Java Language Specification. TeaVM 0.15 initialises a class when
 * one of its static methods or constructors begins or a static field is touched. Added here is what it lacks:
 * <ul>
 * <li>the superclass comes before the class, and so do the interfaces that have bodies of methods (12.4.2, step 7);
 * <li>{@code new} initialises before the arguments of the constructor are computed (12.4.1);
 * <li>so does the call of a native method, of which TeaVM believes that it does;
 * <li>a method of an interface that was called on an object does not mean that the interface is initialised, as TeaVM
 * believes: its fields and its initialiser move to a class of their own.
 * </ul>
 */
final class ClassInitialisation {
    private static final MethodDescriptor INITIALISER = new MethodDescriptor("<clinit>", ValueType.VOID);

    private final ClassHolderTransformerContext context;
    private final ClassReaderSource classes;
    private final Set<String> moved;

    /** @param moved interfaces whose fields have a class of their own already */
    ClassInitialisation(ClassHolderTransformerContext context, Set<String> moved) {
        this.context = context;
        classes = context.getHierarchy().getClassSource();
        this.moved = moved;
    }

    void complete(ClassHolder cls) {
        if (hasMovingFields(cls)) {
            cls.removeMethod(cls.getMethod(INITIALISER));
            for (MethodHolder method : cls.getMethods()) {
                if (method.hasModifier(ElementModifier.STATIC) && method.hasProgram()) {
                    method.getProgram().basicBlockAt(0).addFirst(initialise(cls.getName()));
                }
            }
        }
        addBefore(cls);
        for (MethodHolder method : cls.getMethods()) {
            if (method.hasProgram()) {
                for (BasicBlock block : method.getProgram().getBasicBlocks()) {
                    List<Instruction> instructions = new ArrayList<>();
                    block.forEach(instructions::add);
                    instructions.forEach(instruction -> complete(cls, instruction));
                }
            }
        }
    }

    private void addBefore(ClassHolder cls) {
        List<String> before = before(cls);
        if (before.isEmpty()) {
            return;
        }
        MethodHolder initialiser = cls.getMethod(INITIALISER);
        if (initialiser == null) {
            initialiser = new MethodHolder(INITIALISER);
            initialiser.getModifiers().add(ElementModifier.STATIC);
            Program program = new Program();
            program.createVariable(); // this, which a static method has none of
            program.createBasicBlock().add(new ExitInstruction());
            initialiser.setProgram(program);
            cls.addMethod(initialiser);
        }
        Instruction first = initialiser.getProgram().basicBlockAt(0).getFirstInstruction();
        before.forEach(name -> first.insertPrevious(initialise(name)));
    }

    private void complete(ClassHolder cls, Instruction instruction) {
        if (instruction instanceof GetFieldInstruction read && read.getInstance() == null) {
            read.setField(home(read.getField()));
        } else if (instruction instanceof PutFieldInstruction write && write.getInstance() == null) {
            write.setField(home(write.getField()));
        }
        String touched = touched(instruction);
        if (touched != null && !touched.equals(cls.getName()) && !World.isForeign(touched)
                && isInitialised(touched)) {
            InitClassInstruction initialise = initialise(touched);
            initialise.setLocation(instruction.getLocation());
            instruction.insertPrevious(initialise);
        }
    }

    /** The class that an instruction initialises without TeaVM's knowledge; null if there is none. */
    private String touched(Instruction instruction) {
        if (instruction instanceof ConstructInstruction construct) {
            return construct.getType();
        }
        if (instruction instanceof InvokeInstruction call && call.getInstance() == null) {
            ClassReader owner = classes.get(call.getMethod().getClassName());
            MethodReader method = owner == null ? null : owner.getMethod(call.getMethod().getDescriptor());
            return method != null && method.hasModifier(ElementModifier.NATIVE) ? owner.getName() : null;
        }
        return null;
    }

    private InitClassInstruction initialise(String className) {
        InitClassInstruction instruction = new InitClassInstruction();
        instruction.setClassName(home(className));
        return instruction;
    }

    /** Whether there is anything to do when a class is initialised. */
    private boolean isInitialised(String className) {
        ClassReader cls = classes.get(className);
        return cls != null && (cls.getMethod(INITIALISER) != null || !before(cls).isEmpty());
    }

    /** The superclass and the interfaces that have to be initialised before a class, in this order. */
    private List<String> before(ClassReader cls) {
        List<String> names = new ArrayList<>();
        if (!cls.hasModifier(ElementModifier.INTERFACE)) {
            if (cls.getParent() != null && isInitialised(cls.getParent())) {
                names.add(cls.getParent());
            }
            Set<String> interfaces = new LinkedHashSet<>();
            addInterfaces(cls, interfaces, new HashSet<>());
            names.addAll(interfaces);
        }
        return names;
    }

    private void addInterfaces(ClassReader cls, Set<String> names, Set<String> seen) {
        for (String name : cls.getInterfaces()) {
            ClassReader type = classes.get(name);
            if (type != null && seen.add(name)) {
                addInterfaces(type, names, seen);
                if (type.getMethod(INITIALISER) != null && hasBodies(type)) {
                    names.add(name);
                }
            }
        }
    }

    private static boolean hasBodies(ClassReader type) {
        for (MethodReader method : type.getMethods()) {
            if (!method.hasModifier(ElementModifier.ABSTRACT) && !method.hasModifier(ElementModifier.STATIC)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMovingFields(ClassReader cls) {
        return cls.hasModifier(ElementModifier.INTERFACE) && !World.isForeign(cls.getName())
                && cls.getMethod(INITIALISER) != null;
    }

    private FieldReference home(FieldReference reference) {
        FieldReader field = classes.resolve(reference);
        return field == null ? reference
                : new FieldReference(home(field.getOwnerName()), field.getName());
    }

    /** The class that has the static fields of a class or interface, and initialises them. */
    private String home(String className) {
        ClassReader cls = classes.get(className);
        if (cls == null || !hasMovingFields(cls)) {
            return className;
        }
        String name = className + "$Fields";
        if (moved.add(className)) {
            ClassHolder fields = new ClassHolder(name);
            fields.getModifiers().add(ElementModifier.FINAL);
            for (FieldReader field : cls.getFields()) {
                FieldHolder copy = ModelUtils.copyField(field);
                fields.addField(copy);
            }
            MethodHolder initialiser = new MethodHolder(INITIALISER);
            initialiser.getModifiers().add(ElementModifier.STATIC);
            initialiser.setProgram(ProgramUtils.copy(cls.getMethod(INITIALISER).getProgram()));
            fields.addMethod(initialiser);
            context.submit(fields);
        }
        return name;
    }
}
