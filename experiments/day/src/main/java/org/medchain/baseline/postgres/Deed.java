package org.medchain.baseline.postgres;

import java.util.List;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;

/**
 * What an attack did, as far as only it can know.
 *
 * @param effect that it saw; {@link Effect#KEPT} leaves it to a look at all records
 * @param notice that it met on its way; nobody leaves it to the checks
 * @param steps commands of the operator
 * @param late records that were acknowledged meanwhile
 * @param shown what the attacker shows to a third party
 */
record Deed(
    Effect effect,
    Notice notice,
    int steps,
    List<RecordEntry> late,
    RecordEntry shown,
    String told) {

  /** One that leaves all to the looks and checks that follow. */
  static Deed done(RecordEntry shown, String told) {
    return seen(Effect.KEPT, shown, told);
  }

  /** One whose effect was seen. */
  static Deed seen(Effect effect, RecordEntry shown, String told) {
    return new Deed(effect, Notice.NOBODY, 0, List.of(), shown, told);
  }

  /** One that the operator answered. */
  Deed answered(Notice first, int commands) {
    return new Deed(effect, first, commands, late, shown, told);
  }

  Deed with(List<RecordEntry> more) {
    return new Deed(effect, notice, steps, more, shown, told);
  }
}
