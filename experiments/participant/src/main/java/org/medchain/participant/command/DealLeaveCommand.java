package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.trade.Withdraw;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.market.WaitingDeal;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain institution leave}: a demander leaves a deal that waits (CON-13, PROC-20). */
@Command(
    name = "leave",
    description = {
      "Leaves a deal that is signed and waits for records, as 'deals' lists it; its points go "
          + "back. One that is not signed is taken back by 'cancel'."
    },
    mixinStandardHelpOptions = true)
final class DealLeaveCommand extends SessionCommand {
  @Mixin private ProviderTradeCommands.DealParameter deal;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    session.advance(); // its provider signed just before: that has to be proved
    WaitingDeal waiting = WaitingDeal.of(session.light(), session.participant()).get(deal.id());
    if (waiting == null || !waiting.agreement().demander().equals(session.participant())) {
      throw new RefusedException(
          "no signed deal of yours with this id waits; it may be left, or fulfilled, or unsigned");
    }
    Receipt unused = session.require(new Withdraw(waiting.at().provider(), waiting.at().type()));
    session.settle();
    return CommandAnswer.of("deal " + deal.id().brief() + " is left")
        .line(waiting.locked() + " points are back")
        .with("deal", deal.id().toHex())
        .with("returned_points", waiting.locked());
  }
}
