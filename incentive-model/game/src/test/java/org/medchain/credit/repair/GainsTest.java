package org.medchain.credit.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** GAME-16, GAME-17: each repair against the scheme without it, with intervals. */
class GainsTest {
  private static final CreditParameters PAPER = CreditParameters.paper();
  private static final int DRAWS = 60;

  private static Gain gain(CreditParameters base, String mechanism, Measure measure) {
    return Gains.table(base, List.of(Mechanisms.named(mechanism)), List.of(measure), DRAWS, 7)
        .get(0);
  }

  @Example
  void bondsInsteadOfFreePoints() {
    assertThat(gain(PAPER, "identity bond", Measure.NO_SYBILS).helps()).isTrue();
    assertThat(gain(PAPER, "identity bond", Measure.NEWCOMERS_DETERRED).helps()).isTrue();
    assertThat(gain(PAPER, "identity bond", Measure.NO_HIT_AND_RUN).helps()).isTrue();
  }

  @Example
  void trapsForVerifiers() {
    CreditParameters standard = CreditParameters.standard();
    assertThat(gain(standard, "traps", Measure.VERIFIERS_LOOK).helps()).isTrue();
    assertThat(gain(standard, "traps", Measure.EQUILIBRIUM).helps()).isTrue();
    // Nobody verifies in the scheme read literally: traps catch nobody.
    assertThat(Mechanisms.named("traps").apply(PAPER)).isEqualTo(PAPER);
  }

  @Example
  void locksBeforeExits() {
    assertThat(gain(PAPER, "exit lock", Measure.NO_HIT_AND_RUN).helps()).isTrue();
    assertThat(gain(PAPER, "pro-rata redemption", Measure.NO_RUN).helps()).isTrue();
    assertThat(gain(PAPER, "proportional reward", Measure.NO_SPLITTING).helps()).isTrue();
  }

  /**
   * T10: what can be spent on oneself is as good as cash; only the tight grant repairs anything.
   */
  @Example
  void aSpendOnlyGrantAloneRepairsNothing() {
    Gain loose = gain(PAPER, "spend-only grant", Measure.NO_SYBILS);
    assertThat(loose.gain().mean()).isZero();
    // 60 economies without a difference do not prove that there is none.
    assertThat(loose.gain().low()).isBetween(-0.1, -0.01);
    assertThat(loose.helps() || loose.harms()).isFalse();
    assertThat(gain(PAPER, "spend-only grant, tight", Measure.NO_SYBILS).helps()).isTrue();
  }

  /** T14: a committee that is paid for agreeing, and decides before the reward, stops looking. */
  @Example
  void verifiersAloneBreakWhatTheCenterHeld() {
    assertThat(gain(PAPER, "verifiers", Measure.EQUILIBRIUM).harms()).isTrue();
    assertThat(gain(PAPER, "verifiers", Measure.NEWCOMERS_DETERRED).helps()).isTrue();
  }

  @Example
  void allTogether() {
    List<Measure> measures = List.of(Measure.NOBODY_INVADES, Measure.ONLY_EQUILIBRIUM);
    for (Gain each : Gains.together(PAPER, Mechanisms.builtIn(), measures, DRAWS, 7)) {
      assertThat(each.helps()).as(each.toString()).isTrue();
    }
  }

  /** The share of starts, over few economies: it is by far the dearest measure. */
  @Example
  void shareOfStarts() {
    List<Mechanism> verifiers = List.of(Mechanisms.named("verifiers"));
    Gain starts = Gains.table(PAPER, verifiers, List.of(Measure.STARTS), 12, 7).get(0);
    assertThat(starts.helps()).isTrue();
    assertThat(starts.after().mean()).isBetween(0.0, 1.0);
  }

  @Example
  void theSameSeedGivesTheSameTable() {
    List<Measure> measures = List.of(Measure.NO_SYBILS, Measure.NO_RUN);
    List<Gain> once = Gains.table(PAPER, Mechanisms.builtIn(), measures, 20, 3);
    assertThat(Gains.table(PAPER, Mechanisms.builtIn(), measures, 20, 3)).isEqualTo(once);
    assertThat(Gains.table(PAPER, Mechanisms.builtIn(), measures, 20, 4)).isNotEqualTo(once);
    assertThat(once).hasSize(2 * Mechanisms.builtIn().size());
  }

  @Example
  void economiesAreDrawnNearTheGivenOne() {
    for (int number = 0; number < 50; number++) {
      CreditParameters near = Economies.near(PAPER, 5, number);
      assertThat(near.rules()).isEqualTo(PAPER.rules());
      for (Parameter each : Economies.DRAWN) {
        double given = PAPER.of(each);
        assertThat(near.of(each)).isBetween(0.5 * given, 1.5 * given);
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mechanisms.named("hope"))
        .withMessageContaining("traps");
  }
}
