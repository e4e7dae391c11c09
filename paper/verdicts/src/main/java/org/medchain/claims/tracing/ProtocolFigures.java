package org.medchain.claims.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.Figure;
import org.medchain.comparison.config.ProtocolKind;

/**
 * The trials of one protocol, from which figures with the protocol's name in front are made.
 *
 * @param protocol of all of them
 * @param trials one or more
 */
record ProtocolFigures(ProtocolKind protocol, List<TracedTrial> trials) {
  static final double PERCENTILE = 0.99;

  /** The name of a metric of this protocol. */
  String metric(String name) {
    return protocol.key() + "_" + name;
  }

  /** Gives a share, summed over the trials. */
  void share(
      ClaimFigures figures,
      String name,
      ToLongFunction<TracedTrial> hits,
      ToLongFunction<TracedTrial> of,
      String meaning) {
    figures.share(metric(name), sum(hits), sum(of), meaning);
  }

  /** Gives a count, summed over the trials. */
  void count(
      ClaimFigures figures,
      String name,
      ToLongFunction<TracedTrial> counted,
      ToLongFunction<TracedTrial> of,
      String meaning) {
    figures.value(metric(name), sum(counted), sum(of), meaning);
  }

  private long sum(ToLongFunction<TracedTrial> counted) {
    return trials.stream().mapToLong(counted).sum();
  }

  /** Gives the 99th percentile of the values of all trials. */
  void percentile(
      ClaimFigures figures,
      String name,
      Function<TracedTrial, List<Double>> values,
      String meaning) {
    List<Double> all = new ArrayList<>();
    trials.forEach(trial -> all.addAll(values.apply(trial)));
    figures.value(metric(name), Figure.quantile(all, PERCENTILE), all.size(), meaning);
  }
}
