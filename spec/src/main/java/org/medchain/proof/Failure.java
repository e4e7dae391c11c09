package org.medchain.proof;

import java.util.List;
import java.util.Set;

/** How a condition fails, in a state as small and as close to the protocol as can be found. */
final class Failure {
  private static final SmallWorld WORLD = SmallWorld.of(3, 2, 3, 4);

  /** Where a state of the whole invariant is looked for: first in what is easiest to read. */
  private static final List<String> WORLDS =
      List.of(SmallWorld.of(3, 2, 2, 3).plain(), WORLD.plain(), WORLD.script());

  /** For a state in which the whole invariant holds; to see that there is none can be expensive. */
  private static final int SEARCH = 3_000_000;

  /** For one of the lines that the condition uses. */
  private static final int SMALL = 30_000_000;

  private Failure() {}

  /**
   * A counterexample: of the whole invariant if one is found, otherwise of the lines that the
   * condition uses, in a small world or in any. The verdict says which of both.
   *
   * @param leftOut the lines that are not assumed
   */
  static ProofVerdict of(ProofText proof, ProofCondition condition, Set<String> leftOut) {
    String script = ConditionScript.of(proof, condition, leftOut);
    if (condition.step().equals(ProofCondition.COUNT)) {
      return ConditionSolver.solve(script, ConditionSolver.WORK);
    }
    if (condition.isOfAction()) {
      String whole = ConditionScript.ofWholeInvariant(proof, condition, leftOut);
      for (String world : WORLDS) {
        ProofVerdict ideal = ConditionSolver.solve(whole + world, SEARCH);
        if (ideal.answer() == ProofVerdict.Answer.REFUTED) {
          return ideal.ofWholeInvariant();
        }
      }
    }
    ProofVerdict small = inSmallWorld(proof, condition, leftOut, SMALL);
    return small.answer() == ProofVerdict.Answer.REFUTED
        ? small
        : ConditionSolver.solve(script, ConditionSolver.WORK);
  }

  /** Checks only the lines that the condition uses, in a small world. */
  static ProofVerdict inSmallWorld(
      ProofText proof, ProofCondition condition, Set<String> leftOut, int work) {
    return ConditionSolver.solve(
        ConditionScript.of(proof, condition, leftOut) + WORLD.script(), work);
  }
}
