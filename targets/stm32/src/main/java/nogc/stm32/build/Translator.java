package nogc.stm32.build;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import nogc.stm32.NeedsCollector;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.TextLocation;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * One program, from class files to C. Needs TeaVM's class library and the plugins of this package on the class path of
 * its own class loader.
 */
public final class Translator {
    /** In the folder of the C: what it was made of. */
    private static final String STAMP = "made-of.txt";
    /** In the folder of the C: the name of the class with {@code main}. */
    private static final String MAIN = "main-class.txt";
    private static final int HEAP = 1 << 20; // the image's own run time asks nobody for it

    private final String mainClass;
    private final List<Path> classPath;
    private final Path folder;
    private final String profile;

    /**
     * A program that is not translated yet.
     *
     * @param mainClass full name of the class with {@code main}
     * @param classPath jars and folders of classes with the program and all that it uses
     * @param folder where the C goes; emptied first
     * @param profile what the image will be built with, {@code bare} or {@code gc}; null if the C is for both
     */
    public Translator(String mainClass, List<Path> classPath, Path folder, String profile) {
        this.mainClass = mainClass;
        this.classPath = List.copyOf(classPath);
        this.folder = folder;
        this.profile = profile;
    }

    /**
     * Translates, unless the C that is there was made of the same files: names, sizes and times.
     *
     * @return whether there was anything to do
     * @throws Refusal if the class path, the class or the program is not what it must be; its message says what to
     *     change, in as many lines as there are problems
     * @throws IOException if files cannot be read or written
     */
    public boolean translate() throws Refusal, IOException {
        try (URLClassLoader loader = loader(classPath)) {
            return translate(loader);
        }
    }

