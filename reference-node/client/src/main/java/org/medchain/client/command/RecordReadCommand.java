package org.medchain.client.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.record.KeySharing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.piece.FileManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code medchain doctor read}: asks the contract, then fetches the file (paper §4 (3)). */
@Command(
    name = "read",
    description =
        "Has your read of a record ordered, which its owner can see, and pays its price, if it has "
            + "one; then fetches the file by pieces from its holders and opens it with the key.")
final class RecordReadCommand extends SessionCommand {
  /** The purpose of each role's reads, if the person gives none. */
  private static final Map<String, Purpose> USUAL =
      Map.of("patient", Purpose.PATRQT, "doctor", Purpose.TREAT, "verifier", Purpose.HOPERAT);

  @Spec private CommandSpec spec;

  @Mixin private RecordParameter record;

  @Option(
      names = "--purpose",
      paramLabel = "CODE",
      converter = DirectiveOptions.PurposeConverter.class,
      description =
          "The purpose; PATRQT for a patient, TREAT for a doctor and HOPERAT for a verifier unless"
              + " given. HRESCH and HMARKT have the price of a query. BTG is an emergency in which"
              + " a doctor reads without consent, and the owner sees it.")
  private Purpose purpose;

  @Mixin private HolderOptions holders;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where the file goes; it appears whole or not at all.")
  private Path target;

  private Purpose purpose() throws InputException {
    Purpose chosen = purpose == null ? USUAL.get(spec.parent().name()) : purpose;
    if (chosen == null || !chosen.mayBeRead()) {
      throw new InputException(
          "--purpose: say what for; allowed are " + DirectiveOptions.names(Purpose::mayBeRead));
    }
    return chosen;
  }

  @Override
  CommandAnswer run() throws Exception {
    Purpose chosen = purpose();
    ParticipantSession session = holders.connected(this);
    Output.Accepted told = session.order(new ReadRecord(record.id, chosen));
    long price = KeySharing.price(told.receipt());
    OpenedDeposit opened = new KeySharing(session).collect(record.id, told);
    FileManifest file = session.files(List.of()).get(opened.record(), opened.key(), target);
    return CommandAnswer.of("record", record.id)
        .with("price_points", price)
        .with("request", told.request().sequence())
        .with("description", opened.description())
        .with("type", opened.type())
        .with("encrypted_bytes", file.length())
        .with("file", target.toString())
        .text("record {record~} read for {price_points} points: {file}");
  }
}
