package org.medchain.baseline.witnessed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.log.LogCheckpoint;
import org.medchain.baseline.log.SignedNote;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.postgres.Insider;
import org.medchain.baseline.postgres.RecordCensus;
import org.medchain.data.Bytes;

/**
 * Attacks on a database with a witnessed log (BASE-4). What concerns the database alone is done to
 * it; then readers and the monitor look. Hospitals that collude are the operator's, who has
 * database and log, then one witness's, then both: a majority chooses its members.
 */
final class WitnessedAttacks {
  private final WitnessedSystem system;
  private final AttackLog told;
  private final List<RecordEntry> stored = new ArrayList<>();
  private final List<ThirdPartyProof> receipts = new ArrayList<>();
  private final RecordEntry victim;
  private final LogMonitor monitor;

  WitnessedAttacks(WitnessedSystem system, List<RecordEntry> records, AttackLog told)
      throws IOException {
    this.system = system;
    this.told = told;
    for (RecordEntry each : records) {
      stored.add(system.database().prove(each.id()).record());
      receipts.add(system.prove(each.id())); // Each patient keeps one.
    }
    victim = records.get(records.size() / 2);
    LogCheckpoint seen = LogCheckpoint.parse(system.checkpoint().text());
    monitor = new LogMonitor(system.trust(), seen);
  }

  AttackOutcome suffer(AttackKind attack) throws IOException, InterruptedException {
    return switch (attack) {
      case FALSE_ENTRY -> falseEntry();
      case TWO_HISTORIES -> twoHistories();
      case SPLIT_VIEW_WITHOUT_WITNESS -> splitView(2);
      case SPLIT_VIEW_ONE_WITNESS -> splitView(1);
      case SPLIT_VIEW_TWO_WITNESSES -> splitView(0);
      case REPLACE_DIGESTS, F_COLLUDE -> rewrite(attack, 0);
      case F_PLUS_ONE_COLLUDE -> rewrite(attack, 1);
      case MAJORITY_COLLUDES -> rewrite(attack, 2);
      case CUT_LOG_TAIL -> cutTail();
      case ERASURE -> erase();
      default -> onDatabase(attack);
    };
  }

  private AttackOutcome onDatabase(AttackKind attack) throws IOException, InterruptedException {
    AttackOutcome seen = system.database().suffer(attack, stored, told);
    return judged(seen, earlier(seen.notice(), looks()), seen.told());
  }

  private AttackOutcome judged(AttackOutcome seen, Notice notice, String words) throws IOException {
    boolean provable = proved(!believed());
    return new AttackOutcome(seen.effect(), notice, provable, seen.steps(), words);
  }

  /** Whether patients' receipts still hold, and what contradicts them does not. */
  private boolean proved(boolean lieRefused) {
    boolean hold = receipts.stream().allMatch(system::verify);
    told.line(
        "a third party accepts the patients' receipts: "
            + hold
            + ", an unrefuted lie: "
            + !lieRefused);
    return hold && lieRefused;
  }

  /**
   * Whether what the operator now says of the victim's record is a lie that is believed, and that
   * the receipt does not refute: both stand at one place of a log that has one entry there.
   */
  private boolean believed() {
    try {
      ThirdPartyProof now = system.prove(victim.id());
      boolean lie = !now.record().equals(victim) && system.verify(now);
      return lie && place(now) != place(receipts.get(stored.size() / 2));
    } catch (IOException e) {
      return false; // There is nothing to believe.
    }
  }

  private static int place(ThirdPartyProof proof) {
    return LogEvidence.of(proof).inclusion().index();
  }

  private static Notice earlier(Notice one, Notice other) {
    boolean first = other.equals(Notice.NOBODY) || one.waitS() <= other.waitS();
    return !one.equals(Notice.NOBODY) && first ? one : other;
  }

  /** Each reader verifies what it gets, also that it is the newest; each hour the monitor looks. */
  private Notice looks() throws IOException {
    for (String each : RecordCensus.ids(system.database())) {
      long startNs = System.nanoTime();
      ThirdPartyProof proof = system.prove(each);
      if (!system.verify(proof) || !isNewest(proof)) {
        told.line("reader: a record whose proof does not hold");
        return new Notice("reader", 0, msSince(startNs));
      }
    }
    told.line("reader: all proofs hold");
    return monitored(system.log(), system.checkpoint(), rows());
  }

  private Notice monitored(TileLog log, SignedNote note, List<LoggedRow> rows) {
    long startNs = System.nanoTime();
    Optional<String> found = monitor.compare(log, note, rows);
    told.line("auditor's monitor: " + found.orElse("database and log agree"));
    return found.isEmpty()
        ? Notice.NOBODY
        : new Notice("auditor", LogMonitor.PERIOD_S, msSince(startNs));
  }

  private List<LoggedRow> rows() throws IOException {
    List<LoggedRow> rows = new ArrayList<>();
    for (String each : RecordCensus.ids(system.database())) {
      rows.add(system.row(each));
    }
    return rows;
  }

  private boolean isNewest(ThirdPartyProof proof) {
    LogEvidence evidence = LogEvidence.of(proof);
    long versions =
        system.log().entries().stream()
            .filter(each -> LogMonitor.tag(LoggedRow.RECORD, each).equals(evidence.tag()))
            .count();
    return versions == evidence.version();
  }

