package org.medchain.baseline.run;

import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain baselines}: the chain beside systems without one. */
@Command(
    name = "baselines",
    resourceBundle = "org.medchain.day.help",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AttackCommand.class, BaselineBenchCommand.class, GrowthCommand.class})
public final class BaselinesCommand implements Subcommand {
  @Spec private CommandSpec spec;

  public BaselinesCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
