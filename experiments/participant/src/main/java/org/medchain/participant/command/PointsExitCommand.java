package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.exit.ExitEvents.Left;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain points exit}: leaves the chain (paper §3.2.4: at any time; GAME-7). */
@Command(
    name = "exit",
    description = {
      "Leaves the chain for good: offers are closed, and the account is locked and then settled.",
      "Records stay, and nobody gets new rights on them."
    },
    mixinStandardHelpOptions = true)
final class PointsExitCommand extends SessionCommand {
  @Option(names = "--for-good", description = "Says that you mean it; this cannot be undone.")
  private boolean meant;

  @Override
  void check() throws UserInputException {
    if (!meant) {
      throw new UserInputException("leaving cannot be undone; --for-good says that you mean it");
    }
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    for (Event each : MedicalModules.events(session.require(new LeaveChain()))) {
      if (each instanceof Left left) {
        return CommandAnswer.of(
                session.card().name()
                    + " has left; the account is locked up to height "
                    + left.lockedUntil())
            .with("name", session.card().name())
            .with("locked_until_height", left.lockedUntil());
      }
    }
    throw new IllegalStateException("a departure without its event");
  }
}
