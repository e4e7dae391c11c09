package org.medchain.baseline.witnessed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.log.LogCheckpoint;
import org.medchain.baseline.log.SignedNote;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.postgres.AttackScene;
import org.medchain.data.Bytes;

/**
 * Attacks on a database with a witnessed log. What concerns the database is done to it; then
 * readers and the monitor look. Hospitals that collude are the operator's, who has database and
 * log, then one witness's, then both: a majority chooses its members.
 */
final class WitnessedScene extends AttackScene {
  private final WitnessedSystem witnessed;
  private final List<RecordEntry> stored = new ArrayList<>();
  private final List<ThirdPartyProof> receipts = new ArrayList<>();
  private final LogMonitor monitor;

  /** What the attack on the database came to. */
  private Effect done = Effect.KEPT;

  /** Whether what contradicts the receipts is refused, where a step saw it. */
  private Optional<Boolean> refuted = Optional.empty();

  /** What was there before: a row, all rows, and the checkpoint. */
  private LoggedRow before;

  private List<LoggedRow> rows = List.of();
  private final SignedNote old;

  WitnessedScene(WitnessedSystem witnessed, List<RecordEntry> records, AttackLog log)
      throws IOException {
    super(witnessed, records, records, log);
    this.witnessed = witnessed;
    for (RecordEntry each : records) {
      stored.add(witnessed.database.prove(each.id()).record());
      receipts.add(witnessed.prove(each.id())); // Each patient keeps one.
    }
    old = witnessed.checkpoint();
    monitor = new LogMonitor(witnessed.trust, LogCheckpoint.parse(old.text()));
  }

  @Override
  protected void step(String word, String what) throws IOException, InterruptedException {
    switch (word) {
      case "remember" -> {
        before = witnessed.row(record(what).id());
        rows = rows();
      }
      case "corrupt" -> {
        for (int i = 0; i < Integer.parseInt(what); i++) {
          witnessed.corrupt(i);
        }
      }
      case "database" -> {
        AttackOutcome outcome = witnessed.database.suffer(attack, stored, log);
        done = outcome.effect();
        notice = outcome.notice();
        commands = outcome.steps();
        counts.add(outcome.told());
      }
      case "look" -> {
        notice = earlier(check("reader"));
        notice = earlier(check("auditor"));
      }
      case "correct" -> witnessed.correct(victim.id(), record(what).content());
      case "expect-false-proof" -> {
        seen = witnessed.verify(witnessed.prove(shown.id()));
        refuted = Optional.of(!seen);
      }
      case "expect-old-proof" -> {
        notice = check("old proof");
        seen = notice.equals(Notice.NOBODY);
        refuted = Optional.of(!seen);
      }
      case "expect-split-view" -> splitView();
      case "rewrite-log" -> rewriteLog();
      case "cut-log" -> {
        List<Bytes> entries = witnessed.log.entries();
        int end = entries.indexOf(before.versions().getFirst().entry(before.tag()));
        try (TileLog cut = witnessed.fork("cut", entries.subList(0, end))) {
          var unused = isAccepted("shorter log", witnessed.cosigned(cut));
        }
      }
      case "log-erasure" -> witnessed.append(Bytes.utf8(LoggedRow.ERASED + before.tag()));
      case "count-entries" -> counts.add(versions(before.tag()));
      default -> super.step(word, what);
    }
  }

  private Notice earlier(Notice other) {
    boolean first = other.equals(Notice.NOBODY) || notice.waitS() <= other.waitS();
    return !notice.equals(Notice.NOBODY) && first ? notice : other;
  }

  @Override
  protected Notice check(String name) {
    return switch (name) {
      case "reader" -> check(name, 0, this::findUnproven);
      case "old proof" -> // One party is shown the record as it was before its correction.
          check("reader", 0, () -> isNewest(receipt()) ? "" : "the log has a newer version");
      case "auditor" ->
          check(
              name,
              LogMonitor.PERIOD_S,
              () -> monitored(witnessed.log, witnessed.checkpoint(), rows()));
      default -> throw new IllegalArgumentException(name + " is no check");
    };
  }

  /** Each reader verifies what it gets, also that it is the newest. */
  private String findUnproven() throws IOException {
    for (String each : witnessed.database.ids()) {
      if (!isNewest(witnessed.prove(each))) {
        return "a record whose proof does not hold";
      }
    }
    return "";
  }

