package org.medchain.credit.strategy;

import static org.medchain.credit.Parameter.BUYER_LOSS;
import static org.medchain.credit.Parameter.BUYER_VALUE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.VotePayoffs;
import org.medchain.game.exact.Vectors;
import org.medchain.incentive.PointRules;

/**
 * What a participant meets where strategies have given shares: verifiers, other people's records,
 * buyers. The population is large: no one meets itself, votes are independent draws.
 *
 * @param parameters rules and economy
 * @param falseVoteProbability for each kind of record, the chance that a random verifier calls it
 *     false
 * @param uploads of each kind, records a head and period
 * @param outcomes for each kind, what becomes of an upload
 * @param ownerRevenue what queries of one accepted record bring its owner, in cash
 * @param verifierShare of the population, who share all votes among them
 */
public record PopulationEnvironment(
    CreditParameters parameters,
    Map<RecordKind, Double> falseVoteProbability,
    Map<RecordKind, Double> uploads,
    Map<RecordKind, OutcomeProbabilities> outcomes,
    double ownerRevenue,
    double verifierShare) {
  /** What strategies in these shares make of the parameters. */
  static PopulationEnvironment of(CreditParameters p, List<Strategy> strategies, double[] shares) {
    Map<RecordKind, Double> calls = new EnumMap<>(RecordKind.class);
    Map<RecordKind, Double> uploads = new EnumMap<>(RecordKind.class);
    Map<RecordKind, OutcomeProbabilities> chances = new EnumMap<>(RecordKind.class);
    double voters =
        Vectors.sum(Vectors.of(shares.length, i -> strategies.get(i).verifies() ? shares[i] : 0));
    for (RecordKind kind : RecordKind.values()) {
      double rejections = 0;
      double records = 0;
      for (int index = 0; index < shares.length; index++) {
        Strategy each = strategies.get(index);
        double voting = each.verifies() ? shares[index] : 0;
        rejections += voting * each.rejectProbability(p, kind);
        records += shares[index] * each.uploads(p, kind);
      }
      // Without verifiers nothing is found.
      calls.put(kind, voters > 0 ? rejections / voters : 0);
      uploads.put(kind, records);
      chances.put(kind, OutcomeProbabilities.of(p, calls.get(kind), kind.isFalse()));
    }
    double royalty = ownerRevenue(p, demand(p, validShare(uploads, chances)));
    return new PopulationEnvironment(p, calls, uploads, chances, royalty, voters);
  }

  /** What becomes of an upload of {@code kind}. */
  public OutcomeProbabilities outcomes(RecordKind kind) {
    return outcomes.get(kind);
  }

  /** Share of honest records among those that were accepted; 0 where there is none. */
  public double validShare() {
    return validShare(uploads, outcomes);
  }

  /** The same for these uploads of each kind and what becomes of one. */
  public static double validShare(
      Map<RecordKind, Double> uploads, Map<RecordKind, OutcomeProbabilities> chances) {
    double honest = 0;
    double all = 0;
    for (RecordKind kind : RecordKind.values()) {
      double accepted = uploads.get(kind) * chances.get(kind).accepted();
      all += accepted;
      honest += kind.isFalse() ? 0 : accepted;
    }
    return all > 0 ? honest / all : 0;
  }

  /**
   * Share of buyers who buy. Their values are uniform between 0 and 2v, so that the median buyer is
   * the one of condition T17, and demand has no jump.
   */
  public static double demand(CreditParameters p, double valid) {
    double least = minimumValue(p, valid);
    double most = 2 * valid * p.of(BUYER_VALUE);
    return most > least ? 1 - least / most : 0;
  }

  /** What a record must be worth on average to be bought, in cash. */
  public static double minimumValue(CreditParameters p, double valid) {
    double price = p.of(CASH_PER_POINT) * p.rules().points().queryPrice();
    return price + (1 - valid) * p.of(BUYER_LOSS);
  }

  public static double ownerRevenue(CreditParameters p, double demand) {
    PointRules points = p.rules().points();
    return p.of(CASH_PER_POINT)
        * p.of(QUERIES)
        * demand
        * points.shareOf(points.queryPrice()).owner();
  }

  /**
   * What voting pays {@code verifier} in a period, in cash: each has the more votes, the fewer
   * verify, and where no one does there is no vote.
   */
  double votePay(Strategy verifier) {
    boolean votes = parameters.rules().verdict().isOn() && verifierShare > 0;
    if (!verifier.verifies() || !votes) {
      return 0;
    }
    double traps = parameters.of(TRAP_SHARE);
    double cost = parameters.of(VERIFYING_COST);
    double sum = 0;
    for (RecordKind kind : RecordKind.values()) {
      double own = verifier.rejectProbability(parameters, kind);
      double ordinary =
          VotePayoffs.agreementPayoff(parameters, own, falseVoteProbability.get(kind));
      double vote = (1 - traps) * ordinary - (verifier.inspects(kind) ? cost : 0);
      sum += uploads.get(kind) * vote;
    }
    // A trap looks like any record, but no ring knows it as its own.
    double onTrap = verifier.rejectProbability(parameters, RecordKind.FALSE);
    double records = uploads.values().stream().mapToDouble(Double::doubleValue).sum();
    sum += records * traps * VotePayoffs.trapPayoff(parameters, onTrap);
    return parameters.rules().verdict().verifiers() / verifierShare * sum;
  }
}
