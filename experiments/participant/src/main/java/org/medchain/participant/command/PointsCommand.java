package org.medchain.participant.command;

import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain points}: a participant's credit points (paper §3.2.4). */
@Command(
    name = "points",
    description = "Shows, redeems and leaves with credit points.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PointsShowCommand.class, PointsRedeemCommand.class, PointsExitCommand.class},
    footer = {"", "Exit codes: 0 done; 1 refused, with the reason; 2 usage, or unreachable."})
public final class PointsCommand implements Subcommand {
  @Spec private CommandSpec spec;

  /** For the service loader. */
  public PointsCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
