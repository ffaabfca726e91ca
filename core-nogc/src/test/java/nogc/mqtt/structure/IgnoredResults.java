package nogc.mqtt.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Calls of our API whose {@code int} is dropped, found by the compiler's own eyes: it knows which {@code set} or
 * {@code add} is ours. Libraries of others need not be there; what the compiler cannot name then is not ours.
 */
final class IgnoredResults extends TreePathScanner<Void, Void> {
    /** An int of these is a number that one may have no use for, or can only say what was wanted: resume, abort. */
    private static final Set<String> NO_RESULTS = Set.of("poll", "consume", "beforeSleep", "next", "millis", "resume",
            "abort");
    private static final Set<String> API = Set.of("nogc.hal", "nogc.hal.net", "nogc.hal.sensor", "nogc.mqtt",
            "nogc.mqtt.client", "nogc.mqtt.codec", "nogc.mqtt.session", "nogc.mqtt.store", "nogc.mqtt.sn", "nogc.javase",
            "nogc.javase.client", "nogc.javase.tls", "nogc.javame", "nogc.stm32", "nogc.samples.sensor");

    private final Trees trees;
    private final Elements elements;
    private final CompilationUnitTree unit;
    private final List<String> findings;

    private IgnoredResults(JavacTask task, CompilationUnitTree unit, List<String> findings) {
        trees = Trees.instance(task);
        elements = task.getElements();
        this.unit = unit;
        this.findings = findings;
    }

    /**
     * Findings in every source below some folders, as {@code File.java:12 set()}.
     *
     * @param programs the folders to look through
     * @param sources where our own classes come from
     */
    static List<String> in(List<Path> programs, List<Path> sources) {
        List<Path> files = programs.stream().flatMap(IgnoredResults::sourcesBelow).toList();
        String path = sources.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticListener<JavaFileObject> deaf = diagnostic -> { };
        List<String> findings = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(deaf, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-implicit:none", "-XDshould-stop.ifError=FLOW", "-sourcepath",
                    path, "-classpath", "");
            JavacTask task = (JavacTask) compiler.getTask(null, manager, deaf, options, null,
                    manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            for (CompilationUnitTree each : units) {
                new IgnoredResults(task, each, findings).scan(each, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    private static Stream<Path> sourcesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")
                    && !file.endsWith("package-info.java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
        look(statement.getExpression());
        return super.visitExpressionStatement(statement, nothing);
    }

    /** A lambda drops what its body answers if nobody asks it for an answer. */
    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
        if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION && answersNothing(getCurrentPath())) {
            look((ExpressionTree) lambda.getBody());
        }
        return super.visitLambdaExpression(lambda, nothing);
    }

    private boolean answersNothing(TreePath lambda) {
        TypeMirror type = trees.getTypeMirror(lambda);
        return type instanceof DeclaredType declared && elements
                .getAllMembers((javax.lang.model.element.TypeElement) declared.asElement()).stream()
                .filter(member -> member.getKind() == ElementKind.METHOD
                        && member.getModifiers().contains(Modifier.ABSTRACT))
                .allMatch(method -> ((ExecutableElement) method).getReturnType().getKind() == TypeKind.VOID);
    }

    private void look(ExpressionTree expression) {
        if (expression.getKind() != Tree.Kind.METHOD_INVOCATION) {
            return;
        }
        ExpressionTree called = ((MethodInvocationTree) expression).getMethodSelect();
        Element method = trees.getElement(trees.getPath(unit, called));
        if (!(method instanceof ExecutableElement executable)
                || executable.getReturnType().getKind() != TypeKind.INT
                || !method.getModifiers().contains(Modifier.PUBLIC)
                || NO_RESULTS.contains(method.getSimpleName().toString())
                || !API.contains(elements.getPackageOf(method).getQualifiedName().toString())) {
            return;
        }
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, expression));
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        findings.add(file + ":" + line + " " + method.getSimpleName() + "()");
    }
}
