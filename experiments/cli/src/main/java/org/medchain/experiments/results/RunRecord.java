package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run on its way to disk: takes results in any order, keeps {@code trials.csv} in the grid's
 * order, and knows which trials are still missing (EXP-14). Any thread may call it.
 */
public final class RunRecord {
  /** The table is rewritten at most so often; {@link #close} writes the rest. */
  private static final long FLUSH_NS = 1_000_000_000;

  private final RunFolder folder;
  private final String config;
  private final Clock clock;
  private final String commandLine;
  private final int threads;
  private final Instant start;
  private final OptionalDouble load = MachineDescription.loadAverage();
  private final RepeatPlan plan;
  private final TreeMap<Integer, TrialRow> rows = new TreeMap<>();
  private final TreeMap<Integer, List<SaturationStep>> steps = new TreeMap<>();
  private RunManifest manifest;
  private int added;
  private long messages;
  private long flushedNs = System.nanoTime();
  private boolean tableTorn;
  private boolean closed;

  private RunRecord(
      RunFolder folder,
      LoadedConfig config,
      RunManifest manifest,
      Clock clock,
      String commandLine,
      int threads) {
    this.folder = folder;
    this.config = config.yaml();
    this.plan = RepeatPlan.of(config);
    this.manifest = manifest;
    this.clock = clock;
    this.commandLine = commandLine;
    this.threads = threads;
    this.start = clock.instant();
  }

  /**
   * Takes a run up where it was left, or from the beginning.
   *
   * @param fresh whether earlier results are to be thrown away
   * @param torn takes a line on a row that cannot be used, and so is as if it were not there
   */
  public static RunRecord open(
      RunFolder folder,
      Path home,
      LoadedConfig config,
      String codeHash,
      boolean fresh,
      Clock clock,
      String commandLine,
      int threads,
      Consumer<String> torn)
      throws UserInputException {
    if (fresh) {
      removeEarlier(folder);
    }
    boolean resumed = Files.exists(folder.trials()) && Files.exists(folder.manifest());
    RunManifest manifest =
        resumed ? RunManifest.read(folder.manifest()) : RunManifest.begin(home, config, codeHash);
    if (!manifest.matches(config, codeHash)) {
      throw new UserInputException(folder.path() + ": holds another run; --force replaces it");
    }
    if (config.experiment().host() == HostKind.CLUSTER && !manifest.isOfThisMachine()) {
      throw new UserInputException(
          folder.path()
              + ": was begun on another machine, and what two machines measure is no one result;"
              + " --force begins again, --out names another folder");
    }
    RunRecord record = new RunRecord(folder, config, manifest, clock, commandLine, threads);
    if (resumed) {
      List<TrialRow> earlier =
          TrialsFile.read(
              folder.trials(),
              line -> {
                record.tableTorn = true;
                torn.accept(line);
              });
      record.resume(earlier, StepsFile.read(folder.steps()), config.grid());
    }
    return record;
  }

  /** Before anything is run, so that no kill leaves what was thrown away. */
  private static void removeEarlier(RunFolder folder) throws UserInputException {
    try {
      Files.deleteIfExists(folder.manifest());
      Files.deleteIfExists(folder.trials());
      Files.deleteIfExists(folder.steps());
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }

  /** Keeps the rows of the grid's trials whose histograms and steps are there too. */
  private void resume(
      List<TrialRow> earlier, Map<Integer, List<SaturationStep>> taken, List<TrialCell> grid) {
    for (TrialRow row : earlier) {
      boolean known =
          row.trial() <= grid.size()
              && row.trial() > 0
              && row.isResultOf(grid.get(row.trial() - 1));
      List<SaturationStep> own = taken.getOrDefault(row.trial(), List.of());
      boolean whole = row.number(TrialColumn.STEPS).orElse(0) == own.size();
      if (known && whole && Files.exists(folder.histogram(row.trial()))) {
        rows.put(row.trial(), row);
        if (!own.isEmpty()) {
          steps.put(row.trial(), own);
        }
      }
    }
  }

  /** The trials to run next; after their results there may be others (CMP-59). */
  public synchronized List<TrialCell> due() {
    return plan.due(rows);
  }

  /** The rows so far, in the grid's order. */
  public synchronized List<TrialRow> rows() {
    return new ArrayList<>(rows.values());
  }

  /** Adds a result. Its histogram is written first, so that every row has one. */
  public void add(TrialResult result) throws UserInputException {
    try {
      HistogramLog.write(folder.histogram(result.cell().number()), result);
      add(result, TrialRow.of(result));
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }

  private synchronized void add(TrialResult result, TrialRow row) throws IOException {
    if (closed) {
      return;
    }
    rows.put(row.trial(), row);
    result.saturation().ifPresent(found -> steps.put(row.trial(), found.steps()));
    added++;
    messages += row.count(TrialColumn.MESSAGES_DELIVERED);
    if (System.nanoTime() - flushedNs >= FLUSH_NS) {
      flush();
    }
  }

  /**
   * Writes the table and the manifest; what comes later is ignored. A second call does nothing.
   *
   * @return the manifest as written
   */
  public synchronized RunManifest close() throws UserInputException {
    try {
      if (!closed) {
        closed = true;
        end();
      }
      return manifest;
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }

  private void end() throws IOException {
    // A session without trials is not counted.
    boolean idle = added == 0 && manifest.json().path("sessions").size() > 0;
    if (!idle || tableTorn) {
      flush();
    }
    if (!idle) {
      manifest = manifest.with(session(clock.instant()));
    }
    // An earlier session may have been killed after its last row, before it came to the manifest.
    if (!idle || manifest.json().path("trials_finished").asInt() != rows.size()) {
      manifest = manifest.with(plan, rows);
      manifest.write(folder.manifest());
    }
  }

  private void flush() throws IOException {
    // The table is useless without its manifest, and a kill may come between any two writes.
    if (!Files.exists(folder.config())) {
      AtomicFile.write(folder.config(), config);
    }
    if (!Files.exists(folder.manifest())) {
      manifest.write(folder.manifest());
    }
    if (!steps.isEmpty()) {
      StepsFile.write(folder.steps(), rows, steps);
    }
    TrialsFile.write(folder.trials(), rows.values());
    flushedNs = System.nanoTime();
  }

  /** From a start of the command to its end or interruption; 0 threads: machines decide (ENG-1). */
  private ObjectNode session(Instant end) {
    double wallS = Duration.between(start, end).toNanos() / 1e9;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command_line", commandLine).put("threads", threads);
    json.put("start", start.toString()).put("end", end.toString()).put("wall_s", wallS);
    json.put("trials", added).put("messages_delivered", messages);
    json.put("messages_per_s", wallS > 0 ? messages / wallS : 0);
    load.ifPresent(at -> json.put("load_average_start", at));
    MachineDescription.loadAverage().ifPresent(at -> json.put("load_average_end", at));
    return json;
  }
}
