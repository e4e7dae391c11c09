package org.medchain.baseline.chain;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.ChainRecords.KeptVersion;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;

/**
 * Attacks on a chain (BASE-4), as far as they take the same course under both kinds of consensus.
 * Who makes each check, when it is due, the operator's steps and the words are in {@code
 * checks.properties}; what the check finds is found here.
 */
abstract class ChainAttacks {
  private static final long DAY_MS = 86_400_000;
  private static final ResourceBundle CHECKS =
      ResourceBundle.getBundle("org.medchain.baseline.chain.checks", Locale.ROOT);

  final List<RecordEntry> records;
  final AttackLog log;
  final RecordEntry first;
  private final ChainRecords chain;
  private double checkMs;

  ChainAttacks(ChainRecords chain, List<RecordEntry> records, AttackLog log) {
    this.chain = chain;
    this.records = List.copyOf(records);
    this.log = log;
    first = this.records.getFirst();
  }

  /** The attacks whose course the kind of consensus decides. */
  abstract AttackOutcome other(AttackKind attack) throws Exception;

  /** Lines about a record in the log that its patient reads. */
  abstract long accesses(KeptVersion version) throws Exception;

  /** Has a patient's account given to a thief's key, with the key of the center's operator. */
  abstract void rob(String patient, String thief) throws Exception;

  /** Erases a record's content as its patient asks for it. */
  abstract void erase(KeptVersion version) throws Exception;

  /** Whether a record's entry is still in what a node keeps. */
  abstract boolean keeps(KeptVersion version) throws Exception;

  final AttackOutcome carryOut(AttackKind attack) throws Exception {
    return switch (attack) {
      case ALTER -> alter();
      case BACKDATE -> backdate();
      case FALSE_ENTRY -> falseEntry();
      case READ_WITHOUT_GRANT -> readUngranted();
      case STOLEN_ADMIN_KEY -> stolenKey();
      case ERASURE -> erasure();
      default -> other(attack);
    };
  }

  /**
   * What it came to.
   *
   * @param check its row in the table of checks
   * @param seen what the row's words leave open
   */
  final AttackOutcome outcome(
      String check, Effect effect, boolean noticed, boolean provable, Object... seen) {
    String key = chain.kind().key() + "." + check;
    String row = CHECKS.getString(CHECKS.containsKey(key) ? key : "chain." + check);
    String[] fields = row.split(" ", 4);
    Notice made = new Notice(fields[0], Double.parseDouble(fields[1]), checkMs);
    Notice notice = noticed ? made : Notice.NOBODY;
    int steps = Integer.parseInt(fields[2]);
    return new AttackOutcome(effect, notice, provable, steps, fields[3].formatted(seen));
  }

  /** Makes a check, and writes down what it found and how long it took. */
  final boolean check(String words, Callable<Boolean> what) throws Exception {
    long beganNs = System.nanoTime();
    boolean found = what.call();
    checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line(words + ": " + found);
    return found;
  }

  /** Without places and numbers, which differ between runs. */
  static String words(String said) {
    String placeless = said.replaceAll("/[^ ]*/", "").replaceAll("\\s+", " ");
    return placeless.replaceAll("\\b([0-9a-f]{8,}|\\d+)\\b", "…");
  }

