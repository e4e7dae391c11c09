package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.Right;
import org.medchain.contract.directives.DirectiveTerms;
import org.medchain.contract.directives.IssueDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.TimeConverter;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.record.KeySharing;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient grant} (paper §3.1: with the patient's authorisation; CON-8, CON-30). */
@Command(
    name = "grant",
    description = {
      "Lets others read: with --purpose for a purpose and until a time, at no price; without one, "
          + "a key one record for the price of a query, and with --share offer it to others too. "
          + "The nodes release the file's key to the reader, each time after a read that the "
          + "ledger allowed and noted."
    },
    mixinStandardHelpOptions = true)
final class ConsentGrantCommand extends SessionCommand {
  @Mixin private DirectiveOptions about;

  @Option(
      names = "--to",
      paramLabel = "READER",
      required = true,
      description =
          "A key, an identity of this machine, as doctor:bob, or with --purpose role:doctor.")
  private String reader;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "With --purpose: when it ends, by the blocks' time, e.g. 2027-03-01.")
  private Instant until;

  @Option(
      names = "--share",
      description =
          "Without --purpose: a hospital may also offer the record to buyers, as its provider; you "
              + "get the owner's share of the price. What it sold is not taken back.")
  private boolean share;

  @Override
  void check() throws UserInputException, IOException {
    if (share && about.hasPurpose()) {
      throw new UserInputException(
          "--share: a right on one RECORD, which no purpose and no time limit; without --purpose");
    }
    if (about.hasPurpose() != (until != null)) {
      throw new UserInputException("--purpose and --until go together");
    }
    about.check(identities(), reader);
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    return about.hasPurpose() ? direct(session) : grant(session);
  }

  private CommandAnswer direct(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    List<DirectiveTerms> all = about.terms(identities(), session, reader);
    DirectiveTerms terms = all.get(0);
    if (about.record().isPresent() && Files.exists(session.folder().record(about.record().get()))) {
      deposit(session, about.record().get());
    }
    for (DirectiveTerms each : all) {
      order(session, new IssueDirective(each, until.toEpochMilli()));
    }
    return CommandAnswer.of(reader + " may read for " + terms.purpose() + " until " + until)
        .with("directive", terms.id().toHex())
        .with("reader", reader)
        .with("purpose", terms.purpose().name())
        .with("until", until.toString());
  }

  private CommandAnswer grant(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    Hash record = about.soleRecord();
    PublicKey key = identities().key(reader);
    if (!Files.exists(session.folder().record(record))) {
      throw new RefusedException("this identity uploaded no record " + record.toHex());
    }
    deposit(session, record);
    Right right = share ? Right.SHARE : Right.READ;
    order(session, new GrantAccess(record, key, right));
    return CommandAnswer.of(
            reader + " may read " + (share ? "and offer " : "") + "record " + record.brief())
        .with("record", record.toHex())
        .with("reader", key.value().toHex())
        .with("right", right.name().toLowerCase(Locale.ROOT));
  }

  /** Again, for nodes that were away before; and first: a grant without a key is half of it. */
  private static void deposit(ParticipantSession session, Hash record)
      throws IOException, RefusedException, InterruptedException {
    new KeySharing(session).deposit(KeptRecord.read(session.folder().record(record)));
  }

  private static void order(ParticipantSession session, Operation operation)
      throws IOException, RefusedException, InterruptedException {
    Receipt receipt = session.order(operation).receipt();
    Outcome outcome = Outcome.of(receipt);
    if (outcome != Outcome.OK && outcome != Outcome.ALREADY_GRANTED) {
      throw new RefusedException(ParticipantSession.reason(receipt));
    }
  }
}
