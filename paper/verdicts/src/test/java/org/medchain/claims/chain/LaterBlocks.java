package org.medchain.claims.chain;

import java.io.IOException;
import java.util.List;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Difficulty;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Alters a block at four heights of a chain, and counts the headers above and below it that have to
 * change before the check accepts the chain again: once with proof of work and once with
 * certificates.
 */
final class LaterBlocks {
  private static final int NODES = 7;

  /** What had to change after one alteration. */
  private record AlterationCost(int altered, AlteredBranch branch) {
    int above() {
      return branch.changed(altered + 1, branch.head() + 1);
    }

    int below() {
      return branch.changed(0, altered);
    }

    /** How far the number above is from that of all later blocks. */
    int off() {
      return Math.abs(above() - (branch.head() - altered));
    }

    int unchanged() {
      return branch.head() + 1 - branch.changed(0, branch.head() + 1);
    }
  }

  private LaterBlocks() {}

  static void run(ClaimRun run) throws IOException {
    SyntheticRecords records = MadeChain.records(run);
    Difficulty target = Difficulty.ofCoefficient(run.count("difficulty"));
    try (RawTable raw =
        run.raw(
            "later-blocks",
            "chain, head, altered, changed_above, changed_below, unchanged, searches, hashes, "
                + "signatures")) {
      give(run, "pow", costs(run, target, records), raw);
      give(run, "pbft", costs(run, Difficulty.NONE, records), raw);
    }
  }

  private static List<AlterationCost> costs(
      ClaimRun run, Difficulty difficulty, SyntheticRecords records) {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    int length = run.count("blocks");
    MadeChain chain = MadeChain.ofUploads(cast, difficulty, records, length, 1);
    return List.of(1, length / 4, length / 2, length - 1).stream()
        .map(
            height -> {
              run.progress("alters block " + height + " of " + length);
              return new AlterationCost(height, AlteredBranch.of(chain, cast, height));
            })
        .toList();
  }

  private static void give(ClaimRun run, String chain, List<AlterationCost> costs, RawTable raw) {
    ClaimFigures figures = run.figures("alter-needs-later-blocks");
    figures.value(
        chain + "_above_off",
        costs.stream().mapToInt(AlterationCost::off).max().orElseThrow(),
        costs.size(),
        "largest difference between the changed headers above a block and all above it");
    for (AlterationCost each : costs) {
      AlteredBranch branch = each.branch();
      boolean certified = branch.searches() == 0;
      int signatures = certified ? branch.lostCertificates() * new QuorumSizes(NODES).size() : 0;
      raw.row(
          chain,
          branch.head(),
          each.altered(),
          each.above(),
          each.below(),
          each.unchanged(),
          branch.searches(),
          branch.hashes(),
          signatures);
      figures.value(
          chain + "_work_at_" + each.altered(),
          certified ? signatures : branch.hashes(),
          1,
          certified
              ? "signatures that new certificates of a quorum take"
              : "hashes that the new searches took");
    }
  }
}
