package org.medchain.experiments.report;

import org.medchain.comparison.config.SaturationConfig;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.execution.ReadableNumbers;
import tools.jackson.databind.JsonNode;

/** The rule by which a step of a search for saturation is sustained, in words (CMP-52). */
final class StepWords {
  private StepWords() {}

  /** The rule of a run's config. */
  static String rule(JsonNode config) {
    JsonNode given = config.path("workload").path("saturation");
    SaturationConfig usual = SaturationConfig.defaults();
    double share = given.path("committed_share").asDouble(usual.requiredShare());
    double factor = given.path("latency_factor").asDouble(usual.latencyBound());
    double width = given.path("resolution").asDouble(usual.bracketWidth());
    return ReportText.of(
        "saturation.rule",
        ReadableNumbers.percent(share),
        ReadableNumbers.significant(factor),
        ReadableNumbers.percent(width));
  }

  /** A share of the highest sustained rate. */
  static String share(double share) {
    return AxisQuantity.LOAD_SHARE.tick(share);
  }
}
