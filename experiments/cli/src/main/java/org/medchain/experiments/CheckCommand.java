package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.cost.CostEstimate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says what a config means, without running it; or judges a history (HIST-13). */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false,
    exitCodeOnExecutionException = 3)
final class CheckCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "FILE", descriptionKey = "FILE")
  private Path file;

  @Option(names = "--json")
  private boolean json;

  @ArgGroup(exclusive = false, heading = "%nHistories:%n")
  private HistoryOptions history;

  CheckCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    return history == null ? config() : new HistoryJudgement(host, file, history, json).judge();
  }

  private int config() throws UserInputException {
    PreparedConfig ready = PreparedConfig.read(host, file, ConfigOverrides.NONE);
    LoadedConfig loaded = ready.loaded();
    int threads = Runtime.getRuntime().availableProcessors();
    CostEstimate cost = ready.cost(Map.of(), threads);
    if (json) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      all.put("config_hash", loaded.hash()).set("cost", cost.json());
      loaded.notRun().forEach(all.putArray("not_run")::add);
      all.set("config", loaded.effective());
      host.out().println(all.toPrettyString());
    } else {
      print(loaded, cost);
    }
    host.out().flush();
    return Medchain.OK;
  }

  private void print(LoadedConfig loaded, CostEstimate cost) {
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
    cost.lines().forEach(line -> host.out().println("# " + line));
    host.out().println("# config hash: " + loaded.hash());
    host.out().print(loaded.yaml());
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
