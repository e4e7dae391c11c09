package org.medchain.client.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.record.KeySharing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient grant} (paper §3.1: with the patient's authorisation; CON-30). */
@Command(
    name = "grant",
    description =
        "Lets others read for a purpose, or offer to buyers, until a time. The nodes release the "
            + "file's key to a reader, each time after a read that the ledger allowed and noted.")
final class ConsentGrantCommand extends SessionCommand {
  @Mixin private DirectiveOptions about;

  @Option(
      names = "--to",
      paramLabel = "READER",
      required = true,
      description = "A key, an identity of this machine, as doctor:bob, or role:doctor.")
  private String reader;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      converter = TimeConverter.class,
      description = "When it ends, by the blocks' time, e.g. 2027-03-01.")
  private Instant until;

  @Override
  CommandAnswer run() throws Exception {
    List<DirectiveTerms> all = about.terms(this, reader);
    ParticipantSession session = session();
    if (about.record().isPresent()) {
      // Again, for nodes that were away before; and first: a consent without a key is half of it.
      Optional<KeptRecord> kept = session.folder().kept(about.record().get());
      if (kept.isPresent()) {
        new KeySharing(session).deposit(kept.get());
      }
    }
    for (DirectiveTerms each : all) {
      Receipt unused =
          session.require(new IssueDirective(each, until.toEpochMilli()), Outcome.ALREADY_GRANTED);
    }
    DirectiveTerms terms = all.getFirst();
    return CommandAnswer.of("directive", terms.id())
        .with("reader", reader)
        .with("purpose", terms.purpose())
        .with("until", until)
        .text("{reader} may " + DirectiveOptions.words(terms.purpose()) + " until {until}");
  }
}
