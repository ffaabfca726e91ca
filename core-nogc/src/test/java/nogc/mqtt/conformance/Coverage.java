package nogc.mqtt.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The manifest held against the proofs. */
final class Coverage {
    /** {@link #state}: a test names it. */
    static final String PROVEN = "proven";
    /** {@link #state}: no test names it and no exception excuses it. */
    static final String MISSING = "missing";

    private final List<Manifest.Row> rows;
    private final Map<String, Manifest.Exception> exceptions;
    private final Map<String, List<String>> proofs;

    Coverage(List<Manifest.Row> rows, Map<String, Manifest.Exception> exceptions, Map<String, List<String>> proofs) {
        this.rows = rows;
        this.exceptions = exceptions;
        this.proofs = proofs;
    }

    static Coverage ofThisTree() throws IOException {
        return new Coverage(Manifest.rows(), Manifest.exceptions(), Proofs.all());
    }

    List<Manifest.Row> rows() {
        return rows;
    }

    /** The tests that prove a row. */
    List<String> proofs(Manifest.Row row) {
        return proofs.getOrDefault(row.id(), List.of());
    }

    /** {@link #PROVEN}, the state of its exception, or {@link #MISSING}. */
    String state(Manifest.Row row) {
        if (proofs.containsKey(row.id())) {
            return PROVEN;
        }
        return exceptions.containsKey(row.id()) ? exceptions.get(row.id()).state() : MISSING;
    }

    /** Rows without a test and without an excuse. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Manifest.Row row : rows) {
            if (state(row).equals(MISSING)) {
                missing.add(row.id() + "  " + row.requirement());
            }
        }
        return missing;
    }

    /** Identifiers that a test or an exception names and the manifest does not know. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>(proofs.keySet());
        unknown.addAll(exceptions.keySet());
        rows.forEach(row -> unknown.remove(row.id()));
        return unknown;
    }

    /** Exceptions for rows that a test does prove. */
    Set<String> needlessExceptions() {
        Set<String> needless = new TreeSet<>(exceptions.keySet());
        needless.retainAll(proofs.keySet());
        return needless;
    }

    /** Numbers of rows by version and chapter, then by state. */
    Map<String, Map<String, Integer>> perChapter() {
        Map<String, Map<String, Integer>> chapters = new TreeMap<>();
        for (Manifest.Row row : rows) {
            chapters.computeIfAbsent(row.version() + ", chapter " + row.chapter(), key -> new TreeMap<>())
                    .merge(state(row), 1, Integer::sum);
        }
        return chapters;
    }
}
