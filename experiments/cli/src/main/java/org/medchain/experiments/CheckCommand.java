package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a config without running it. */
@Command(
    name = "check",
    description = {
      "Checks a config, its data set and whether its host can run it, without running it.",
      "Prints the number of trials and the config with all its defaults, which is a config itself."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class)
final class CheckCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
  private Path config;

  CheckCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    LoadedConfig loaded = PreparedConfig.read(host, config, ConfigOverrides.NONE).loaded();
    ExperimentConfig experiment = loaded.experiment();
    host.out()
        .printf(
            Locale.ROOT,
            "# %d trials: %d protocols × %d nodes × %d faults × %d fault_rates%s × %d repeats%n",
            loaded.grid().size(),
            experiment.protocols().size(),
            experiment.nodes().size(),
            experiment.faults().size(),
            experiment.faultRates().size(),
            others(experiment),
            experiment.repeats());
    host.out().println("# config hash: " + loaded.hash());
    host.out().print(loaded.yaml());
    host.out().flush();
    return Medchain.OK;
  }

  /** The axes that few grids have; intervals are proof of work's alone. */
  private static String others(ExperimentConfig experiment) {
    int shares = Math.max(1, experiment.finality().attackerShare().size());
    int promises = shares * experiment.finality().epsilon().size();
    int intervals = experiment.pow().blockIntervalS().size();
    return (promises > 1 ? " × " + promises + " finality" : "")
        + (intervals > 1 ? " × " + intervals + " block_interval_s for pow" : "");
  }
}
