package org.medchain.credit.conditions;

import java.util.ArrayList;
import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;

/** T15: those who verify are those who upload. */
record VerifyingUploaders() implements Condition {
  private static final int CELLS = 100;

  @Override
  public About about() {
    return About.of(
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
  public boolean applies(CreditParameters p) {
    return p.rules().verdict().isOn();
  }

  @Override
  public Claim claim(CreditParameters p) {
    CreditPopulation game = game(p);
    double atHonest = difference(game, 1);
    List<Double> roots = roots(game);
    double edge = edge(atHonest, roots);
    return new Claim(atHonest > 0, edge, atHonest, "roots " + roots);
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

  /** Where the difference changes its sign, as far as 100 cells show it. */
  private static List<Double> roots(CreditPopulation game) {
    List<Double> roots = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      double left = (double) cell / CELLS;
      double right = (cell + 1.0) / CELLS;
      boolean rising = difference(game, left) < 0;
      if (rising != difference(game, right) < 0) {
        roots.add(Search.threshold(left, right, x -> difference(game, x) < 0 != rising));
      }
    }
    return roots;
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    CreditPopulation game = game(p);
    double found = Search.threshold(0, 1, 12, start -> reachesHonest(game, start));
    return new Second(
        "replicator dynamics from bisected starts",
        "share of the honest from which they take over",
        claim(p).threshold(),
        found,
        1e-3);
  }

  /**
   * Follows x' = x (1 − x) (U_H − U_F) in the logit of x, whose speed is the difference itself;
   * time runs so that each step is short, which changes no orbit.
   */
  private static boolean reachesHonest(CreditPopulation game, double start) {
    double logit = StrictMath.log(start / (1 - start));
    double begun = logit;
    double speed = difference(game, start);
    while (speed != 0 && Math.abs(logit) < 12 && Math.abs(logit - begun) < 12) {
      logit += Math.signum(speed) * 0.1;
      double after = difference(game, 1 / (1 + StrictMath.exp(-logit)));
      // A stable state inside: the orbit goes to and fro around it.
      if (speed * after < 0) {
        return false;
      }
      speed = after;
    }
    return logit > begun;
  }
}
