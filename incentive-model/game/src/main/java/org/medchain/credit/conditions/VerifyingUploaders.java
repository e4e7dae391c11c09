package org.medchain.credit.conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;

/** T15: those who verify are those who upload. */
record VerifyingUploaders() implements Condition {
  private static final int CELLS = 200;

  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T15",
        "verifiers are the uploaders",
        "Where all are honest, honesty pays more than joining the ring.",
        "U_H(x) - U_F(x) > 0 at x = 1, x the share of the honest; the honest state is reached from"
            + " above the largest root",
        "two strategies: honest, and a ring that passes its own false records",
        "two stable states only if the difference changes its sign from - to + once; it may have"
            + " one sign throughout, and errors of verifiers can give it more roots",
        "with royalties, and with what voting pays");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.requireVerifiers(p);
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    CreditPopulation game = game(p);
    double atHonest = difference(game, 1);
    List<Double> roots = roots(game);
    double edge = edge(atHonest, roots);
    ClosedForm claim =
        new ClosedForm(atHonest > 0, edge, atHonest, "roots " + roots)
            .with("advantage_among_honest", atHonest)
            .with("honest_from", edge);
    for (int root = 0; root < roots.size(); root++) {
      claim = claim.with("root_" + (root + 1), roots.get(root));
    }
    return claim;
  }

  private static CreditPopulation game(CreditParameters p) {
    return CreditPopulation.of(p, "honest", "colluder");
  }

  private static double difference(CreditPopulation game, double honest) {
    double[] payoffs = game.payoffs(new double[] {honest, 1 - honest});
    return payoffs[0] - payoffs[1];
  }

  /** The share of the honest from which on they take over: 1 if they never do. */
  private static double edge(double atHonest, List<Double> roots) {
    if (atHonest <= 0) {
      return 1;
    }
    return roots.isEmpty() ? 0 : roots.get(roots.size() - 1);
  }

  /** Where the difference changes its sign, as far as 200 cells show it. */
  private static List<Double> roots(CreditPopulation game) {
    List<Double> roots = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      double left = (double) cell / CELLS;
      double right = (cell + 1.0) / CELLS;
      boolean rising = difference(game, left) < 0;
      if (rising != difference(game, right) < 0) {
        roots.add(turn(game, left, right));
      }
    }
    return roots;
  }

  private static double turn(CreditPopulation game, double left, double right) {
    boolean negative = difference(game, left) < 0;
    double from = left;
    double to = right;
    for (double middle = (from + to) / 2; from < middle && middle < to; middle = (from + to) / 2) {
      if (difference(game, middle) < 0 == negative) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return to;
  }
}
