package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.access.AccessEvents.QueryServed;
import org.medchain.contract.access.QueryRecord;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.OffChainFileClient;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeyHandover;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain doctor read}: asks the contract, then fetches the file (paper §4 (3)). */
@Command(
    name = "read",
    description = {
      "Has the query of a record ordered, which its owner can see, and pays its price;",
      "then fetches the file by pieces from its holders and opens it with the key."
    },
    mixinStandardHelpOptions = true)
final class RecordReadCommand extends SessionCommand {
  @Parameters(
      paramLabel = "RECORD",
      converter = SessionCommand.RecordIdConverter.class,
      description = "The record's id.")
  private Hash record;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The key that the owner handed over ('patient grant --key').")
  private Path keyFile;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where the file goes; it appears whole or not at all.")
  private Path target;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    KeyHandover handed = KeyHandover.read(keyFile);
    if (!handed.record().id().equals(record)) {
      throw new UserInputException(keyFile + " is the key of another record");
    }
    if (!handed.key().reader().equals(session.keys().publicKey())) {
      throw new RefusedException(keyFile + " was handed to another reader");
    }
    Receipt receipt = session.require(new QueryRecord(record));
    QueryServed served = (QueryServed) MedicalModules.events(receipt).get(0);
    FileManifest file = fetch(session, handed);
    return CommandAnswer.of(
            "record " + record.brief() + " read for " + served.price() + " points: " + target)
        .with("record", record.toHex())
        .with("price_points", served.price())
        .with("request", receipt.request().sequence())
        .with("description", handed.record().digest().description())
        .with("type", handed.record().digest().type())
        .with("encrypted_bytes", file.length())
        .with("file", target.toString());
  }

  /** The record's id binds its path and hash, and these the manifest (PRIV-5). */
  private FileManifest fetch(ParticipantSession session, KeyHandover handed)
      throws IOException, RefusedException, InterruptedException {
    OffChainFileClient files = session.files(List.of());
    FileManifest manifest = files.manifest(handed.key().file()).manifest();
    if (!handed.record().metadata().equals(manifest.metadata(handed.record().digest().doctor()))) {
      throw new RefusedException("the holders' file is not the file of this record");
    }
    return files.get(handed.key(), target);
  }
}
