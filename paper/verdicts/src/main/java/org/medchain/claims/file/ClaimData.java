package org.medchain.claims.file;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What decides a claim without a line of Java, or beside one (CLAIM-13).
 *
 * @param with the claim whose experiment decides this one as well, if another's does
 * @param code the class that writes tables and figures, for want of a table that does
 * @param test the class among the tests that counts a property of the code
 * @param settings numbers that {@code --set} replaces
 * @param tables that are made for it
 * @param figures over these, and over the raw tables of its experiment
 */
public record ClaimData(
    Optional<String> with,
    Optional<String> code,
    Optional<String> test,
    List<ClaimSetting> settings,
    List<ClaimTable> tables,
    List<ClaimFigure> figures) {
  /** The keys of an entry that say all that. */
  static final Set<String> KEYS = Set.of("with", "code", "test", "settings", "tables", "figures");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public ClaimData {
    settings = settings == null ? List.of() : settings;
    tables = tables == null ? List.of() : tables;
    figures = figures == null ? List.of() : figures;
  }

  /**
   * A raw table, a row a trial, or a row a replicate and strategy.
   *
   * @param name of its file
   * @param config file in {@code paper/configs}, of trials
   * @param ledger such a file, of a study with agents on the ledger
   * @param schedules a kind of schedules, which are no file
   * @param results a committed table below {@code results/}, which another command measured
   * @param each {@code adversary} where each item of {@code adversaries} has trials of its own
   * @param watch the name of what looks at each trial
   * @param strategies whose rows a table of the ledger has; empty for all
   * @param columns that the file has, with commas; empty for all
   * @param parts the files whose rows follow each other
   * @param set keys of the files with other values
   * @param quick the same in a quick run
   * @param full the same in a full run
   */
  public record ClaimTable(
      @JsonProperty(required = true) String name,
      Optional<String> config,
      Optional<String> ledger,
      Optional<String> schedules,
      Optional<String> results,
      Optional<String> each,
      Optional<String> watch,
      Optional<List<String>> strategies,
      Optional<String> columns,
      List<TablePart> parts,
      Map<String, Object> set,
      Map<String, Object> quick,
      Map<String, Object> full) {
    public ClaimTable {
      Optional<String> file = config.or(() -> ledger).or(() -> schedules).or(() -> results);
      List<TablePart> own =
          parts == null ? List.of(new TablePart(Map.of(), file, Map.of())) : parts;
      parts =
          own.stream()
              .map(part -> new TablePart(part.as(), part.config().or(() -> file), part.set()))
              .toList();
      if (parts.stream().anyMatch(part -> part.config().isEmpty())) {
        throw new IllegalArgumentException("'config' is wanted in " + name);
      }
    }

    /** What its files are: {@code config}, {@code ledger}, {@code schedules}, {@code results}. */
    public String kind() {
      if (results.isPresent()) {
        return "results";
      }
      return ledger.isPresent() ? "ledger" : schedules.isPresent() ? "schedules" : "config";
    }

    /** Keys of a part's file with other values; what is said of the part counts most. */
    public Map<String, String> values(TablePart part, boolean inFullRun) {
      Map<String, String> values = new LinkedHashMap<>();
      for (Map<String, Object> each :
          List.of(orNone(set), orNone(inFullRun ? full : quick), orNone(part.set()))) {
        each.forEach((key, value) -> values.put(key, String.valueOf(value)));
      }
      return values;
    }

    private static Map<String, Object> orNone(Map<String, Object> values) {
      return values == null ? Map.of() : values;
    }
  }

  /**
   * A part of a table.
   *
   * @param as columns with one value in all of its rows
   * @param config the file
   * @param set keys of the file with other values
   */
  public record TablePart(
      Map<String, String> as, Optional<String> config, Map<String, Object> set) {
    public TablePart {
      as = as == null ? Map.of() : as;
    }
  }

  /**
   * A figure: an expression with the other ones that make more of it.
   *
   * @param metric its name
   * @param of table, colon, and an expression as the report has them; {@code mean} is of
   *     independent rows and has an interval
   * @param says what it is, for people
   * @param more by key another expression, a number, or a setting as {@code $name}: {@code plus},
   *     {@code less} and {@code per} change the value in this order; it is a share {@code in}
   *     another one; {@code over} has the rows below it in a mean of quotients; {@code samples}
   *     counts
   */
  public record ClaimFigure(
      @JsonProperty(required = true) String metric,
      @JsonProperty(required = true) String of,
      @JsonProperty(required = true) String says,
      @JsonAnySetter Map<String, String> more) {
    private static final Set<String> MORE = Set.of("plus", "less", "per", "in", "over", "samples");

    public ClaimFigure {
      more = more == null ? Map.of() : more;
      if (!MORE.containsAll(more.keySet())) {
        throw new IllegalArgumentException(
            metric + ": " + more + "; allowed: " + String.join(", ", new TreeSet<>(MORE)));
      }
    }
  }

  /** What an entry says. */
  static Optional<ClaimData> of(Map<?, ?> entry, Consumer<String> problem) {
    Map<Object, Object> own = new LinkedHashMap<>(entry);
    own.keySet().retainAll(KEYS);
    try {
      return Optional.of(JSON.convertValue(own, ClaimData.class));
    } catch (JacksonException e) {
      problem.accept(e.getOriginalMessage().lines().findFirst().orElse(""));
      return Optional.empty();
    }
  }

  /** Whether it gives figures at all. */
  public boolean decides() {
    return !tables.isEmpty() || code.isPresent() || test.isPresent();
  }
}
