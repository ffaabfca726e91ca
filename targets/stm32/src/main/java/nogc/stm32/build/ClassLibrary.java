package nogc.stm32.build;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Puts what {@link CMath} has in the place of the methods of {@code java.lang.Math} with the same names, and has
 * {@code clone} of an array copy its elements: TeaVM takes each for four bytes, since it asks of the array's class, and
 * not of that of the elements, whether it is a number's, so that a copy of longs was half of it and one of bytes wrote
 * over what lay behind.
 */
final class ClassLibrary implements ClassHolderTransformer {
    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (cls.getName().equals("java.lang.Object")) {
            cls.getMethods().stream().filter(method -> method.getName().equals("cloneLowLevel"))
                    .forEach(ClassLibrary::askOfElements);
        }
        if (!cls.getName().equals("java.lang.Math")) {
            return;
        }
        for (MethodReader function : context.getHierarchy().getClassSource().get(CMath.class.getName()).getMethods()) {
            MethodHolder method = cls.getMethod(function.getDescriptor());
            if (function.hasModifier(ElementModifier.NATIVE) && method != null) {
                method.setProgram(callOf(function));
            }
        }
    }

    private static void askOfElements(MethodHolder clone) {
        Variable itemType = null;
        for (BasicBlock block : clone.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction read && itemType == null
                        && read.getField().getFieldName().equals("itemType")) { // the first is asked whether it is null
                    itemType = read.getReceiver();
                } else if (instruction instanceof InvokeInstruction call
                        && call.getMethod().getName().equals("isPrimitive")) {
                    call.setArguments(itemType);
                }
            }
        }
    }

    private static Program callOf(MethodReader function) {
        Program program = new Program();
        program.createVariable(); // where methods of objects have theirs
        Variable[] arguments = new Variable[function.parameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = program.createVariable();
        }
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(function.getReference());
        call.setArguments(arguments);
        call.setReceiver(program.createVariable());
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(call.getReceiver());
        BasicBlock block = program.createBasicBlock();
        block.add(call);
        block.add(exit);
        return program;
    }
}
