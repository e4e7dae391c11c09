package org.medchain.credit.conditions;

import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Honest;
import org.medchain.credit.strategy.Strategy;

/** That a strategy of the reader's own gains nothing where all are honest (GAME-33). */
record NoInvasion(Strategy strategy) implements Condition {
  @Override
  public ConditionDescription description() {
    String name = strategy.name();
    return ConditionDescription.of(
        name,
        "no invasion",
        "Where all are honest, nobody gains by the strategy " + name + ".",
        "U(" + name + ") <= U(honest), where all are honest",
        "one large population");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double[] payoffs =
        new CreditPopulation(p, List.of(new Honest(), strategy)).payoffs(new double[] {1, 0});
    return ClosedForm.upperBound(payoffs[1], payoffs[0], "")
        .with("honest", payoffs[0])
        .with("strategy", payoffs[1]);
  }
}
