package org.medchain.experiments.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.comparison.config.HostKind;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.MeasuredCosts;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;

/** What trials of earlier runs have cost on this machine, by their manifests (EXP-43). */
public final class EarlierCosts {
  /** The newest; each takes a while to read. */
  private static final int RUNS = 10;

  private EarlierCosts() {}

  /**
   * Of all runs in a folder, each as if its trials took a second in the mean.
   *
   * @param runs the folder, which need not exist
   * @param host that ran their trials
   */
  public static MeasuredCosts of(Path runs, HostKind host) {
    MeasuredCosts costs = new MeasuredCosts();
    newest(runs).forEach(manifest -> add(manifest, host, costs));
    return costs;
  }

  private static List<Path> newest(Path runs) {
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .map(folder -> new RunFolder(folder).manifest())
          .filter(Files::isRegularFile)
          .sorted(Comparator.<Path>comparingLong(each -> each.toFile().lastModified()).reversed())
          .limit(RUNS)
          .toList();
    } catch (IOException e) {
      return List.of(); // There is no run yet.
    }
  }

  private static void add(Path file, HostKind host, MeasuredCosts costs) {
    try {
      RunManifest manifest = RunManifest.read(file);
      Map<Integer, Double> costsS = manifest.costsS();
      if (costsS.isEmpty() || !manifest.isOfThisMachine()) {
        return;
      }
      double meanS = costsS.values().stream().mapToDouble(each -> each).average().orElseThrow();
      for (TrialCell trial : LoadedConfig.told(manifest.json().path("config")).grid()) {
        if (costsS.containsKey(trial.number()) && trial.config().host() == host) {
          costs.add(
              trial.protocol(),
              TrialEffort.of(trial).seconds() / meanS,
              costsS.get(trial.number()) / meanS);
        }
      }
    } catch (UserInputException e) {
      return; // A run of other code, or no run: it tells nothing, and is nothing to complain of.
    }
  }
}
