package nogc.stm32.build;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Leaves out of an image in which words the constructors of {@code Topic}, {@code TopicFilter} and {@code Utf8String}
 * refuse a string, 3.6 KB of an image with exceptions that makes them of strings: the message is null there. The same
 * program on a JVM says them.
 */
public final class WithoutWords implements TeaVMPlugin, ClassHolderTransformer {
    private static final String FAULT = "nogc.mqtt.StringFault";

    /** Made by TeaVM, which finds this class by the service file. */
    public WithoutWords() {
    }

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!cls.getName().equals(FAULT)) {
            return;
        }
        MethodHolder words = cls.getMethod(new MethodDescriptor("toString", ValueType.parse(String.class)));
        Program program = new Program();
        program.createVariable(); // this
        BasicBlock block = program.createBasicBlock();
        NullConstantInstruction nothing = new NullConstantInstruction();
        nothing.setReceiver(program.createVariable());
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(nothing.getReceiver());
        block.add(nothing);
        block.add(exit);
        words.setProgram(program);
    }
}