  private AttackOutcome falseEntry() throws IOException {
    RecordEntry wrong =
        new RecordEntry(
            victim.id() + "-false",
            victim.patient(),
            victim.author(),
            victim.type(),
            victim.description(),
            victim.timestampMs(),
            Insider.altered(victim.content()));
    system.put(wrong);
    Notice notice = looks();
    boolean believed = system.verify(system.prove(wrong.id()));
    Effect effect = believed ? Effect.ADDED : Effect.KEPT;
    String words = "the log proves that it was put, not that it is true";
    return new AttackOutcome(effect, notice, proved(!believed), 0, words);
  }

  /** One party is shown the record as it was before its correction, with the proof of then. */
  private AttackOutcome twoHistories() throws IOException {
    system.correct(victim.id(), Insider.altered(victim.content()));
    ThirdPartyProof now = system.prove(victim.id());
    ThirdPartyProof old = receipts.get(stored.size() / 2);
    told.line("first party accepts: " + (system.verify(now) && isNewest(now)));
    long startNs = System.nanoTime();
    boolean believed = system.verify(old) && isNewest(old);
    told.line("second party, with the old proof, looks for the tag in the log: " + believed);
    Notice notice = believed ? Notice.NOBODY : new Notice("reader", 0, msSince(startNs));
    String words = "the log has both versions, and all see one log";
    return new AttackOutcome(
        believed ? Effect.DIVIDED : Effect.KEPT, notice, proved(!believed), 0, words);
  }

  private void corrupt(int witnesses) throws IOException {
    for (int i = 0; i < witnesses; i++) {
      system.corrupt(i);
    }
    told.line("witnesses that cosign anything: " + witnesses);
  }

  private boolean isAccepted(String name, SignedNote note) {
    boolean accepted = system.trust().accept(note.toString()).isPresent();
    told.line(
        name + ": " + (note.signatures().size() - 1) + " cosignatures, accepted: " + accepted);
    return accepted;
  }

  private static Notice refused() {
    return new Notice("witness", WitnessedSystem.CHECKPOINT_S, 0);
  }

  private AttackOutcome splitView(int dishonest) throws IOException {
    corrupt(dishonest);
    List<Bytes> left = new ArrayList<>(system.log().entries());
    left.add(Bytes.utf8("record for the first party"));
    List<Bytes> right = new ArrayList<>(system.log().entries());
    right.add(Bytes.utf8("record for the second party"));
    try (TileLog one = system.fork("left", left);
        TileLog other = system.fork("right", right)) {
      SignedNote first = system.cosigned(one);
      SignedNote second = system.cosigned(other);
      boolean firstHolds = isAccepted("first view", first);
      boolean both = isAccepted("second view", second) && firstHolds;
      boolean contradiction =
          !first.text().equals(second.text())
              && first.signedBy(system.trust().log())
              && second.signedBy(system.trust().log());
      String words = "the log's two signatures contradict each other, if they ever meet";
      return new AttackOutcome(
          both ? Effect.DIVIDED : Effect.KEPT,
          both ? Notice.NOBODY : refused(),
          proved(contradiction),
          0,
          words);
    }
  }

  /** A record is altered, and the log rewritten so that it fits. */
  private AttackOutcome rewrite(AttackKind attack, int dishonest)
      throws IOException, InterruptedException {
    corrupt(dishonest);
    List<LoggedRow> rows = rows();
    SignedNote shown = system.checkpoint();
    LoggedRow before = system.row(victim.id());
    AttackOutcome seen = system.database().suffer(attack, stored, told);
    LoggedRow after = system.row(victim.id());
    List<Bytes> entries = new ArrayList<>(system.log().entries());
    List<Bytes> old = List.copyOf(entries);
    entries.replaceAll(
        each ->
            each.equals(before.last().entry(before.tag()))
                ? after.last().entry(after.tag())
                : each);
    entries.add(Bytes.utf8("anything, so that it is longer"));
    TileLog forged = system.fork("forged", entries);
    SignedNote note = system.cosigned(forged);
    if (!isAccepted("rewritten log", note)) {
      forged.close();
      return judged(seen, earlier(seen.notice(), refused()), "the log cannot be rewritten");
    }
    system.serve(forged, note);
    told.line("if the monitor is shown the same log:");
    looks();
    told.line("if it is shown the old database and the old log:");
    Notice notice = earlier(seen.notice(), monitored(system.fork("shown", old), shown, rows));
    return judged(seen, notice, "both witnesses help; a receipt from before contradicts it");
  }

  private AttackOutcome cutTail() throws IOException, InterruptedException {
    LoggedRow last = system.row(stored.getLast().id());
    AttackOutcome seen = system.database().suffer(AttackKind.CUT_LOG_TAIL, stored, told);
    List<Bytes> entries = system.log().entries();
    int end = entries.indexOf(last.versions().getFirst().entry(last.tag()));
    try (TileLog cut = system.fork("cut", entries.subList(0, end))) {
      boolean accepted = isAccepted("shorter log", system.cosigned(cut));
      Notice notice = accepted ? looks() : earlier(refused(), looks());
      return judged(
          seen, notice, "only what no witness has cosigned yet, a second's entries, can be cut");
    }
  }

  private AttackOutcome erase() throws IOException, InterruptedException {
    LoggedRow row = system.row(victim.id());
    system.append(Bytes.utf8(LoggedRow.ERASED + row.tag()));
    AttackOutcome seen = system.database().suffer(AttackKind.ERASURE, stored, told);
    long left =
        system.log().entries().stream()
            .filter(each -> LogMonitor.tag(LoggedRow.RECORD, each).equals(row.tag()))
            .count();
    String words = "; the log keeps " + left + " hash, whose salt went with the content";
    return judged(seen, earlier(seen.notice(), looks()), seen.told() + words);
  }

  private static double msSince(long startNs) {
    return (System.nanoTime() - startNs) / 1e6;
  }
}
