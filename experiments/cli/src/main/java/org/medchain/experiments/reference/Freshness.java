package org.medchain.experiments.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.TrialFunction;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunFolder;
import org.medchain.launcher.WholeFolder;

/**
 * How a committed result stands to the code as it is (RES-1): a simulated run by what its trials
 * give again, what is measured by its date, anything else by the hash of its code.
 *
 * @param state in one word
 * @param why in a few more; empty where there is no difference
 */
public record Freshness(FreshnessState state, String why) {
  /** In one word. */
  public enum FreshnessState {
    /** What the code gives as it is. */
    FRESH,
    /** Measured: no code gives it again, and its date stands beside it. */
    DATED,
    /** Made by other code, or from another config. */
    STALE,
    /** Its files are not those that its command left. */
    CHANGED,
    /** Made again in part by every build, which is red where it differs. */
    HELD
  }

  /** What runs the trials of a config's file. */
  @FunctionalInterface
  public interface TrialSource {
    /**
     * Finds it.
     *
     * @throws UserInputException with a line for each problem of the config
     */
    TrialFunction of(Path config) throws UserInputException;
  }

  /** Of one result. */
  public static Freshness of(ReferenceResult result, TrialSource trials) throws Exception {
    if (!result.checkedByTests().isEmpty()) {
      return new Freshness(FreshnessState.HELD, "by " + String.join(", ", result.checkedByTests()));
    }
    Optional<String> impossible = notReproducible(result);
    if (impossible.isPresent()) {
      return new Freshness(FreshnessState.STALE, impossible.get());
    }
    try {
      if (!ResultFiles.hash(result.folder()).equals(result.text(ResultFiles.FIELD))) {
        return new Freshness(
            FreshnessState.CHANGED, "its files are not those that its command left");
      }
    } catch (IOException e) {
      throw new UserInputException(result.folder() + ": cannot be read");
    }
    if (result.isMeasured()) {
      return new Freshness(FreshnessState.DATED, "");
    }
    Optional<String> difference =
        result.isRun()
            ? again(result, trials)
            : CodeHash.of(result.projectRoot(), result.code()).equals(result.text("code_hash"))
                ? Optional.empty()
                : Optional.of("its code has changed");
    return difference
        .map(why -> new Freshness(FreshnessState.STALE, why))
        .orElseGet(() -> new Freshness(FreshnessState.FRESH, ""));
  }

  /** Where a run of the config as it is now differs from the committed one. */
  private static Optional<String> again(ReferenceResult result, TrialSource trials)
      throws Exception {
    RunFolder folder = new RunFolder(result.folder());
    Path file = result.config().orElse(folder.config());
    try {
      LoadedConfig config = LoadedConfig.read(file, ConfigOverrides.NONE);
      if (!config.hash().equals(result.text("config_hash"))) {
        return Optional.of("its config means something else now");
      }
      Optional<String> difference = tables(folder);
      return difference.isPresent()
          ? difference
          : RepeatedTrials.difference(folder, config, trials.of(file));
    } catch (UserInputException e) {
      return Optional.of("its config or its tables are not of this version");
    }
  }

  /** Which table of its report its rows do not give: a statistic has changed. */
  private static Optional<String> tables(RunFolder folder) throws Exception {
    if (Files.notExists(folder.report())) {
      return Optional.empty();
    }
    Path made = Files.createTempDirectory("medchain-tables");
    try {
      RunReport.writeTables(RecordedRun.read(folder.path(), torn -> {}), made);
      for (Map.Entry<String, Path> each : ResultFiles.in(folder.report()).entrySet()) {
        Path now = made.resolve(each.getKey());
        if (each.getKey().endsWith(".csv")
            && (Files.notExists(now) || Files.mismatch(each.getValue(), now) >= 0)) {
          return Optional.of("report/" + each.getKey() + " is not what its rows give");
        }
      }
      return Optional.empty();
    } finally {
      WholeFolder.delete(made);
    }
  }

  /** Why no code as it is can have made it. */
  private static Optional<String> notReproducible(ReferenceResult result) {
    if (result.text("code_hash").isEmpty()) {
      return Optional.of("it was never made by --refresh");
    }
    return result.code().stream()
        .filter(path -> Files.notExists(result.projectRoot().resolve(path)))
        .findFirst()
        .map(path -> "it depends on " + path + ", which is gone");
  }
}
