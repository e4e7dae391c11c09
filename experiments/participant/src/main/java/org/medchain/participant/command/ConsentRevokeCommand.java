package org.medchain.participant.command;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient revoke}: takes back what was granted, at once (CON-30). */
@Command(
    name = "revoke",
    description =
        "Takes back what 'grant' with the same words allowed: from the next block on the reader is "
            + "refused, and gets no key. What it read it keeps.")
final class ConsentRevokeCommand extends SessionCommand {
  @Mixin private DirectiveOptions about;

  @Option(
      names = "--from",
      paramLabel = "READER",
      required = true,
      description = "A key, an identity of this machine, as doctor:bob, or role:doctor.")
  private String reader;

  @Override
  void prepare() throws Exception {
    about.check(identities(), reader);
  }

  @Override
  CommandAnswer run(ParticipantSession session) throws Exception {
    DirectiveTerms terms = revoked(session, about.terms(identities(), session, reader));
    return new CommandAnswer()
        .with("directive", terms.id())
        .with("reader", reader)
        .text("{reader} may not " + DirectiveOptions.words(terms.purpose()) + " any more");
  }

  /** Of several names of a type, one at least was meant by a consent. */
  private static DirectiveTerms revoked(ParticipantSession session, List<DirectiveTerms> all)
      throws Exception {
    List<DirectiveTerms> taken = new ArrayList<>();
    String reason = "";
    for (DirectiveTerms each : all) {
      Receipt receipt = session.require(new RevokeDirective(each.id()), Outcome.NOT_GRANTED);
      reason = ParticipantSession.reason(receipt);
      if (receipt.succeeded()) {
        taken.add(each);
      }
    }
    if (taken.isEmpty()) {
      throw new RefusedException(reason);
    }
    return taken.get(0);
  }
}
