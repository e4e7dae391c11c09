package org.medchain.participant.command;

import java.io.IOException;
import org.medchain.contract.consent.RevokeAccess;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain patient revoke}: takes a granted right back (CON-8). */
@Command(
    name = "revoke",
    description = {
      "Takes back what was granted: from the next block on the reader is refused.",
      "What it read, and a key that it was handed, it keeps."
    },
    mixinStandardHelpOptions = true)
final class ConsentRevokeCommand extends SessionCommand {
  @Parameters(
      paramLabel = "RECORD",
      converter = SessionCommand.RecordIdConverter.class,
      description = "The record's id.")
  private Hash record;

  @Option(
      names = "--from",
      paramLabel = "READER",
      required = true,
      description = "A key, or an identity of this machine, as doctor:bob.")
  private String reader;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    PublicKey key = identities().key(reader);
    Receipt unused = session.require(new RevokeAccess(record, key));
    return CommandAnswer.of(reader + " may not read record " + record.brief() + " any more")
        .with("record", record.toHex())
        .with("reader", key.value().toHex());
  }
}
