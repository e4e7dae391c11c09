package org.medchain.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a config means, without running it; or judges a history (HIST-13). */
@Command(
    name = "check",
    description = {
      "Checks a config, its data set and whether its host can run it, without running it.",
      "Prints the number of trials and the config with all its defaults, which is a config itself.",
      "With --model it judges a history of operations, as Jepsen writes it, instead.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false,
    exitCodeOnExecutionException = 3,
    footer = {
      "",
      "Example: experiments/medchain check --model register \\",
      "           experiments/histories/register-stale.edn --draw stale.svg",
      "Exit codes: 0 fine, or the history is valid; 1 it is invalid; 2 the input is",
      "wrong; 3 nobody knows: the budget ended, nothing succeeded, or it broke down."
    })
final class CheckCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "FILE", description = "A config (YAML); with --model a history.")
  private Path file;

  @ArgGroup(exclusive = false, heading = "%nHistories:%n")
  private HistoryOptions history;

  CheckCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    return history != null ? new HistoryJudgement(host, file, history).judge() : config();
  }

  private int config() throws UserInputException {
    LoadedConfig loaded = PreparedConfig.read(host, file, ConfigOverrides.NONE).loaded();
    ExperimentConfig experiment = loaded.experiment();
    RepeatsConfig repeats = experiment.repeats();
    int most = loaded.grid().size();
    host.out()
        .printf(
            Locale.ROOT,
            "# %s trials: %s%d protocols × %d nodes × %d faults × %d fault_rates%s × %s repeats%n",
            repeats.isNumber() ? most : most / repeats.max() * repeats.min() + ".." + most,
            loaded.axes().entrySet().stream()
                .map(axis -> axis.getValue() + " " + axis.getKey() + " × ")
                .collect(Collectors.joining()),
            experiment.protocols().size(),
            experiment.nodes().size(),
            experiment.faults().size(),
            experiment.faultRates().size(),
            others(experiment),
            repeats);
    loaded.notRun().forEach(line -> host.out().println("# " + line));
    merged(experiment).forEach(host.out()::println);
    host.out().println("# config hash: " + loaded.hash());
    host.out().print(loaded.yaml());
    host.out().flush();
    return Medchain.OK;
  }

  /** Rates that mean one number of faulty nodes are one cell, so the product above is larger. */
  private static List<String> merged(ExperimentConfig experiment) {
    List<String> lines = new ArrayList<>();
    for (int nodes : experiment.nodes()) {
      TrialGrid.mergedRates(experiment, nodes)
          .forEach(
              (faulty, rates) -> {
                if (rates.size() > 1 || (faulty == 0 && rates.getFirst() > 0)) {
                  lines.add(
                      "# fault_rates %s of %s nodes: %s/%s faulty, one cell"
                          .formatted(
                              rates,
                              String.valueOf(nodes),
                              faulty.toString(),
                              String.valueOf(nodes)));
                }
              });
    }
    return lines;
  }

  /** The axes that few grids have; intervals are proof of work's alone. */
  private static String others(ExperimentConfig experiment) {
    int shares = Math.max(1, experiment.finality().attackerShare().size());
    int promises = shares * experiment.finality().epsilon().size();
    int intervals = experiment.pow().blockIntervalS().size();
    int games = experiment.game().points(experiment.points()).size();
    return (promises > 1 ? " × " + promises + " finality" : "")
        + (games > 1 ? " × " + games + " game" : "")
        + (intervals > 1 ? " × " + intervals + " block_interval_s for pow" : "");
  }
}