  /** The result of an attempt; empty if it fails, and the reason goes to the log. */
  private <T> Optional<T> tried(String who, Callable<T> what) throws Exception {
    try {
      return Optional.of(what.call());
    } catch (IOException e) {
      log.line(who + ": " + words(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** What readers get, and whether a proof that is made now holds. */
  Effect effect(List<RecordEntry> which) throws Exception {
    for (RecordEntry each : which) {
      Callable<Optional<Bytes>> asks = () -> chain.read(each.id(), each.patient());
      Optional<Bytes> read = tried(each.patient(), asks).flatMap(told -> told);
      if (!read.equals(Optional.of(each.content()))) {
        log.line("a record " + (read.isEmpty() ? "is gone" : "reads otherwise"));
        return read.isEmpty() ? Effect.LOST : Effect.ALTERED;
      }
    }
    log.line("records read as they were put: " + which.size() + ", proved: " + isProved());
    return Effect.KEPT;
  }

  /** Whether a proof of the first record that is made now holds. */
  final boolean isProved() throws Exception {
    return chain.verify(chain.prove(first.id()));
  }

  /** Whether an order is refused; the reason goes to the log. */
  final boolean refused(String who, Role role, Operation operation) throws Exception {
    Optional<Receipt> told = tried(who, () -> chain.order(who, role, operation));
    String name = operation.type().name();
    told.ifPresent(each -> log.line(who + ": " + name + ": " + Outcome.of(each).words()));
    return told.filter(Receipt::succeeded).isEmpty();
  }

  /** Whether a read is granted and gives the content. */
  private boolean reads(KeptVersion version, String who, Role role, Purpose purpose)
      throws Exception {
    Callable<Optional<Bytes>> read = () -> chain.read(version, who, role, purpose);
    return tried(who, read).flatMap(told -> told).isPresent();
  }

  /** A record of the same visit. */
  static RecordEntry like(RecordEntry other, String id, long timestampMs, Bytes content) {
    return new RecordEntry(
        id, other.patient(), other.author(), other.type(), id, timestampMs, content);
  }

  private AttackOutcome alter() throws Exception {
    UploadRecord again = new UploadRecord(chain.newest(first.id()).opened().record());
    boolean anybody = refused("patient-x", Role.PATIENT, again);
    boolean center = refused("center", Role.REGULATORY_CENTER, again);
    boolean own =
        check("the patient is refused too", () -> refused(first.patient(), Role.PATIENT, again));
    return outcome("alter", effect(records), anybody && center && own, isProved());
  }

  private AttackOutcome backdate() throws Exception {
    long lastYearMs = first.timestampMs() - 365 * DAY_MS;
    chain.put(like(first, "backdated", lastYearMs, first.content()));
    ThirdPartyProof proof = chain.prove("backdated");
    long sinceMs = chain.history("backdated").getFirst().sinceMs();
    boolean late =
        check(
            "its block is later by a day",
            () -> chain.verify(proof) && sinceMs - lastYearMs > DAY_MS);
    return outcome("backdate", Effect.ADDED, late, late);
  }

  private AttackOutcome falseEntry() throws Exception {
    chain.put(like(first, "false", first.timestampMs(), Bytes.utf8("never happened")));
    boolean proved = chain.verify(chain.prove("false"));
    log.line("the false record has a proof as good as any: " + proved);
    return outcome("false-entry", Effect.ADDED, false, !proved);
  }

  private AttackOutcome readUngranted() throws Exception {
    KeptVersion version = chain.newest(first.id());
    boolean treats = reads(version, "doctor-x", Role.DOCTOR, Purpose.TREAT);
    boolean breaks = reads(version, "doctor-x", Role.DOCTOR, Purpose.BTG);
    log.line("given for treatment: " + treats + ", as an emergency: " + breaks);
    boolean seen = check("the patient's log has both", () -> accesses(version) > 1);
    Effect effect = treats || breaks ? Effect.DISCLOSED : Effect.KEPT;
    return outcome("read-without-grant", effect, seen, seen);
  }

  /** A thief has the center give a patient's account to a key of the thief's. */
  private AttackOutcome stolenKey() throws Exception {
    RecordEntry robbed = records.get(1);
    rob(robbed.patient(), "thief");
    boolean opened = reads(chain.newest(robbed.id()), "thief", Role.PATIENT, Purpose.PATRQT);
    log.line("the thief reads as the patient: " + opened);
    boolean locked =
        check(
            "the patient is locked out",
            () -> refused(robbed.patient(), Role.PATIENT, new AskBalance()));
    return outcome("stolen-admin-key", opened ? Effect.DISCLOSED : Effect.KEPT, locked, isProved());
  }

  private AttackOutcome erasure() throws Exception {
    RecordEntry last = records.getLast();
    KeptVersion version = chain.newest(last.id());
    ThirdPartyProof before = chain.prove(last.id());
    chain.grant(last.id(), "doctor-y");
    erase(version);
    boolean gone = !reads(version, "doctor-y", Role.DOCTOR, Purpose.TREAT);
    log.line("a reader with a grant gets nothing any more: " + gone);
    log.line("its entry is still on a node's chain: " + keeps(version));
    return outcome("erasure", gone ? Effect.ERASED : Effect.KEPT, false, chain.verify(before));
  }
}
