package org.medchain.claims.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.medchain.claims.file.ClaimSetting;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.paper.source.PaperSources;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.source.SourceTable;

/**
 * One run of one experiment: what it is given, and where its figures go. For one thread.
 *
 * <p>{@code --set} replaces a setting of the experiment, or a key of its config by its path, as in
 * {@code workload.rate_tps=2}.
 */
public final class ClaimRun {
  private final ClaimExperiment experiment;
  private final ClaimRunOptions options;
  private final Map<String, ClaimFigures> figures = new LinkedHashMap<>();
  private final Map<String, SourceTable> tables = new HashMap<>();
  private boolean configRead;

  /**
   * What all experiments of a command share.
   *
   * @param size of the run
   * @param seed of everything that is drawn
   * @param replaced settings and keys of configs with their values
   * @param projectRoot the project's root
   * @param out folder for raw data
   * @param temporary folder that goes at the end
   * @param progress takes a line that says what is done now
   */
  public record ClaimRunOptions(
      ClaimSize size,
      long seed,
      Map<String, String> replaced,
      Path projectRoot,
      Path out,
      Path temporary,
      Consumer<String> progress) {}

  /** A run that has not begun. */
  public ClaimRun(ClaimExperiment experiment, ClaimRunOptions options) {
    this.experiment = experiment;
    this.options = options;
    experiment.ids().forEach(claim -> figures.put(claim, new ClaimFigures()));
  }

  /** What runs. */
  public ClaimExperiment experiment() {
    return experiment;
  }

  /** Whether this is a full run. */
  public boolean isFull() {
    return options.size() == ClaimSize.FULL;
  }

  /** Seed of everything that the experiment draws. */
  public long seed() {
    return options.seed();
  }

  /** The project's root folder. */
  public Path projectRoot() {
    return options.projectRoot();
  }

  /** A folder for files of this command, which are deleted at its end. */
  public Path temporary() {
    return options.temporary();
  }

  /** A setting's value. */
  public double value(String setting) {
    ClaimSetting found =
        experiment.settings().stream()
            .filter(each -> each.name().equals(setting))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no setting is called " + setting));
    String replaced = options.replaced().get(setting);
    if (replaced != null) {
      return Double.parseDouble(replaced); // the command has checked that it is a number
    }
    return isFull() ? found.full().orElse(found.quick()) : found.quick();
  }

  /** A setting that is a whole number. */
  public int count(String setting) {
    return Math.toIntExact(Math.round(value(setting)));
  }

  /** Says what the experiment does now. */
  public void progress(String line) {
    options.progress().accept(line);
  }

  /** The figures of a claim, to be filled. */
  public ClaimFigures figures(String claim) {
    return Optional.ofNullable(figures.get(claim))
        .orElseThrow(
            () -> new IllegalArgumentException("not a claim of this experiment: " + claim));
  }

  /**
   * Begins a file {@code raw/NAME.csv} for data from which the figures can be computed again.
   *
   * @param columns with commas between them; each has its unit in its name
   */
  public RawTable raw(String name, String columns) throws IOException {
    return RawTable.create(rawFile(name), columns.split(",\\s*", -1));
  }

  /** Writes such a file: a row for each record, a column for each of its components. */
  public void raw(String name, List<? extends Record> rows) throws IOException {
    List<String> columns = RecordColumns.names(rows.getFirst().getClass());
    try (RawTable raw = raw(name, String.join(",", columns))) {
      rows.forEach(each -> raw.row(RecordColumns.values(each).toArray()));
    }
  }

  /** Where such a file is. */
  public Path rawFile(String name) {
    return rawFile(options.out(), name);
  }

  /** Where it is among the results of a run. */
  public static Path rawFile(Path results, String name) {
    return results.resolve(RawTable.FOLDER).resolve(name + ".csv");
  }

  /** Keeps a table that has more columns than its file, for expressions. */
  public void keep(SourceTable table) {
    tables.put(table.name(), table);
  }

  /**
   * The table of this name, once it is written.
   *
   * @throws SourceProblem if its file is not one
   */
  public SourceTable table(String name) throws SourceProblem, IOException {
    if (!tables.containsKey(name)) {
      keep(PaperSources.csv(name, Files.readString(rawFile(name))));
    }
    return tables.get(name);
  }

  /**
   * A config in {@code paper/configs/}, under this run's seed and {@code --set}.
   *
   * @param more keys with values that depend on the run's size, as {@code repeats: 3}
   * @throws UserInputException with a line for each problem
   */
  public LoadedConfig config(String file, Map<String, String> more) throws UserInputException {
    Map<String, String> values = new LinkedHashMap<>(more);
    values.putAll(replacedKeys());
    configRead = true;
    Path path = projectRoot().resolve("paper").resolve("configs").resolve(file);
    ConfigOverrides replaced =
        ConfigOverrides.of(Optional.empty(), OptionalLong.of(seed())).withValues(values);
    return LoadedConfig.read(path, replaced);
  }

  /** What {@code --set} replaces that is no setting of this experiment: keys of a config. */
  private Map<String, String> replacedKeys() {
    Map<String, String> keys = new LinkedHashMap<>(options.replaced());
    experiment.settings().forEach(each -> keys.remove(each.name()));
    return keys;
  }

  /** Whether all that {@code --set} replaces is of this experiment or of a config that it read. */
  public boolean isReplacedHere() {
    return configRead || replacedKeys().isEmpty();
  }

  /** The records that a config names. */
  public SyntheticRecords records(LoadedConfig config) {
    return SyntheticRecords.read(projectRoot().resolve(config.experiment().workload().dataset()));
  }
}
