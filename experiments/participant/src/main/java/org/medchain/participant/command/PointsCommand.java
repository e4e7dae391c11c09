package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.experiments.Subcommand;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
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
    subcommands = {
      PointsCommand.PointsShowCommand.class,
      PointsRedeemCommand.class,
      PointsExitCommand.class
    },
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

  /** {@code medchain points show} (paper §3.2.4; CON-20). */
  @Command(
      name = "show",
      description = "Shows your points, as a quorum of the nodes says.",
      mixinStandardHelpOptions = true)
  static final class PointsShowCommand extends SessionCommand {
    @Override
    CommandAnswer run(ParticipantSession session)
        throws IOException, RefusedException, InterruptedException {
      BalanceTold told = (BalanceTold) MedicalModules.events(session.read(new AskBalance())).get(0);
      return CommandAnswer.of(session.card().name() + ": " + told.points() + " points")
          .with("name", session.card().name())
          .with("role", session.card().roleWord())
          .with("points", told.points());
    }
  }
}
