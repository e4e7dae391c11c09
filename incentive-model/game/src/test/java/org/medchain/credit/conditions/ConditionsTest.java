package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.FullDomainParameters;
import org.medchain.credit.RandomCreditParameters;

/** GAME-12: each condition, by its closed form and by a second method, over all ranges. */
@Tag("statistical")
class ConditionsTest {
  /** Not T15 here: it follows orbits, and has its own test. */
  @Property(seed = "41", tries = 2_000)
  void bothMethodsAgree(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = FullDomainParameters.draw(number);
    for (Condition each : Conditions.all()) {
      if (each.applies(p) && !each.description().id().equals("T15")) {
        requireSane(p, each, number);
      }
    }
  }

  @Property(seed = "42", tries = 100)
  void bothMethodsAgreeOnOrbits(@ForAll @IntRange(max = 1_000_000) int number) {
    orbits(number);
  }

  @Tag("exhaustive")
  @Property(seed = "45", tries = 2_000)
  void bothMethodsAgreeOnManyOrbits(@ForAll @IntRange(max = 1_000_000) int number) {
    orbits(number);
  }

  private static void orbits(int number) {
    CreditParameters p = FullDomainParameters.draw(number);
    Condition orbits = Conditions.byId("T15");
    if (orbits.applies(p)) {
      requireSane(p, orbits, number);
    }
  }

  /** Both methods agree, and no number is NaN. */
  private static void requireSane(CreditParameters p, Condition condition, long seed) {
    CheckedCondition finding = CheckedCondition.of(condition.description().id(), p, seed);
    assertThat(finding.methodsAgree()).as("%s at %s", finding, p).isTrue();
    assertThat(finding.closedForm().threshold()).as("%s at %s", finding, p).isNotNaN();
    assertThat(finding.closedForm().margin()).as("%s at %s", finding, p).isNotNaN();
    assertThat(finding.closedForm().numbers().values())
        .as("%s at %s", finding, p)
        .isNotEmpty()
        .noneMatch(each -> each.isNaN());
    assertThat(condition.inapplicableReason(p)).isEmpty();
  }

  /** A margin says the same as the answer; a threshold is met where the margin is 0 or more. */
  @Property(seed = "43", tries = 25)
  void marginsAndAnswersGoTogether(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    for (Condition each : Conditions.all()) {
      if (each.applies(p)) {
        ClosedForm claim = each.closedForm(p);
        assertThat(claim.margin() >= -1e-9 || !claim.holds()).as(each.description().id()).isTrue();
        assertThat(claim.margin() <= 1e-9 || claim.holds()).as(each.description().id()).isTrue();
      }
    }
  }

  /** Cash in units of 1e-7 or 1e4: the same answers. */
  @Property(seed = "44", tries = 12)
  void unitsOfCashDoNotMatter(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    for (double unit : new double[] {1e-7, 1e4}) {
      CreditParameters scaled = RandomCreditParameters.inUnits(p, unit);
      for (Condition each : Conditions.all()) {
        // A margin of nothing but rounding may fall to either side.
        if (each.applies(p) && Math.abs(each.closedForm(p).margin()) > 1e-6) {
          assertThat(each.closedForm(scaled).holds())
              .as("%s at %s", each.description().id(), p)
              .isEqualTo(each.closedForm(p).holds());
        }
      }
    }
  }

  @Example
  void allAreListedAndDescribed() {
    assertThat(Conditions.all().stream().map(each -> each.description().id()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 21).mapToObj(each -> "T" + each).toList());
    assertThat(Conditions.all())
        .allSatisfy(
            each -> {
              assertThat(each.description().assumptions()).isNotEmpty();
              assertThat(each.description().formula()).isNotBlank();
            });
    assertThat(checked(CreditParameters.standard()))
        .hasSize(21)
        .allMatch(CheckedCondition::methodsAgree);
    assertThat(checked(CreditParameters.paper())).allMatch(CheckedCondition::methodsAgree);
  }

  private static List<CheckedCondition> checked(CreditParameters p) {
    return Conditions.all().stream()
        .filter(each -> each.applies(p))
        .map(each -> CheckedCondition.of(each.description().id(), p, 1))
        .toList();
  }

  @Example
  void refusesWhatItDoesNotKnow() {
    assertThatIllegalArgumentException().isThrownBy(() -> Conditions.byId("T22"));
  }
}
