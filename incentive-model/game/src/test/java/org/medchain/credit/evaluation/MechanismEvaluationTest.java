package org.medchain.credit.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.mechanism.Mechanism;
import org.medchain.credit.mechanism.Mechanisms;

/** GAME-16, GAME-17: each repair against the scheme without it, with intervals. */
class MechanismEvaluationTest {
  private static final CreditParameters PAPER = CreditParameters.paper();
  private static final int DRAWS = 60;

  private static MechanismGain gain(
      CreditParameters base, String mechanism, PerformanceMeasure measure) {
    return MechanismEvaluation.oneByOne(
            base, List.of(byName(mechanism)), List.of(measure), DRAWS, 7)
        .get(0);
  }

  @Example
  void trapsForVerifiers() {
    CreditParameters standard = CreditParameters.standard();
    assertThat(gain(standard, "traps", PerformanceMeasure.VERIFIERS_LOOK).isImprovement()).isTrue();
    assertThat(gain(standard, "traps", PerformanceMeasure.EQUILIBRIUM).isImprovement()).isTrue();
    // There are no verifiers in the scheme read literally, so traps catch no one.
    assertThat(byName("traps").apply(PAPER)).isEqualTo(PAPER);
  }

  @Example
  void locksBeforeExits() {
    assertThat(gain(PAPER, "exit lock", PerformanceMeasure.NO_HIT_AND_RUN).isImprovement())
        .isTrue();
    assertThat(gain(PAPER, "proportional reward", PerformanceMeasure.NO_SPLITTING).isImprovement())
        .isTrue();
  }

  /** T10: what can be spent on oneself is as good as cash. */
  @Example
  void aSpendOnlyGrantAloneRepairsNothing() {
    MechanismGain loose = gain(PAPER, "spend-only grant", PerformanceMeasure.NO_SYBILS);
    assertThat(loose.gain().mean()).isZero();
    // 60 economies without a difference do not prove that there is none.
    assertThat(loose.gain().low()).isBetween(-0.1, -0.01);
    assertThat(loose.isImprovement() || loose.isDeterioration()).isFalse();
  }

  /** T14: a committee that is paid for agreeing, and decides before the reward, stops looking. */
  @Example
  void verifiersAloneReduceDeterrence() {
    assertThat(gain(PAPER, "verifiers", PerformanceMeasure.EQUILIBRIUM).isDeterioration()).isTrue();
    assertThat(gain(PAPER, "verifiers", PerformanceMeasure.NEWCOMERS_DETERRED).isImprovement())
        .isTrue();
  }

  @Example
  void allTogether() {
    List<PerformanceMeasure> measures =
        List.of(PerformanceMeasure.NOBODY_INVADES, PerformanceMeasure.ONLY_EQUILIBRIUM);
    for (MechanismGain each :
        MechanismEvaluation.combined(PAPER, Mechanisms.builtIn(), measures, DRAWS, 7)) {
      assertThat(each.isImprovement()).as(each.toString()).isTrue();
    }
  }

  /** The share of starts, over few economies: it is by far the most expensive measure. */
  @Example
  void shareOfStarts() {
    List<Mechanism> verifiers = List.of(byName("verifiers"));
    MechanismGain starts =
        MechanismEvaluation.oneByOne(PAPER, verifiers, List.of(PerformanceMeasure.STARTS), 12, 7)
            .get(0);
    assertThat(starts.isImprovement()).isTrue();
    assertThat(starts.after().mean()).isBetween(0.0, 1.0);
  }

  @Example
  void theSameSeedGivesTheSameTable() {
    List<PerformanceMeasure> measures =
        List.of(PerformanceMeasure.NO_SYBILS, PerformanceMeasure.NO_RUN);
    List<MechanismGain> once =
        MechanismEvaluation.oneByOne(PAPER, Mechanisms.builtIn(), measures, 20, 3);
    assertThat(MechanismEvaluation.oneByOne(PAPER, Mechanisms.builtIn(), measures, 20, 3))
        .isEqualTo(once);
    assertThat(MechanismEvaluation.oneByOne(PAPER, Mechanisms.builtIn(), measures, 20, 4))
        .isNotEqualTo(once);
    assertThat(once).hasSize(2 * Mechanisms.builtIn().size());
  }

  private static Mechanism byName(String name) {
    return Mechanisms.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
