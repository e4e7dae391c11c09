package org.medchain.baseline.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.SystemKind;
import org.medchain.data.Bytes;

/**
 * Where an attack takes place: carries out its script, looks at all records, makes the checks,
 * judges the proofs (BASE-4, BASE-5). For one attack, and one thread.
 */
public abstract class AttackScene {
  /** What an edit searches a file for: a part of a content that is in one page as it is. */
  static final int PART = 48;

  private static final long YEAR_MS = Duration.ofDays(365).toMillis();

  /** Of the system under attack. */
  protected final DatabaseSystem system;

  protected final AttackLog log;

  /** The one whose record the attack is about; it is in the middle of the others. */
  protected final RecordEntry victim;

  /** The records from which the attacker chooses. */
  protected final List<RecordEntry> records;

  /** The one that is carried out. */
  protected AttackKind attack;

  /** What the attacker shows a third party, and a reader asks for. */
  protected RecordEntry shown;

  /** Who noticed first, as far as the steps saw it. */
  protected Notice notice = Notice.NOBODY;

  /** That the operator gave on the way. */
  protected int commands;

  /** What steps counted, in their order. */
  protected final List<Object> counts = new ArrayList<>();

  /** What the last read steps got. */
  protected final List<Optional<Bytes>> views = new ArrayList<>();

  /** Whether all that the script expected was so. */
  protected boolean seen = true;

  private final List<RecordEntry> acknowledged;

  /** What a check finds. */
  @FunctionalInterface
  protected interface Finding {
    /** What is wrong, an error too; empty if nothing is. */
    String find() throws IOException;
  }

  protected AttackScene(
      DatabaseSystem system, List<RecordEntry> records, List<RecordEntry> all, AttackLog log) {
    this.system = system;
    this.log = log;
    this.records = records;
    this.victim = records.get(records.size() / 2);
    this.acknowledged = new ArrayList<>(all);
    this.shown = record("lie");
  }

  /** What the attacker would rather have: the same length, to be written over the old one. */
  public static Bytes altered(Bytes content) {
    byte[] bytes = content.toArray();
    bytes[Math.min(PART, bytes.length) / 2] ^= 1;
    return Bytes.of(bytes);
  }

  /** A record with another content. */
  public static RecordEntry withContent(RecordEntry record, Bytes content) {
    return with(record, record.id(), record.timestampMs(), content);
  }

  private static RecordEntry with(RecordEntry like, String id, long timestampMs, Bytes content) {
    return new RecordEntry(
        id, like.patient(), like.author(), like.type(), like.description(), timestampMs, content);
  }

  /** A record that a script names: one that was put, one altered, or one that never was. */
  protected final RecordEntry record(String name) {
    Bytes lie = altered(victim.content());
    return switch (name) {
      case "victim" -> victim;
      case "lie" -> withContent(victim, lie);
      case "first" -> records.getFirst();
      case "first-lie" -> withContent(record("first"), altered(record("first").content()));
      case "last" -> records.getLast();
      case "forged" -> with(victim, victim.id() + "-forged", victim.timestampMs() - YEAR_MS, lie);
      default -> with(victim, victim.id() + "-" + name, victim.timestampMs(), lie);
    };
  }

  /** A record's field as a statement takes it. */
  static Object field(RecordEntry record, String name) {
    return switch (name) {
      case "id" -> record.id();
      case "patient" -> record.patient();
      case "author", "reader" -> record.author();
      case "type" -> record.type();
      case "description" -> record.description();
      case "timestampMs" -> record.timestampMs();
      case "content" -> record.content().toArray();
      case "digest" -> FederatedSystem.digest(record).toBytes().toArray();
      default -> throw new IllegalArgumentException("a record has no " + name);
    };
  }

  /** Carries out an attack, lets the routine answer, and judges what is left. */
  final AttackOutcome play(AttackKind kind) throws IOException, InterruptedException {
    attack = kind;
    AttackScript script = AttackScript.of(system.kind(), attack);
    shown = record(script.shows());
    carryOut(script);
    Effect effect = seen && script.effect() != null ? script.effect() : look();
    boolean harmless = effect == Effect.NO_SUCH_PART || effect == Effect.ERASED;
    for (String each : harmless ? List.<String>of() : routine()) {
      notice = notice.equals(Notice.NOBODY) ? check(each) : notice;
    }
    boolean provable = provable();
    log.line("a third party can be shown what is right: " + provable);
    String told = script.told().formatted(counts.toArray());
    return new AttackOutcome(effect, notice, provable, commands + script.commands(), told);
  }

  private void carryOut(AttackScript script) throws IOException, InterruptedException {
    for (String each : script.steps()) {
      log.line(each);
      String[] words = each.split(" ", 2);
      step(words[0], words.length > 1 ? words[1] : "");
    }
  }

  /**
   * Carries out a step.
   *
   * @param what the words that follow
   */
  protected void step(String word, String what) throws IOException, InterruptedException {
    switch (word) {
      case "hospital" -> carryOut(AttackScript.of(SystemKind.HOSPITAL, attack));
      case "put" -> {
        system.put(record(what));
        acknowledged.add(record(what));
      }
      case "author-reads" -> views.add(system.read(record(what).id(), victim.author()));
      case "patient-reads" -> views.add(system.read(record(what).id(), victim.patient()));
      case "stranger-reads" -> views.add(system.read(record(what).id(), "stranger"));
      case "expect-record" -> seen &= views.getLast().isPresent();
      case "expect-nothing" -> seen &= views.getLast().isEmpty();
      case "expect-two-views" -> seen &= !views.getFirst().equals(views.getLast());
      case "check" -> log.line("found by: " + check(what).by());
      case "notice" -> notice = check(what);
      default -> throw new IllegalArgumentException(word + " is no step of an attack");
    }
  }

  /** Makes the check that has this name. */
  protected abstract Notice check(String name);

  /** The checks in the order in which they fall due. */
  protected abstract List<String> routine();

  /** Whether a third party accepts what was right before, and refuses what is shown now. */
  protected abstract boolean provable() throws IOException;

  /**
   * Makes a check, and logs what it found.
   *
   * @param by whose it is
   * @param waitS the longest time until it is due, in seconds
   */
  protected final Notice check(String by, double waitS, Finding finding) {
    long startNs = System.nanoTime();
    String found;
    try {
      found = finding.find();
    } catch (IOException e) {
      found = e.toString().lines().findFirst().orElseThrow();
    }
    // Places and numbers differ from run to run.
    String words = found.replaceAll("\"[^\"]*/[^\"]*\"", "a file").replaceAll("\\d+", "N");
    log.line(by + ": " + (found.isEmpty() ? "nothing is wrong" : words));
    double tookMs = (System.nanoTime() - startNs) / 1e6;
    return found.isEmpty() ? Notice.NOBODY : new Notice(by, waitS, tookMs);
  }

  /** What readers meet: each record's author asks for it. */
  protected Effect look() throws InterruptedException {
    Effect worst = Effect.KEPT;
    for (RecordEntry each : acknowledged) {
      try {
        Optional<Bytes> content = system.read(each.id(), each.author());
        if (content.isPresent() && !content.get().equals(each.content())) {
          return Effect.ALTERED;
        }
        worst = content.isEmpty() ? Effect.LOST : worst;
      } catch (IOException e) {
        worst = Effect.LOST; // An error is no record.
      }
    }
    return worst;
  }
}
