package org.medchain.participant.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.contract.StateEntries;
import org.medchain.contract.audit.AuditRound;
import org.medchain.contract.audit.Holding;
import org.medchain.contract.audit.Score;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.holding.RecordHolders;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code status}: which hospitals hold the file of a record, and how they answered the ledger's
 * audits (paper §3.2.4; GAME-4, PROC-9). Every figure is proved by the state.
 */
@Command(
    name = "status",
    description = {
      "Shows which hospitals hold the file of a record and how they answer audits. Its owner sees",
      "all of its holders, a hospital what it holds itself."
    },
    mixinStandardHelpOptions = true)
final class RecordStatusCommand extends SessionCommand {
  @Parameters(
      index = "0",
      paramLabel = "RECORD",
      description = "64 hexadecimal digits.",
      converter = RecordIdConverter.class)
  private Hash record;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    List<PublicKey> hospitals = hospitals(session);
    Optional<AuditRound> last = session.light().entry(StateEntries.audit()).value();
    Optional<Hash> root = root(session);
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> holders = new ArrayList<>();
    for (PublicKey hospital : hospitals) {
      Optional<Holding> holding =
          session.light().entry(StateEntries.holding(record, hospital)).value();
      if (holding.isPresent()) {
        Score score =
            session.light().entry(StateEntries.score(hospital)).value().orElse(Score.NONE);
        Map<String, Object> fields = fields(hospital, holding.get(), last, score);
        root.ifPresent(named -> fields.put("of_record", named.equals(holding.get().root())));
        holders.add(fields);
        lines.add(line(fields));
      }
    }
    lines.add(
        holders.size()
            + (holders.size() == 1 ? " holder" : " holders")
            + last.map(round -> ", last audit " + round.number()).orElse(", no audit yet"));
    return new CommandAnswer(lines, new LinkedHashMap<>(Map.of("holders", holders)));
  }

  /** A hospital is shown its own holdings alone (LIGHT-8). */
  private List<PublicKey> hospitals(ParticipantSession session)
      throws RefusedException, InterruptedException {
    List<PublicKey> connected = session.hospitals();
    if (session.card().role() == Role.HOSPITAL) {
      return List.of(session.participant());
    }
    // Nodes that hold it, should the agency leave them out; and hospitals that are no nodes.
    Set<PublicKey> all = new TreeSet<>(connected);
    all.addAll(RecordHolders.entrusted(session, record));
    return List.copyOf(all);
  }

  /** The root of the file that the record names, from a holder; FILE-14. */
  private Optional<Hash> root(ParticipantSession session) throws InterruptedException {
    try {
      return Optional.of(session.files(List.of()).manifest(record).manifest().root());
    } catch (RefusedException e) {
      return Optional.empty(); // nobody has it yet
    }
  }

  private static Map<String, Object> fields(
      PublicKey hospital, Holding holding, Optional<AuditRound> last, Score score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hospital", hospital.value().toHex());
    fields.put("accepted", holding.accepted());
    fields.put("chunks", holding.chunks());
    fields.put("answered_last_audit", isUpToDate(holding, last));
    fields.put("audits_answered", score.answered());
    fields.put("audits_missed", score.missed());
    return fields;
  }

  /** Whether nothing that was asked is open: of a file that was accepted after it, that is so. */
  private static boolean isUpToDate(Holding holding, Optional<AuditRound> last) {
    return holding.accepted()
        && last.stream().allMatch(round -> holding.nextAudit() > round.number());
  }

  private static String line(Map<String, Object> fields) {
    boolean isAccepted = Boolean.TRUE.equals(fields.get("accepted"));
    return fields.get("hospital").toString().substring(0, 16)
        + (isAccepted ? "  holds it" : "  was entrusted with it, and has not accepted it")
        + ", audits answered "
        + fields.get("audits_answered")
        + ", missed "
        + fields.get("audits_missed")
        + (Boolean.FALSE.equals(fields.get("of_record")) ? "; another file than the record's" : "");
  }
}
