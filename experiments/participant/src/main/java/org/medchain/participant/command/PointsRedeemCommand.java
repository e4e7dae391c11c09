package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.economy.EconomyEvents.Redeemed;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code medchain points redeem} (paper §3.2.4; GAME-6). */
@Command(
    name = "redeem",
    description = "Changes points into a voucher, which the center pays.",
    mixinStandardHelpOptions = true)
final class PointsRedeemCommand extends SessionCommand {
  @Parameters(paramLabel = "POINTS", description = "How many, the fee included; 1 or more.")
  private long points;

  @Override
  void check() throws UserInputException {
    if (points < 1) {
      throw new UserInputException("POINTS: " + points + "; allowed is 1 or more");
    }
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    Redeemed redeemed =
        (Redeemed) MedicalModules.events(session.require(new RedeemPoints(points))).get(0);
    return CommandAnswer.of(
            "voucher of "
                + redeemed.paidOut()
                + " points, "
                + redeemed.burnt()
                + " are the fee: "
                + redeemed.voucher().toHex())
        .with("voucher", redeemed.voucher().toHex())
        .with("paid_out_points", redeemed.paidOut())
        .with("burnt_points", redeemed.burnt());
  }
}
