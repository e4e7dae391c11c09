package org.medchain.claims.chain;

import java.io.IOException;
import java.util.List;
import org.medchain.claims.chain.LaterBlocks.AlteredBranch;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * The keys that certify another branch under PBFT, by the number of blocks from the first one that
 * differs up to the head (claim older-costlier).
 */
final class CertifyingKeys {
  private static final List<String> DEPTHS = List.of("shallow", "middle", "deep");
  private static final int NODES = 7;

  private CertifyingKeys() {}

  /** Least number of colluding consensus nodes that certify another branch from a block on. */
  static void run(ClaimRun run) throws IOException {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    int length = 2 * run.count("deep");
    MadeChain chain = MadeChain.ofUploads(cast, Difficulty.NONE, MadeChain.records(run), length, 1);
    ClaimFigures figures = run.figures("older-costlier");
    int fewest = 0;
    int most = 0;
    try (RawTable raw = run.raw("older-keys", "confirmations, keys, certified")) {
      for (String depth : DEPTHS) {
        int confirmations = run.count(depth);
        AlteredBranch branch = AlteredBranch.of(chain, cast, length - confirmations + 1);
        int keys = keys(branch, cast, confirmations, raw);
        figures.value(
            "pbft_keys_" + depth, keys, NODES, "keys of " + NODES + " that suffice under PBFT");
        fewest = depth.equals(DEPTHS.getFirst()) ? keys : fewest;
        most = keys;
      }
    }
    figures.value(
        "pbft_keys_rise",
        most - fewest,
        DEPTHS.size(),
        "keys needed at the greatest depth minus those at the least one");
  }

  private static int keys(AlteredBranch branch, ChainCast cast, int confirmations, RawTable raw) {
    int least = 0;
    for (int keys = NODES; keys >= 0; keys--) {
      List<KeyPair> colluders = cast.nodes().subList(0, keys);
      boolean certified = branch.isCertifiedBy(colluders);
      least = certified ? keys : least;
      raw.row(confirmations, keys, certified);
    }
    return least;
  }
}
