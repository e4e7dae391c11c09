package org.medchain.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.medchain.comparison.config.ConfirmationConfig;
import org.medchain.comparison.config.FinalityConfig;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.consensus.Protocol;

/**
 * What "final" has to withstand in a trial, for all actual faults (CMP-4; decision 0034).
 *
 * @param attackerShare of the nodes, or of the hash power, 0 to 1
 * @param epsilon the largest probability that such an attacker turns a final block over
 */
public record Finality(double attackerShare, double epsilon) {
  /** Shares are quotients: f / n is not above itself. */
  private static final double ROUNDING = 1e-12;

  /** Proof of work's k, the least within the config's bounds, and its reversal probability. */
  ConfirmationDepth confirmations(ConfirmationConfig bounds) {
    return ConfirmationDepth.required(attackerShare, epsilon, bounds.floor(), bounds.cap());
  }

  /**
   * Why a trial promises less than this; empty where it promises as much. Such a trial is not to be
   * compared with others.
   */
  Optional<String> unmetReason(TrialCell cell) {
    return cell.consensus().isFinal()
        ? tooMany(cell.consensus(), cell.nodes())
        : tooFew(cell.config().pow().confirmations());
  }

  private Optional<String> tooFew(ConfirmationConfig bounds) {
    ConfirmationDepth found = confirmations(bounds);
    if (found.reversalProbability() <= epsilon) {
      return Optional.empty();
    }
    return Optional.of(
        "%s confirmations, the cap, leave %s of a reversal by %s of the hash power, not %s"
            .formatted(
                found.count(),
                Double.toString(round(found.reversalProbability())),
                Double.toString(round(attackerShare)),
                Double.toString(epsilon)));
  }

  private Optional<String> tooMany(Protocol protocol, int nodes) {
    double bound = FinalityConfig.pbftBound(nodes);
    return attackerShare <= bound + ROUNDING
        ? Optional.empty()
        : Optional.of(
            "%s withstands %s of %s nodes, not %s of them"
                .formatted(
                    protocol.key(),
                    Integer.toString(protocol.faults().tolerated().applyAsInt(nodes)),
                    Integer.toString(nodes),
                    Double.toString(round(attackerShare))));
  }

  /** To three significant digits, for sentences. */
  private static double round(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
