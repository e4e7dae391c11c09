package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.BUYER_VALID_SHARE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FEE_BP;
import static org.medchain.credit.Parameter.LEVEL_PRICE;
import static org.medchain.credit.Parameter.QUORUM;
import static org.medchain.credit.Parameter.VALID_SHARE;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.RandomCreditParameters;

/** GAME-12: closed forms with an error are found out by the second methods. */
class PlantedErrorsTest {
  private static final int SETTINGS = 300;

  /** An error. */
  record PlantedError(String name, String id, Function<CreditParameters, ClosedForm> wrong) {
    @Override
    public String toString() {
      return id + ": " + name;
    }
  }

  static Stream<PlantedError> planted() {
    return Stream.of(
        new PlantedError(
            "the penalty at the threshold is taken for today's",
            "T20",
            p -> replaced("T20", p, Map.of("stays_up_to", todays(p)))),
        new PlantedError(
            "the window does not know honesty",
            "T18",
            p -> replaced("T18", p, Map.of("low_for_honesty", 0.0))),
        new PlantedError(
            "a sign: what false gains is subtracted",
            "T2",
            p ->
                replaced(
                    "T2",
                    p,
                    Map.of("surplus", -Conditions.byId("T2").closedForm(p).number("surplus")))),
        new PlantedError(
            "buyers believe what verifiers meet",
            "T17",
            p -> Conditions.byId("T17").closedForm(p.with(BUYER_VALID_SHARE, p.of(VALID_SHARE)))),
        new PlantedError(
            "half of what the best parts bring",
            "T21",
            p ->
                replaced(
                    "T21",
                    p,
                    Map.of(
                        "best_gain",
                        Conditions.byId("T21").closedForm(p).number("best_gain") / 2))),
        new PlantedError(
            "a quarter of the correlation",
            "T4",
            p -> Conditions.byId("T4").closedForm(p.with(CORRELATION, p.of(CORRELATION) / 4))),
        new PlantedError(
            "the level costs a point more",
            "T19",
            p -> Conditions.byId("T19").closedForm(p.with(LEVEL_PRICE, 1 + p.of(LEVEL_PRICE)))),
        new PlantedError(
            "the quorum is one less",
            "T1",
            p -> {
              int quorum = p.intValue(QUORUM) - 1;
              boolean most = 2 * quorum > p.rules().verdict().verifiers();
              return Conditions.byId("T1").closedForm(most ? p.with(QUORUM, quorum) : p);
            }));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void isCaught(PlantedError planted) {
    Condition condition = Conditions.byId(planted.id());
    int caught = 0;
    int said = 0;
    for (int number = 0; number < SETTINGS; number++) {
      CreditParameters p = RandomCreditParameters.draw(number);
      if (condition.applies(p)) {
        said++;
        CheckedCondition right = CheckedCondition.of(planted.id(), p, number);
        assertThat(right.methodsAgree()).isTrue();
        CheckedCondition wrong =
            new CheckedCondition(planted.wrong().apply(p), right.independentCheck());
        caught += wrong.methodsAgree() ? 0 : 1;
      }
    }
    // Not everywhere does it make a difference: T20's only on accounts that a penalty empties.
    assertThat(caught).as("of %s", said).isGreaterThan(said / 50);
  }

  private static ClosedForm replaced(String id, CreditParameters p, Map<String, Double> wrong) {
    ClosedForm right = Conditions.byId(id).closedForm(p);
    Map<String, Double> numbers = new LinkedHashMap<>(right.numbers());
    numbers.putAll(wrong);
    return new ClosedForm(right.holds(), right.threshold(), right.margin(), right.note(), numbers);
  }

  private static double todays(CreditParameters p) {
    double stay = CashPayoffs.honestPayoff(p, p.of(BALANCE)) / (1 - p.of(DISCOUNT));
    return stay / (p.of(CASH_PER_POINT) * (1 - p.of(FEE_BP) / 10_000));
  }
}
