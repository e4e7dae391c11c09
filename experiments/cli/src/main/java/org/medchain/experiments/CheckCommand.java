package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.config.Replaced;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a config means, without running it. */
@Command(
    name = "check",
    description = {
      "Checks a config, its data set and whether its host can run it, without running it.",
      "Prints the number of trials and the config with all its defaults, which is a config itself."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.Version.class)
final class CheckCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
  private Path config;

  CheckCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Refusal {
    LoadedConfig loaded = ReadyConfig.read(host, config, Replaced.NOTHING).loaded();
    ExperimentConfig experiment = loaded.experiment();
    host.out()
        .printf(
            Locale.ROOT,
            "# %d trials: %d protocols × %d nodes × %d faults × %d fault_rates × %d repeats%n",
            loaded.grid().size(),
            experiment.protocols().size(),
            experiment.nodes().size(),
            experiment.faults().size(),
            experiment.faultRates().size(),
            experiment.repeats());
    host.out().println("# config hash: " + loaded.hash());
    host.out().print(loaded.yaml());
    host.out().flush();
    return Medchain.OK;
  }
}
