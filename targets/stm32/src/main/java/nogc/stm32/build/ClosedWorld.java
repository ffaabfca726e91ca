package nogc.stm32.build;

import org.teavm.backend.c.TeaVMCHost;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes the promise "what an application does not name is not in its image" good for values: an image is a closed
 * world, so a field that nobody in it writes keeps its first value, a parameter that is always the same is a constant,
 * and what stands behind a condition that can never hold is left out. An option of {@code Config} or
 * {@code ConnectOptions} that an application does not set costs nothing; and a class of which it makes one object, as
 * most of the client's are, is as good as static: nothing is passed around, nothing is stored to refer to it.
 *
 * <p>Sparse conditional constant propagation (Wegman and Zadeck, 1991) over all methods at once, between TeaVM's
 * reachability and its optimiser; the C compiler then drops what nobody calls any more.
 *
 * <p>It is right as long as
 * <ul>
 * <li>fields are written by Java alone: no {@code Structure}, no {@code Address.ofObject}. What C writes into an array
 * does not matter, nothing is believed of elements;
 * <li>instances come from a {@code new} in the program, and no method is given to C by its name: {@link Flow} refuses
 * the calls that do otherwise;
 * <li>what C calls has {@code @Export}, or is called by a method that never runs with arguments of which nothing can be
 * known: {@code nogc.stm32.lib.Library.reach} takes them from {@code C.number()} and {@code C.address()}.
 * </ul>
 */
public final class ClosedWorld implements TeaVMPlugin {
    /** TeaVM's property that leaves a program as it is, where it is {@code false}. */
    static final String PROPERTY = "nogc.closedWorld";
    private static final MethodReference ARRAY_CLASSES = new MethodReference(CFunctions.class.getName(),
            "arrayClasses", ValueType.VOID);

    /** TeaVM finds it by {@code META-INF/services}. */
    public ClosedWorld() {
    }

    @Override
    public void install(TeaVMHost host) {
        if ("false".equals(host.getProperties().getProperty(PROPERTY))) {
            return;
        }
        TeaVMCHost c = host.getExtension(TeaVMCHost.class);
        if (c != null) {
            c.addIntrinsic(context -> new OnlyObjectIntrinsic());
            c.addIntrinsic(context -> new KnownLengthIntrinsic());
        }
        host.add(new AbstractDependencyListener() {
            @Override
            public void started(DependencyAgent agent) {
                agent.linkMethod(ARRAY_CLASSES).use();
            }

            @Override
            public void completing(DependencyAgent agent) {
                rewrite(new World(agent), false);
                World world = new World(agent); // of fewer places that make things, and of plain calls
                rewrite(world, true);
                PlainCalls.makePrivate(world.methods(), agent.getClassSource());
                UnreadFields.remove(world.methods(), agent.getClassSource());
                WideFlags.widen(world, agent.getClassSource());
            }
        });
    }

    private static void rewrite(World world, boolean last) {
        for (Method method : world.methods()) {
            if (!method.foreign) {
                Rewriting.apply(world, method, last);
            }
        }
    }
}
