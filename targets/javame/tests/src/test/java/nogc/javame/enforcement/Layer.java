package nogc.javame.enforcement;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import nogc.mqtt.structure.ClassForm;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** The four layers between a source and a CLDC machine, each with its verdict on one source. */
enum Layer {
    /** The compiler, which sees CLDC's class library alone. */
    COMPILER {
        @Override
        boolean rejects(Path source, Path classes) throws IOException {
            Path checked = Files.createDirectory(source.resolveSibling("checked"));
            return !compiles(source, checked, Build.compilerArguments());
        }
    },
    /** Animal Sniffer. */
    SIGNATURE {
        @Override
        boolean rejects(Path source, Path classes) throws IOException {
            try (InputStream signature = Files.newInputStream(Build.signature())) {
                SignatureChecker checker = new SignatureChecker(signature, ownClasses(classes), new Silence());
                checker.setSourcePath(List.of());
                checker.process(classes.toFile());
                return checker.isSignatureBroken();
            }
        }
    },
    /** ProGuard. */
    PREVERIFIER {
        @Override
        boolean rejects(Path source, Path classes) throws IOException {
            return !preverifies(classes, source.resolveSibling("preverified"));
        }
    },
    /** What only the class file shows. */
    FORM {
        @Override
        boolean rejects(Path source, Path classes) {
            return !ClassForm.below(classes, ClassForm.PLAIN, ClassForm.CORE_PACKAGES).isEmpty();
        }
    };

    /**
     * The verdict.
     *
     * @param source one source, in a folder of its own
     * @param classes the class files that a compiler without our rules made of it
     */
    abstract boolean rejects(Path source, Path classes) throws IOException;

    /** Runs javac; false if it finds errors, or breaks down, as it does over a lambda without its class library. */
    static boolean compiles(Path source, Path classes, List<String> arguments) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("-d", classes.toString()));
        try {
            return compiler.getTask(new StringWriter(), null, null, all, null,
                    compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Runs ProGuard with the options of the build. */
    static boolean preverifies(Path classes, Path into) {
        List<String> arguments = new ArrayList<>(List.of("-injars", classes.toString(), "-outjars", into.toString(),
                "-libraryjars", Build.CLDC.toString()));
        for (String option : Build.preverifierOptions()) {
            arguments.addAll(List.of(option.split(" ", 2)));
        }
        try {
            Configuration configuration = new Configuration();
            new ConfigurationParser(arguments.toArray(new String[0]), System.getProperties()).parse(configuration);
            new ProGuard(configuration).execute();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static Set<String> ownClasses(Path classes) throws IOException {
        try (var files = Files.list(classes)) {
            return Set.copyOf(files.map(file -> file.getFileName().toString().replace(".class", "")).toList());
        }
    }

    /** Findings are counted, not printed. */
    private static final class Silence implements Logger {
        @Override
        public void info(String message) {
        }

        @Override
        public void info(String message, Throwable t) {
        }

        @Override
        public void debug(String message) {
        }

        @Override
        public void debug(String message, Throwable t) {
        }

        @Override
        public void warn(String message) {
        }

        @Override
        public void warn(String message, Throwable t) {
        }

        @Override
        public void error(String message) {
        }

        @Override
        public void error(String message, Throwable t) {
        }
    }
}
