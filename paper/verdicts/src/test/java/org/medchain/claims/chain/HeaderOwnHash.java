package org.medchain.claims.chain;

import java.io.IOException;
import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.simulation.model.SymbolicSignatures;

/** Looks for the hash of a header in the bytes of this header, and in those of the next one. */
final class HeaderOwnHash {
  private static final int NODES = 4;

  private HeaderOwnHash() {}

  static void run(ClaimRun run) throws IOException {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    int count = run.count("headers");
    MadeChain chain = MadeChain.ofUploads(cast, Difficulty.NONE, MadeChain.records(run), count, 1);
    try (RawTable raw = run.raw("header-own-hash", "height, hash, in_own, in_next")) {
      List<Block> blocks = chain.withGenesis();
      for (int height = 0; height < count; height++) {
        Header header = blocks.get(height).header();
        boolean own = isIn(header.hash(), header.encoded());
        boolean next = isIn(header.hash(), blocks.get(height + 1).header().encoded());
        raw.row(height, header.hash(), own, next);
      }
    }
  }

  private static boolean isIn(Hash hash, Bytes bytes) {
    Bytes wanted = hash.toBytes();
    for (int from = 0; from + Hash.SIZE <= bytes.size(); from++) {
      if (bytes.slice(from, from + Hash.SIZE).equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
