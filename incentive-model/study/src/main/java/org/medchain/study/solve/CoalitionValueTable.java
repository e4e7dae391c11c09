package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.coalition.CoalitionGame;
import org.medchain.game.coalition.CoalitionValues;
import org.medchain.game.coalition.ShapleyEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What players add to the coalitions that they join, on average: Shapley's and Banzhaf's values.
 */
record CoalitionValueTable(CoalitionAnalysis sharing, StudyFile study) {
  /** For more, coalitions are too many to look at all. */
  private static final int EXACT_MAX = 20;

  void report(StudyGame.CoalitionStudyGame coalition) {
    StudyResults findings = sharing.findings();
    findings.heading("Values");
    if (sharing.game().players().size() <= EXACT_MAX) {
      List<BigFraction> shapley = CoalitionValues.shapley(sharing.game());
      ObjectNode json = sharing.reportDivision("Shapley", "shapley", shapley);
      sharing.reportDivision("Banzhaf", "banzhaf", CoalitionValues.banzhaf(sharing.game()));
      findings.text(
          "Shapley's value (over all orders) and Banzhaf's (over all coalitions) are exact. The"
              + " latter need not add up to the worth of all."
              + stable(shapley, json));
      return;
    }
    // Only a vote has this number of players, and each adds 0 or 1.
    if (coalition.isWeightedVote()) {
      sampled(study.section("solve").section("sampling"), findings);
    }
  }

  /** Whether some coalition would rather leave than take Shapley's value. */
  private String stable(List<BigFraction> payoffs, ObjectNode json) {
    CoalitionGame game = sharing.game();
    BigFraction most = BigFraction.ZERO;
    long leaving = 0;
    for (long coalition = 1; coalition <= game.grandCoalition(); coalition++) {
      BigFraction excess = game.worth(coalition);
      for (long rest = coalition; rest != 0; rest &= rest - 1) {
        excess = excess.subtract(payoffs.get(Long.numberOfTrailingZeros(rest)));
      }
      if (excess.compareTo(most) > 0) {
        most = excess;
        leaving = coalition;
      }
    }
    json.put("in_core", leaving == 0);
    return leaving == 0
        ? " Shapley's value is in the core."
        : " Shapley's value is not in the core: (%s) would gain %s by leaving."
            .formatted(sharing.memberNames(leaving), NumberFormats.exact(most));
  }

  private void sampled(StudySection wanted, StudyResults findings) {
    int orders = wanted.integer("orders");
    double level = wanted.number("level");
    long seed = ReplicateSeed.of(study.seed(), "shapley", 0).value();
    ShapleyEstimate estimate = ShapleyEstimate.of(sharing.game(), orders, seed, level, 0, 1);
    ObjectNode json = findings.json().putObject("shapley");
    ArrayNode list = json.putArray("payoffs");
    List<BarFigure.IntervalBar> bars = new ArrayList<>();
    for (ShapleyEstimate.EstimatedValue each : estimate.shares()) {
      ObjectNode node = list.addObject();
      ResultJson.put(node, "mean", each.mean());
      node.set("interval", ResultJson.numbers(each.low(), each.high()));
      bars.add(new BarFigure.IntervalBar(each.mean(), each.low(), each.high()));
    }
    json.put("orders", orders);
    ResultJson.put(json, "level", level);
    sharing.reportEstimate("Shapley", bars);
    findings.text(
        String.format(
                Locale.ROOT,
                "Shapley's value is estimated from %d random orders; the intervals hold for all"
                    + " players",
                orders)
            + " together with the confidence "
            + level
            + ". Not searched: Banzhaf's value, for more than "
            + EXACT_MAX
            + " players.");
  }
}
