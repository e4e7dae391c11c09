package org.medchain.paper.source;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The files that a page may quote: those under {@code results/} that are committed, and those of
 * {@code paper/}. It remembers which were quoted.
 */
public final class PaperSources {
  private static final String RESULTS = "results/";
  private static final String RUNS = "results/runs/";
  private static final String PAPER = "paper/";
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Path home;
  private final Map<String, SourceTable> tables = new HashMap<>();
  private final SortedSet<String> quoted = new TreeSet<>();

  /**
   * The sources of a project.
   *
   * @param home its root folder
   */
  public PaperSources(Path home) {
    this.home = home;
  }

  /** Files that were quoted so far, from the project's root. */
  public SortedSet<String> quoted() {
    return new TreeSet<>(quoted);
  }

  /**
   * Whether there is such a file.
   *
   * @throws SourceProblem if it is not among those that may be quoted
   */
  public boolean exists(String path) throws SourceProblem {
    return Files.isRegularFile(home.resolve(allowed(path)));
  }

  /**
   * A file that is quoted as a whole, as a figure is.
   *
   * @throws SourceProblem if it may not be quoted, or is not there
   */
  public Path file(String path) throws SourceProblem {
    Path file = home.resolve(allowed(path));
    if (!Files.isRegularFile(file)) {
      throw new SourceProblem(path + ": there is no such file");
    }
    quoted.add(path);
    return file;
  }

  /**
   * The table of a file, or of a list in it.
   *
   * @param source a path that ends in {@code .csv}, {@code .json}, {@code .yaml}; of the latter
   *     two, {@code #} and the keys of a list may follow
   * @throws SourceProblem if it may not be quoted, or cannot be read
   */
  public SourceTable table(String source) throws SourceProblem {
    int hash = source.indexOf('#');
    String path = hash < 0 ? source : source.substring(0, hash);
    Path file = file(path);
    SourceTable known = tables.get(source);
    if (known == null) {
      known = read(path, file, hash < 0 ? "" : source.substring(hash + 1));
      tables.put(source, known);
    }
    return known;
  }

  private static SourceTable read(String path, Path file, String list) throws SourceProblem {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SourceProblem(path + " cannot be read as text");
    }
    if (path.endsWith(".csv")) {
      if (!list.isEmpty()) {
        throw new SourceProblem(path + " has rows; '#' names a list in JSON or YAML");
      }
      return csv(path, text);
    }
    if (path.endsWith(".json") || path.endsWith(".yaml")) {
      SourceDocument document = SourceDocument.of(path, text);
      return list.isEmpty() ? document.whole() : document.list(list);
    }
    throw new SourceProblem(path + " has no values to quote; allowed: .csv, .json, .yaml");
  }

  /**
   * The table that a text is.
   *
   * @param path for messages
   * @throws SourceProblem if it cannot be read as one
   */
  public static SourceTable csv(String path, String text) throws SourceProblem {
    List<Map<String, String>> rows = new ArrayList<>();
    try (var parser = CSV.parse(new StringReader(text))) {
      SequencedSet<String> columns = new LinkedHashSet<>(parser.getHeaderNames());
      for (CSVRecord line : parser) {
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach(each -> row.put(each, line.isSet(each) ? line.get(each) : ""));
        rows.add(row);
      }
      return new SourceTable(path, columns, rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new SourceProblem(path + " is no table with a row of column names");
    }
  }

  private static String allowed(String path) throws SourceProblem {
    boolean clean = Path.of(path).normalize().toString().replace('\\', '/').equals(path);
    boolean results = path.startsWith(RESULTS) && !path.startsWith(RUNS);
    if (!clean || !(results || path.startsWith(PAPER))) {
      throw new SourceProblem(
          "'" + path + "' may not be quoted; allowed: files under results/ (not runs/) and paper/");
    }
    return path;
  }
}