  private String monitored(TileLog any, SignedNote note, List<LoggedRow> all) {
    return monitor.compare(any, note, all).orElse("");
  }

  private ThirdPartyProof receipt() {
    return receipts.get(stored.size() / 2);
  }

  private List<LoggedRow> rows() throws IOException {
    List<LoggedRow> all = new ArrayList<>();
    for (String each : witnessed.database.ids()) {
      all.add(witnessed.row(each));
    }
    return all;
  }

  /** Whether a proof holds, and no version follows. */
  private boolean isNewest(ThirdPartyProof proof) {
    return witnessed.verify(proof)
        && versions(LogEvidence.of(proof).tag()) == LogEvidence.of(proof).version();
  }

  private long versions(String tag) {
    return witnessed.log.entries().stream()
        .filter(each -> LogMonitor.tag(LoggedRow.RECORD, each).equals(tag))
        .count();
  }

  /** Whether a third party accepts a log's head; else a witness noticed that something is wrong. */
  private boolean isAccepted(String name, SignedNote note) {
    boolean accepted = witnessed.trust.accept(note.toString()).isPresent();
    int cosignatures = note.signatures().size() - 1;
    log.line(name + ": " + cosignatures + " cosignatures, accepted: " + accepted);
    notice = accepted ? notice : earlier(new Notice("witness", WitnessedSystem.CHECKPOINT_S, 0));
    return accepted;
  }

  private void splitView() throws IOException {
    List<SignedNote> notes = new ArrayList<>();
    for (String each : List.of("first", "second")) {
      List<Bytes> entries = new ArrayList<>(witnessed.log.entries());
      entries.add(Bytes.utf8("record for the " + each + " party"));
      try (TileLog view = witnessed.fork(each, entries)) {
        notes.add(witnessed.cosigned(view));
      }
    }
    SignedNote first = notes.getFirst();
    SignedNote second = notes.getLast();
    boolean holds = isAccepted("first view", first);
    seen = isAccepted("second view", second) && holds;
    boolean contradiction =
        !first.text().equals(second.text())
            && first.signedBy(witnessed.trust.log())
            && second.signedBy(witnessed.trust.log());
    refuted = Optional.of(contradiction);
  }

  /** After a record was altered, so that the log fits. */
  private void rewriteLog() throws IOException {
    LoggedRow after = witnessed.row(victim.id());
    Bytes from = before.last().entry(before.tag());
    Bytes to = after.last().entry(after.tag());
    List<Bytes> right = witnessed.log.entries();
    List<Bytes> entries = new ArrayList<>(right);
    entries.replaceAll(each -> each.equals(from) ? to : each);
    entries.add(Bytes.utf8("anything, so that it is longer"));
    TileLog forged = witnessed.fork("forged", entries);
    SignedNote note = witnessed.cosigned(forged);
    if (!isAccepted("rewritten log", note)) {
      forged.close();
      return;
    }
    witnessed.serve(forged, note);
    var unused = check("reader");
    unused = check("auditor");
    // What the monitor finds if it is shown the old database and the old log.
    TileLog shownLog = witnessed.fork("shown", right);
    notice = earlier(check("auditor", LogMonitor.PERIOD_S, () -> monitored(shownLog, old, rows)));
  }

  /** The scripts say when who looks. */
  @Override
  protected List<String> routine() {
    return List.of();
  }

  @Override
  protected Effect look() {
    return done;
  }

  /** Whether patients' receipts still hold, and what contradicts them does not. */
  @Override
  protected boolean provable() {
    return receipts.stream().allMatch(witnessed::verify) && refuted.orElseGet(() -> !isBelieved());
  }

  /**
   * Whether what the operator now says of the victim's record is a lie that is believed, and that
   * the receipt does not refute: both stand at one place of a log that has one entry there.
   */
  private boolean isBelieved() {
    try {
      ThirdPartyProof now = witnessed.prove(victim.id());
      boolean lie = !now.record().equals(victim) && witnessed.verify(now);
      return lie && place(now) != place(receipt());
    } catch (IOException e) {
      return false; // There is nothing to believe.
    }
  }

  private static int place(ThirdPartyProof proof) {
    return LogEvidence.of(proof).inclusion().index();
  }
}
