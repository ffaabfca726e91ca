package nogc.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one command measured, as it stands in a file: everything that a report needs to say about it.
 *
 * @param suite short name of what was measured, as "codec"
 * @param title heading of it
 * @param command what anyone can run to measure it again
 * @param machine what it was measured on
 * @param quality how far it can be trusted, as "one short process each: good to compare while developing"
 * @param measurements the values
 */
public record Results(String suite, String title, String command, String machine, String quality,
        List<Measurement> measurements) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * @param file as {@link #write} wrote it
     * @return what stands in it
     * @throws IOException if it cannot be read, or is not such a file
     */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /**
     * Writes {@code suite.json}.
     *
     * @param directory where to; made if it is not there
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(suite + ".json");
        JSON.writeValue(file.toFile(), this);
        return file;
    }

    /** @return the rows in the order in which they were measured */
    public Set<String> rows() {
        return measurements.stream().map(Measurement::row).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * @param row of {@link #rows}
     * @param contender whose
     * @param metric what
     * @return the values, if that was measured
     */
    public Optional<Samples> samples(String row, String contender, String metric) {
        return measurements.stream()
                .filter(m -> m.row().equals(row) && m.contender().equals(contender) && m.metric().equals(metric))
                .map(Measurement::samples).findFirst();
    }
}
