package org.medchain.cluster;

import org.medchain.experiments.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain cluster}: clusters of real processes (CLUSTER-1). */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      ClusterListCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      DownCommand.class,
      KillCommand.class,
      StartCommand.class,
      JoinCommand.class,
      LeaveCommand.class,
      BackupCommand.class,
      RecoverCommand.class,
      AcceptCommand.class,
      UpgradeCommand.class,
      ClusterTraceCommand.class,
      SoakCommand.class
    },
    resourceBundle = "org.medchain.cluster.help")
public final class ClusterCommand implements Subcommand {
  @Spec private CommandSpec spec;

  public ClusterCommand() {}

  /** No subcommand. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
