package org.medchain.claims.protocols;

import java.util.List;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.comparison.theory.RandomCommittee;
import org.medchain.paper.source.SourceTable;
import org.medchain.paper.value.RowSelection;

/** How throughput at saturation falls with the nodes, and what fewer of them risk. */
final class SaturatedThroughputExperiment {
  private static final int NODES = 16;
  private static final int FEW_NODES = 4;

  private SaturatedThroughputExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ClaimFigures figures = run.figures("throughput-falls");
    figures.mean(
        "slope_pbft",
        slopes(run.table("saturation-pbft")),
        "PBFT: slope of log(throughput) over log(nodes)");
    figures.mean(
        "slope_pow",
        slopes(run.table("saturation-pow")),
        "proof of work: slope of log(throughput) over log(nodes)");
    RandomCommittee drawn = new RandomCommittee(NODES, (NODES - 1) / 3, FEW_NODES);
    figures.value(
        "few_nodes_unsafe",
        drawn.intoleranceProbability(),
        1,
        "probability that 4 members drawn from 16 have more than one of its 5 faulty nodes");
  }

  /** One for each repeat. */
  private static double[] slopes(SourceTable table) throws Exception {
    return RowSelection.groups(table, List.of("repeat")).values().stream()
        .mapToDouble(
            repeat ->
                LeastSquares.slope(
                    logarithms(repeat, "nodes"), logarithms(repeat, "throughput_tps")))
        .toArray();
  }

  private static double[] logarithms(SourceTable table, String column) {
    return table.rows().stream()
        .mapToDouble(row -> StrictMath.log(Double.parseDouble(row.get(column))))
        .toArray();
  }
}
