package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.Purpose;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.holding.HolderAddress;
import org.medchain.participant.holding.RecordErasure;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.record.RecordReading;
import org.medchain.participant.search.OwnIndex;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient erase}: what can be forgotten of a record is (PRIV-10, PROC-18). */
@Command(
    name = "erase",
    description = {
      "Erases the content of a record of yours: it leaves your search index, its holders' audits"
          + " end on the ledger, they delete its file, the nodes delete their shares of its key,"
          + " and your own key of it goes. The entry on the ledger stays. Who cannot be reached is"
          + " named; the same command continues."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Option(
      names = "--keep-key",
      description = "Keeps your own key of the file: another copy of it can be opened with it.")
  private boolean keepKey;

  @Option(
      names = "--holder",
      paramLabel = "KEY@HOST:PORT",
      description = "A hospital that serves without a node; it also deletes the file by itself.")
  private List<String> holders = List.of();

  @Override
  void check() throws UserInputException, IOException {
    for (String each : holders) {
      HolderAddress unused = HolderAddress.of(each, identities());
    }
  }

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    for (String each : holders) {
      HolderAddress holder = HolderAddress.of(each, identities());
      session.connect(holder.key(), holder.address());
    }
    ErasedRecord done = erase(session, record.id(), keepKey, this::progress);
    RecordErasure.Erased erased = done.erased();
    boolean outOfIndex = done.outOfIndex();
    return CommandAnswer.of(
            "record "
                + record.id().brief()
                + " erased: "
                + erased.nodes()
                + " nodes have no share of its key, "
                + erased.hospitals()
                + " hospitals nothing of its file"
                + (keepKey ? "; your key of it is here" : "")
                + (outOfIndex ? "" : "; its words are nowhere, so that no index was changed"))
        .with("record", record.id().toHex())
        .with("holdings_ended", erased.ended())
        .with("nodes", erased.nodes())
        .with("hospitals", erased.hospitals())
        .with("out_of_index", outOfIndex)
        .with("key_kept", keepKey);
  }

  /**
   * A record that is erased everywhere.
   *
   * @param erased on the ledger, with nodes and holders
   * @param outOfIndex whether it was taken out of the search index
   */
  record ErasedRecord(RecordErasure.Erased erased, boolean outOfIndex) {}

  /**
   * Erases a record of the session's identity.
   *
   * @param keepKey whether the own key of its file stays
   * @param progress is told what happens
   * @throws RefusedException if it is not the identity's own, or not erased everywhere
   */
  static ErasedRecord erase(
      ParticipantSession session, Hash id, boolean keepKey, Consumer<String> progress)
      throws IOException, RefusedException, InterruptedException {
    RecordErasure erasure = RecordErasure.of(session, id);
    boolean outOfIndex = leaveIndex(session, id, progress);
    RecordErasure.Erased erased = erasure.run();
    if (!keepKey) {
      Files.deleteIfExists(session.folder().sealed(id));
      Files.deleteIfExists(session.folder().record(id));
    }
    if (!erased.left().isEmpty()) {
      throw new RefusedException(
          "record "
              + id.brief()
              + " is not erased everywhere: "
              + erased.left().entrySet().stream()
                  .map(each -> each.getKey().brief() + ": " + each.getValue())
                  .collect(Collectors.joining("; "))
              + "; the same command continues");
    }
    return new ErasedRecord(erased, outOfIndex);
  }

  /**
   * Takes the record out of the index while its words can still be read, whether or not it is known
   * to be in: entries that take out what was never entered do no harm.
   *
   * @return whether it is out; or else no words are left that it could be found by here
   */
  private static boolean leaveIndex(ParticipantSession session, Hash id, Consumer<String> progress)
      throws IOException, RefusedException, InterruptedException {
    Path note = session.folder().record(id);
    if (!Files.exists(note)) {
      readAgain(session, id, progress);
    }
    if (!Files.exists(note)) {
      return false;
    }
    KeptRecord kept = KeptRecord.read(note);
    if (!kept.erased()) {
      // Neither 'upload' nor 'index' takes it up again, and the same command takes it out.
      kept = kept.asErased().asIndexed(true);
      kept.write(note);
    }
    new OwnIndex(session).remove(kept);
    return true;
  }

  /** The owner's own read brings the words back, as long as nodes have shares of the key. */
  private static void readAgain(ParticipantSession session, Hash id, Consumer<String> progress)
      throws IOException, InterruptedException {
    try {
      RecordReading reading = new RecordReading(session);
      Output.Accepted told = reading.order(id, Purpose.PATRQT);
      long unusedPrice = RecordReading.price(told.receipt());
      OpenedDeposit unused = reading.open(id, told);
    } catch (RefusedException e) {
      progress.accept("record " + id.brief() + " cannot be read any more: " + e.getMessage());
    }
  }
}
