package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;

/** {@code medchain points show} (paper §3.2.4; CON-20). */
@Command(
    name = "show",
    description = "Shows your points, as a quorum of the nodes says.",
    mixinStandardHelpOptions = true)
final class PointsShowCommand extends SessionCommand {
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
