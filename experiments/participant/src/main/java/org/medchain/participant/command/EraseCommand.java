package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.holding.HolderAddress;
import org.medchain.participant.holding.RecordErasure;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.search.OwnIndex;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain patient erase}: what can be forgotten of a record is (PRIV-10, PROC-18). */
@Command(
    name = "erase",
    description = {
      "Erases the content of a record of yours: its holders' audits end on the ledger, they delete "
          + "its file, the nodes delete their shares of its key, and your own key of it goes. The "
          + "entry on the ledger stays. Who cannot be reached is named; the same command "
          + "continues."
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
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    for (String each : holders) {
      HolderAddress holder = HolderAddress.of(each, identities());
      session.connect(holder.key(), holder.address());
    }
    RecordErasure.Erased erased = new RecordErasure(session, record.id()).run();
    Path note = session.folder().record(record.id());
    if (Files.exists(note)) {
      KeptRecord kept = KeptRecord.read(note);
      new OwnIndex(session).remove(kept);
      kept.asErased().write(note); // so that neither 'upload' nor 'index' takes it up again
    }
    if (!keepKey) {
      Files.deleteIfExists(session.folder().sealed(record.id()));
      Files.deleteIfExists(note);
    }
    if (!erased.left().isEmpty()) {
      throw new RefusedException(
          "record "
              + record.id().brief()
              + " is not erased everywhere: "
              + erased.left().entrySet().stream()
                  .map(each -> each.getKey().brief() + ": " + each.getValue())
                  .collect(Collectors.joining("; "))
              + "; the same command continues");
    }
    return CommandAnswer.of(
            "record "
                + record.id().brief()
                + " erased: "
                + erased.nodes()
                + " nodes have no share of its key, "
                + erased.hospitals()
                + " hospitals nothing of its file"
                + (keepKey ? "; your key of it is here" : ""))
        .with("record", record.id().toHex())
        .with("holdings_ended", erased.ended())
        .with("nodes", erased.nodes())
        .with("hospitals", erased.hospitals())
        .with("key_kept", keepKey);
  }
}
