package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.Right;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain patient grant} (paper §3.1: with the patient's authorisation; CON-8). */
@Command(
    name = "grant",
    description = {
      "Lets a key read a record, and wraps the file's key for it.",
      "The wrapped key goes to the file that --key names, which you hand to the reader in any way."
    },
    mixinStandardHelpOptions = true)
final class ConsentGrantCommand extends SessionCommand {
  @Parameters(
      paramLabel = "RECORD",
      converter = SessionCommand.RecordIdConverter.class,
      description = "The record's id.")
  private Hash record;

  @Option(
      names = "--to",
      paramLabel = "READER",
      required = true,
      description = "A key, or an identity of this machine, as doctor:bob.")
  private String reader;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    PublicKey key = identities().key(reader);
    Path file = session.folder().record(record);
    if (!Files.exists(file)) {
      throw new RefusedException("this identity uploaded no record " + record.toHex());
    }
    // Again, for nodes that were away before; and first: a grant without a key would be half of it.
    new KeySharing(session).deposit(KeptRecord.read(file));
    Output.Accepted told = session.order(new GrantAccess(record, key, Right.READ));
    Outcome outcome = Outcome.of(told.receipt());
    if (outcome != Outcome.OK && outcome != Outcome.ALREADY_GRANTED) {
      throw new RefusedException(ParticipantSession.reason(told.receipt()));
    }
    return CommandAnswer.of(reader + " may read record " + record.brief())
        .with("record", record.toHex())
        .with("reader", key.value().toHex());
  }
}
