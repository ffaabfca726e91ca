package nogc.stm32.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nogc.stm32.build.Support;
import nogc.stm32.build.Translator;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Makes an image of the project's program: {@code target/firmware/BOARD/MAIN/firmware.bin}, beside it {@code .elf} and
 * {@code .hex}. Nothing is made again whose sources did not change. Needs {@code arm-none-eabi-gcc} with newlib, and
 * {@code bash}.
 */
@Mojo(name = "firmware", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true,
        requiresDependencyResolution = ResolutionScope.COMPILE)
public final class FirmwareMojo extends AbstractMojo {
    /** Full name of the class with {@code main}. */
    @Parameter(property = "nogc.main", required = true)
    private String main;

    /** The board: a folder of {@code targets/stm32/src/main/c/boards}. */
    @Parameter(property = "nogc.board", defaultValue = "stm32f405")
    private String board;

    /** {@code bare}, or {@code gc} for a program with garbage and exceptions. */
    @Parameter(property = "nogc.profile", defaultValue = "bare")
    private String profile;

    /** A folder with functions in C for the program's {@code @Import}; it may be missing. */
    @Parameter(property = "nogc.cSources", defaultValue = "${project.basedir}/src/main/c")
    private File cSources;

    /** Bytes of stack; unless given, 2,048, and 8,192 in the profile {@code gc}. */
    @Parameter(property = "nogc.stack")
    private String stack;

    /** More definitions for the board support, such as {@code -DLINK_BAUD=921600u}. */
    @Parameter(property = "nogc.defines")
    private String defines;

    @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true, required = true)
    private List<String> classPath;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File output;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        long start = System.currentTimeMillis();
        Path target = output.toPath();
        try {
            Path scripts = Support.unpack(target.resolve("nogc-stm32"));
            new Translator(main, classPath.stream().map(Path::of).toList(), target.resolve("c").resolve(main), profile)
                    .translate();
            build(scripts, start);
        } catch (Translator.Refusal e) {
            throw new MojoFailureException(e.getMessage());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private void build(Path scripts, long start) throws IOException, MojoFailureException {
        ProcessBuilder builder = new ProcessBuilder("bash", scripts.resolve("build-firmware").toString(), board, main)
                .redirectErrorStream(true);
        set(builder, "OUTPUT", output.toString());
        set(builder, "PROFILE", profile);
        set(builder, "C_SOURCES", cSources.isDirectory() ? cSources.toString() : null);
        set(builder, "STACK", stack);
        set(builder, "DEFINES", defines);
        set(builder, "STARTED", String.valueOf(start));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new MojoFailureException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoFailureException("interrupted");
        }
        said.lines().forEach(getLog()::info);
    }

    private static void set(ProcessBuilder builder, String name, String value) {
        if (value == null) {
            builder.environment().remove(name);
        } else {
            builder.environment().put(name, value);
        }
    }
}
