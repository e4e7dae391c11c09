package org.medchain.client.command;

import java.util.Optional;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient revoke}: takes back what was granted, at once (CON-30). */
@Command(
    name = "revoke",
    description =
        "Takes back what 'grant' with the same words allowed: from the next block on the reader is "
            + "refused, and gets no key. It keeps what it has read.")
final class ConsentRevokeCommand extends SessionCommand {
  @Mixin private DirectiveOptions about;

  @Option(
      names = "--from",
      paramLabel = "READER",
      required = true,
      description = "A key, an identity of this machine, as doctor:bob, or role:doctor.")
  private String reader;

  @Override
  CommandAnswer run() throws Exception {
    Optional<DirectiveTerms> taken = Optional.empty();
    String reason = "";
    for (DirectiveTerms each : about.terms(this, reader)) {
      Receipt receipt = session().require(new RevokeDirective(each.id()), Outcome.NOT_GRANTED);
      reason = ParticipantSession.reason(receipt);
      taken = receipt.succeeded() && taken.isEmpty() ? Optional.of(each) : taken;
    }
    if (taken.isEmpty()) { // of several names of a type, one at least was meant by a consent
      throw new RefusedException(reason);
    }
    return CommandAnswer.of("directive", taken.get().id())
        .with("reader", reader)
        .text("{reader} may not " + DirectiveOptions.words(taken.get().purpose()) + " any more");
  }
}
