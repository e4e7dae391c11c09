package org.medchain.participant.command;

import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import picocli.CommandLine.Command;

/** {@code medchain patient delegate}: who acts for the owner, until when (CON-31, PROC-11). */
@Command(
    name = "delegate",
    description =
        "Names who gives and takes back consent for you, reads your records and sees your log,"
            + " until a time; or ends that.")
final class DelegateCommand extends DelegationCommand {
  DelegateCommand() {
    super(" acts for you", " acts for you no longer");
  }

  @Override
  void give(PublicKey to, long untilMs) throws Exception {
    Receipt unused = session().require(new AppointDelegate(session().participant(), to, untilMs));
  }

  @Override
  void end(PublicKey of) throws Exception {
    Receipt unused = session().require(new EndDelegation(session().participant(), of));
  }
}
