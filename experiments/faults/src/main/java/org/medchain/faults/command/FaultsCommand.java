package org.medchain.faults.command;

import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain faults}: looks for mistakes by faults on replicas and clusters. */
@Command(
    name = "faults",
    resourceBundle = "org.medchain.faults.command.FaultsCommand",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FaultTestCommand.class,
      NightCommand.class,
      SchedulesCommand.class,
      MutantsCommand.class
    })
public final class FaultsCommand implements Subcommand {
  @Spec private CommandSpec spec;

  public FaultsCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