    private static URLClassLoader loader(List<Path> classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path each : classPath) {
            urls.add(each.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), Translator.class.getClassLoader());
    }

    private boolean translate(ClassLoader loader) throws Refusal, IOException {
        String inputs = inputs();
        Path stamp = folder.resolve(STAMP);
        checkMain(loader);
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return false;
        }
        empty();
        generate(loader);
        LineTable.split(folder);
        Files.writeString(folder.resolve(MAIN), mainClass + "\n");
        Files.writeString(stamp, inputs);
        return true;
    }

    /** What the C depends on: the class, the files of the class path, and this compiler. */
    private String inputs() throws Refusal, IOException {
        StringBuilder text = new StringBuilder(mainClass).append('\n');
        List<Path> all = new ArrayList<>(classPath);
        all.add(compiler());
        for (Path each : all) {
            if (!Files.exists(each)) {
                throw new Refusal("no such folder or jar: " + each + ": CLASSES must name class files that are built");
            }
            try (Stream<Path> files = Files.walk(each)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    text.append(file).append(' ').append(Files.size(file)).append(' ')
                            .append(Files.getLastModifiedTime(file).toMillis()).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** The folder or jar of this class. */
    static Path compiler() {
        try {
            return Path.of(Translator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path of its own making", e);
        }
    }

    private void checkMain(ClassLoader loader) throws Refusal {
        try {
            Class<?> main = Class.forName(mainClass, false, loader);
            int modifiers = main.getDeclaredMethod("main", String[].class).getModifiers();
            if (!Modifier.isStatic(modifiers)) {
                throw new Refusal(mainClass + ".main is not static: a program begins with public static void"
                        + " main(String[])");
            }
            if (main.isAnnotationPresent(NeedsCollector.class) && "bare".equals(profile)) {
                throw new Refusal(mainClass + " makes garbage: say PROFILE=gc");
            }
        } catch (ClassNotFoundException e) {
            List<String> ours = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
            throw new Refusal("no class " + mainClass + " in " + String.join(File.pathSeparator,
                    classPath.stream().map(Path::toString).filter(each -> !ours.contains(each)).toList())
                    + ": MAIN is its full name, such as com.acme.App");
        } catch (NoSuchMethodException e) {
            throw new Refusal(mainClass + " has no main: a program begins with public static void main(String[])");
        } catch (UnsupportedClassVersionError e) {
            throw new Refusal(mainClass + " is compiled for a Java that is newer than the one that runs here, "
                    + Runtime.version().feature() + ": compile it with --release 17");
        } catch (NoClassDefFoundError e) {
            throw new Refusal(mainClass + " cannot be loaded: " + e.getMessage());
        }
    }

    private void generate(ClassLoader loader) throws Refusal, IOException {
        TeaVMTool tool = new TeaVMTool();
        tool.setClassLoader(loader);
        tool.setTargetType(TeaVMTargetType.C);
        tool.setMainClass(mainClass);
        tool.setEntryPointName("teavm_main");
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED); // smaller than SIMPLE and FULL
        tool.setObfuscated(true);
        tool.setShortFileNames(false); // generated.sh tells classes by their packages
        tool.setAssertionsRemoved(true);
        tool.setDebugInformationGenerated(true); // for LineTable
        tool.setMinHeapSize(HEAP);
        tool.setMaxHeapSize(HEAP);
        tool.setTargetDirectory(folder.toFile());
        tool.getProperties().setProperty(LineTable.PROPERTY, folder.toString());
        try {
            tool.generate();
        } catch (TeaVMToolException | IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        Set<String> sentences = new LinkedHashSet<>();
        for (Problem problem : tool.getProblemProvider().getSevereProblems()) {
            sentences.add(sentence(problem));
        }
        if (!sentences.isEmpty()) {
            throw new Refusal(String.join(System.lineSeparator(), sentences));
        }
    }

    /** Class, method, file and line, then TeaVM's words. */
    private static String sentence(Problem problem) {
        DefaultProblemTextConsumer words = new DefaultProblemTextConsumer();
        problem.render(words);
        StringBuilder text = new StringBuilder();
        CallLocation location = problem.getLocation();
        if (location != null && location.getMethod() != null) {
            text.append(location.getMethod().getClassName()).append('.').append(location.getMethod().getName());
            TextLocation line = location.getSourceLocation();
            if (line != null && line.getFileName() != null) {
                text.append(" (").append(line.getFileName().replaceFirst(".*/", "")).append(':')
                        .append(line.getLine()).append(')');
            }
            text.append(": ");
        }
        return text.append(words.getText()).toString();
    }

    private void empty() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** A program, or a setting, that cannot be built; the message is for who wrote it. */
    public static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /**
     * Translates programs: {@code Translator CLASSPATH FOLDER=MAIN...}, as many at a time as there are processors; the
     * property {@code nogc.profile} is the profile. Refusals go to standard error, and the exit code is then 2.
     *
     * @param arguments as said above; the class path with the separator of the platform
     * @throws IOException if files cannot be read or written
     * @throws InterruptedException if somebody interrupts it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Path> classPath = Stream.of(arguments[0].split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .map(Path::of).toList();
        List<Callable<String>> programs = new ArrayList<>();
        // One for all: who closes one of two takes the jars, which Java opens once, away from the other.
        URLClassLoader loader = loader(classPath);
        for (String program : List.of(arguments).subList(1, arguments.length)) {
            int at = program.lastIndexOf('=');
            Translator translator = new Translator(program.substring(at + 1), classPath,
                    Path.of(program.substring(0, at)), System.getProperty("nogc.profile"));
            programs.add(() -> refusal(translator, loader));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        boolean refused = false;
        try {
            for (Future<String> each : threads.invokeAll(programs)) {
                if (!each.get().isEmpty()) {
                    System.err.println(each.get());
                    refused = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdown(); // else they would keep this process from its end
        }
        System.exit(refused ? 2 : 0);
    }

    /** Why a program was refused; empty if it was not. */
    private static String refusal(Translator translator, ClassLoader loader) throws IOException {
        try {
            translator.translate(loader);
            return "";
        } catch (Refusal e) {
            return e.getMessage();
        }
    }
}
