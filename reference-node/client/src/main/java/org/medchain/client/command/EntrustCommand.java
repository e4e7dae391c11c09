package org.medchain.client.command;

import java.util.List;
import java.util.Optional;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.holder.RecordFile;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code medchain patient entrust}: one more hospital may hold a record's file (GAME-4, PROC-13).
 */
@Command(
    name = "entrust",
    description =
        "Entrusts the encrypted file of a record of yours to one more hospital, on the ledger; the "
            + "hospital takes it by 'hospital store' or 'hospital serve' from those that have it.")
final class EntrustCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Option(
      names = "--to",
      paramLabel = "HOSPITAL",
      required = true,
      description = "Its key, or an identity of this machine.")
  private String hospital;

  @Override
  CommandAnswer run() throws Exception {
    PublicKey holder = identities().key(hospital);
    ParticipantSession session = session();
    Optional<KeptRecord> kept = session.folder().kept(record.id);
    SignedManifest deposit =
        session
            .files(List.of())
            .manifest(
                record.id,
                file ->
                    kept.map(it -> RecordFile.flaw(it.record().metadata(), file).isEmpty())
                        .orElseGet(() -> isOwn(session, file)));
    Receipt unused =
        session.require(
            new EntrustFile(
                record.id, holder, deposit.manifest().root(), deposit.manifest().chunkCount()),
            Outcome.HOLDING_EXISTS);
    session.settle(); // so that 'status' shows it
    return CommandAnswer.of("record", record.id)
        .with("file", deposit.id())
        .with("hospital", holder)
        .text("record {record~} entrusted to {hospital~}");
  }

  /**
   * A holder may show a file that it made itself; without a note of the record, its owner counts.
   */
  private static boolean isOwn(ParticipantSession session, FileManifest file) {
    return file.owner().equals(session.keys().publicKey())
        || file.owner().equals(session.participant());
  }
}
