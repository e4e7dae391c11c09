package org.medchain.baseline.run;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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
  /** Of {@code cells.csv}. */
  static final List<CsvColumn<MatrixCell>> COLUMNS =
      List.of(
          new CsvColumn<>("system", it -> it.system.key()),
          new CsvColumn<>("attack", it -> it.attack.key()),
          new CsvColumn<>("kind", it -> AttackGroup.of(it.attack).key()),
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

  /** From a row that {@link #COLUMNS} wrote. */
  static MatrixCell read(List<String> row) {
    Function<String, String> field = head -> row.get(heads().indexOf(head));
    AttackOutcome outcome =
        new AttackOutcome(
            new NamedValues<>(List.of(Effect.values()), Effect::key).named(field.apply("effect")),
            new Notice(
                field.apply("noticed_by"),
                Double.parseDouble(field.apply("wait_s")),
                Double.parseDouble(field.apply("check_ms"))),
            Boolean.parseBoolean(field.apply("provable")),
            Integer.parseInt(field.apply("steps")),
            field.apply("told"));
    return new MatrixCell(
        new NamedValues<>(List.of(SystemKind.values()), SystemKind::key)
            .named(field.apply("system")),
        new NamedValues<>(List.of(AttackKind.values()), AttackKind::key)
            .named(field.apply("attack")),
        outcome,
        Double.parseDouble(field.apply("cpu_ms")),
        Long.parseLong(field.apply("bytes")),
        Double.parseDouble(field.apply("latency_ms")));
  }

  static List<String> heads() {
    return COLUMNS.stream().map(CsvColumn::head).toList();
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** {@code none}, or whether anybody noticed it: {@code noticed}, {@code unnoticed}. */
  private String harm() {
    return switch (outcome.effect()) {
      case KEPT, ERASED, NO_SUCH_PART -> "none";
      case ALTERED, LOST, ADDED, DISCLOSED, DIVIDED ->
          outcome.notice().by().equals(Notice.NOBODY.by()) ? "unnoticed" : "noticed";
    };
  }

  /** Effect, who noticed it, and whether it can be proved, in a few words. */
  String words() {
    String who = outcome.notice().by();
    return switch (outcome.effect()) {
      case NO_SUCH_PART -> "no such part";
      default ->
          outcome.effect().key()
              + ", "
              + (who.equals(Notice.NOBODY.by()) ? "nobody" : who)
              + (outcome.provable() ? ", provable" : "");
    };
  }
}
