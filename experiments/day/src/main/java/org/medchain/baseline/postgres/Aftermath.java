package org.medchain.baseline.postgres;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;

/**
 * What is left of an attack: looks at all records, makes the checks, judges the proofs (BASE-5).
 */
final class Aftermath {
  private Aftermath() {}

  /** The checks in their order. */
  @FunctionalInterface
  interface Checks {
    Notice first() throws IOException, InterruptedException;
  }

  /**
   * Judges an attack that is over.
   *
   * @param honest what a third party was given before
   * @param lie what the attacker can give it now
   */
  static AttackOutcome judge(
      RecordSystem system,
      Deed deed,
      List<RecordEntry> acknowledged,
      Checks checks,
      ThirdPartyProof honest,
      ThirdPartyProof lie,
      AttackLog log)
      throws IOException, InterruptedException {
    log.line(deed.told());
    Effect effect = deed.effect();
    if (effect == Effect.KEPT) {
      effect = effect(system, Stream.concat(acknowledged.stream(), deed.late().stream()).toList());
    }
    Notice notice = deed.notice();
    if (notice.equals(Notice.NOBODY) && effect != Effect.NO_SUCH_PART && effect != Effect.ERASED) {
      notice = checks.first();
    }
    boolean right = system.verify(honest);
    boolean lies = system.verify(lie);
    log.line("a third party accepts the honest export: " + right + ", the lie: " + lies);
    return new AttackOutcome(effect, notice, right && !lies, deed.steps(), deed.told());
  }

  /** What readers meet: each record's author asks for it. */
  private static Effect effect(RecordSystem system, List<RecordEntry> acknowledged)
      throws InterruptedException {
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
