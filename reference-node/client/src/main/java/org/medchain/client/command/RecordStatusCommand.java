package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medchain.client.holding.RecordHolders;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Role;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Holding;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Score;
import org.medchain.node.files.OffChainFileClient;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code status}: which hospitals hold the file of a record, and how they answered the ledger's
 * audits (paper §3.2.4; GAME-4, PROC-9). Every figure is proved by the state.
 */
@Command(
    name = "status",
    description =
        "Shows which hospitals hold the file of a record and how they answer audits. Its owner sees"
            + " all of its holders, a hospital what it holds itself.")
final class RecordStatusCommand extends SessionCommand {
  @Mixin private RecordParameter record;

  @Override
  CommandAnswer run() throws Exception {
    ParticipantSession session = session();
    List<PublicKey> hospitals = hospitals(session);
    Optional<AuditRound> last = session.state(Audits.roundEntry());
    Map<PublicKey, Holding> holdings = new LinkedHashMap<>();
    for (PublicKey hospital : hospitals) {
      session
          .state(Audits.holdingEntry(record.id, hospital))
          .ifPresent(holding -> holdings.put(hospital, holding));
    }
    Optional<Hash> root = root(session, holdings.values());
    List<CommandAnswer> holders = new ArrayList<>();
    for (Map.Entry<PublicKey, Holding> each : holdings.entrySet()) {
      Score score = session.state(Scores.entry(each.getKey())).orElse(Score.NONE);
      Holding holding = each.getValue();
      // Whether nothing that was asked is open: of a file that was accepted after it, that is so.
      boolean isUpToDate =
          holding.accepted()
              && last.stream().allMatch(round -> holding.nextAudit() > round.number());
      CommandAnswer row = row(each.getKey(), holding, isUpToDate, score);
      root.ifPresent(it -> row.with("of_record", it.equals(holding.root())));
      boolean isOther = root.filter(it -> !it.equals(holding.root())).isPresent();
      holders.add(row.text(text(each.getKey(), holding, isOther)));
    }
    String audits = last.map(round -> "last audit " + round.number()).orElse("no audit yet");
    return CommandAnswer.list("holders", holders)
        .line(count(holders.size(), "holder") + ", " + audits);
  }

  /** A hospital sees only its own holdings (LIGHT-8). */
  private List<PublicKey> hospitals(ParticipantSession session) throws Exception {
    if (session.card().role().has(Role.Duty.STORE)) {
      return List.of(session.participant());
    }
    // Nodes that hold it, should agencies leave them out; and hospitals that are not nodes.
    Set<PublicKey> all = new TreeSet<>(session.hospitals(session.link().known()));
    all.addAll(RecordHolders.entrusted(session, record.id));
    return List.copyOf(all);
  }

  /**
   * The root of the file that the record names, from a holder; FILE-14. The owner knows the file's
   * name, which is a hash; to others a holder may show any file, and one that was entrusted goes
   * first.
   */
  private Optional<Hash> root(ParticipantSession session, Collection<Holding> holdings)
      throws Exception {
    OffChainFileClient files = session.files(List.of());
    Optional<KeptRecord> kept = session.folder().kept(record.id);
    if (kept.isPresent()) {
      Hash named = kept.get().key().file();
      return root(() -> files.manifest(named, file -> file.id().equals(named)));
    }
    Set<Hash> entrusted = holdings.stream().map(Holding::root).collect(Collectors.toSet());
    Optional<Hash> wanted =
        root(() -> files.manifest(record.id, file -> entrusted.contains(file.root())));
    return wanted.isPresent() ? wanted : root(() -> files.manifest(record.id));
  }

  private static Optional<Hash> root(Callable<SignedManifest> lookup) throws Exception {
    try {
      return Optional.of(lookup.call().manifest().root());
    } catch (RefusedException e) {
      return Optional.empty(); // nobody has it yet
    }
  }

  private static CommandAnswer row(
      PublicKey hospital, Holding holding, boolean isUpToDate, Score score) {
    return CommandAnswer.of("hospital", hospital)
        .with("accepted", holding.accepted())
        .with("chunks", holding.chunks())
        .with("answered_last_audit", isUpToDate)
        .with("audits_answered", score.answered())
        .with("audits_missed", score.missed());
  }

  private static String text(PublicKey hospital, Holding holding, boolean isOther) {
    return "%s  %s, audits answered {audits_answered}, missed {audits_missed}%s"
        .formatted(
            hospital.value().toHex().substring(0, 16),
            holding.accepted() ? "holds it" : "was entrusted with it, and has not accepted it",
            isOther ? "; another file than the record's" : "");
  }
}
