package org.medchain.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.client.holding.RecordErasure;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.KeptRecord.FileState;
import org.medchain.client.search.OwnIndex;
import org.medchain.client.session.ParticipantSession;
import org.medchain.data.Hash;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code medchain patient erase}: forgets of a record all that can be forgotten (PRIV-10, PROC-18).
 */
@Command(
    name = "erase",
    description =
        "Erases the content of a record of yours: your search index goes, and your other records"
            + " are entered again in another one, its holders' audits end on the ledger, they"
            + " delete its file, the nodes delete their shares of its key, and your own key of it"
            + " goes. The entry on the ledger stays. Nodes and holders that cannot be reached are"
            + " named; the same command continues.")
final class EraseCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Option(
      names = "--keep-key",
      description = "Keeps your own key of the file: another copy of it can be opened with it.")
  private boolean keepKey;

  @Mixin private HolderOptions holders;

  @Override
  CommandAnswer run() throws Exception {
    ParticipantSession session = holders.connected(this);
    ErasedRecord done = erase(session, record.id, keepKey, this::progress);
    RecordErasure.Erased erased = done.erased();
    return CommandAnswer.of("record", record.id)
        .with("holdings_ended", erased.ended())
        .with("nodes", erased.nodes())
        .with("hospitals", erased.hospitals())
        .with("entered_again", done.entered().orElse(0))
        .with("key_kept", keepKey)
        .text(
            "record {record~} erased: {nodes} nodes have no share of its key,"
                + " {hospitals} hospitals nothing of its file"
                + (keepKey ? "; your key of it is here" : "")
                + (done.entered().isPresent()
                    ? "; {entered_again} others are in another search index now"
                    : ""));
  }

  /**
   * A record that is erased everywhere.
   *
   * @param erased on the ledger, with nodes and holders
   * @param entered how many others are in another search index now; nothing if it was in none
   */
  record ErasedRecord(RecordErasure.Erased erased, Optional<Integer> entered) {}

  /**
   * Erases a record of the session's identity.
   *
   * @param keepKey whether the own key of its file stays
   * @param progress is told what happens
   * @throws RefusedException if it is not the identity's own, or not erased everywhere
   */
  static ErasedRecord erase(
      ParticipantSession session, Hash id, boolean keepKey, Consumer<String> progress)
      throws Exception {
    RecordErasure erasure = new RecordErasure(session, id);
    Optional<Integer> entered = Optional.empty();
    Optional<String> indexFlaw = Optional.empty();
    try {
      entered = leaveIndex(session, id, progress);
    } catch (RefusedException | IOException e) {
      indexFlaw = Optional.of(e.getMessage());
    }
    // File, shares and key go all the same.
    RecordErasure.Erased erased = erasure.run();
    if (!keepKey) {
      Files.deleteIfExists(session.folder().sealed(id));
      Files.deleteIfExists(session.folder().record(id));
    }
    List<String> flaws = new ArrayList<>();
    erased.left().forEach((where, why) -> flaws.add(where.brief() + ": " + why));
    indexFlaw.ifPresent(why -> flaws.add("the search index: " + why));
    if (!flaws.isEmpty()) {
      throw new RefusedException(
          "record %s is not erased everywhere: %s; the same command continues"
              .formatted(id.brief(), String.join("; ", flaws)));
    }
    return new ErasedRecord(erased, entered);
  }

  /**
   * Puts another search index in the place of the one that the record is in, or may be in; its
   * words are not needed for it.
   *
   * @return how many records are in the other one; nothing if the record was in none
   */
  private static Optional<Integer> leaveIndex(
      ParticipantSession session, Hash id, Consumer<String> progress) throws Exception {
    Optional<KeptRecord> kept = session.folder().kept(id);
    if (kept.isPresent()) {
      // Neither 'upload' nor 'index' takes it up again, and the same command takes it out.
      session.folder().write(kept.get().with(FileState.ERASED));
    }
    OwnIndex index = new OwnIndex(session, progress);
    index.finish();
    int unknown = index.unknownUpdates();
    if (unknown <= 0 && !session.folder().kept(id).map(KeptRecord::indexed).orElse(false)) {
      return Optional.empty();
    }
    if (unknown > 0) {
      progress.accept(
          unknown
              + " updates of the index were of records that this folder lacks or has not marked:"
              + " 'patient read' of such a record and then 'patient index' enter it again");
    }
    return Optional.of(index.renew());
  }
}
