package org.medchain.baseline.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.results.CsvColumn;

/**
 * What an attack did to a system, and what it cost (BASE-5).
 *
 * @param cpuMs processor time of the attack, the answer and the checks: of the system's processes
 *     that lived through it, and of this one
 * @param bytes by which its disks grew; less than 0 where something was deleted
 * @param latencyMs wall time from the attack until it was answered and checked
 */
record MatrixCell(
    SystemKind system,
    AttackKind attack,
    AttackOutcome outcome,
    double cpuMs,
    long bytes,
    double latencyMs) {
  /** Effect, who noticed it, whether it is provable. */
  static final String SEEN = "%s, noticed by %s, provable %s";

  /** Of {@code cells.csv}. */
  static final List<CsvColumn<MatrixCell>> COLUMNS =
      List.of(
          new CsvColumn<>("system", it -> it.system.key()),
          new CsvColumn<>("attack", it -> it.attack.key()),
          new CsvColumn<>("kind", it -> it.attack.group()),
          new CsvColumn<>("effect", it -> it.outcome.effect().key()),
          new CsvColumn<>("harm", it -> it.harm()),
          new CsvColumn<>("noticed_by", it -> it.outcome.notice().by()),
          new CsvColumn<>("wait_s", it -> rounded(it.outcome.notice().waitS())),
          new CsvColumn<>("check_ms", it -> rounded(it.outcome.notice().checkMs())),
          new CsvColumn<>("provable", it -> it.outcome.provable()),
          new CsvColumn<>("cpu_ms", it -> rounded(it.cpuMs)),
          new CsvColumn<>("bytes", it -> it.bytes),
          new CsvColumn<>("latency_ms", it -> rounded(it.latencyMs)),
          new CsvColumn<>("steps", it -> it.outcome.steps()),
          new CsvColumn<>("told", it -> it.outcome.told()));

  private static final Set<Effect> HARMLESS =
      EnumSet.of(Effect.KEPT, Effect.ERASED, Effect.NO_SUCH_PART);

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** {@code none}, or whether anybody noticed it: {@code noticed}, {@code unnoticed}. */
  private String harm() {
    String harm = outcome.notice().by().equals(Notice.NOBODY.by()) ? "unnoticed" : "noticed";
    return HARMLESS.contains(outcome.effect()) ? "none" : harm;
  }

  /** What is expected of it. */
  String seen() {
    return SEEN.formatted(outcome.effect().key(), outcome.notice().by(), outcome.provable());
  }

  /** Effect, who noticed it, and whether it can be proved, in a few words. */
  String words() {
    String words = outcome.effect().key() + ", " + outcome.notice().by();
    return outcome.effect() == Effect.NO_SUCH_PART
        ? "no such part"
        : words + (outcome.provable() ? ", provable" : "");
  }
}
