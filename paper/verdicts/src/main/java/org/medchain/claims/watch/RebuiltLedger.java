package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.claims.ledger.ChainVerification;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.StoredBlock;

/** A ledger that is rebuilt from one node's blocks and the genesis state alone. */
final class RebuiltLedger {
  private RebuiltLedger() {}

  /**
   * How many of the blocks give a sound ledger: those of a chain that verifies, up to the first
   * that gives another state than the nodes computed; 0 where the chain does not verify.
   *
   * @param blocks from height 1 on
   * @param roots of the state after each block, by the block's hash
   */
  static int soundHeight(CellGenesis chain, List<Block> blocks, Map<Hash, Hash> roots) {
    if (blocks.isEmpty() || !verifies(chain, blocks)) {
      return 0;
    }
    MedicalContract contract = new MedicalContract(chain.genesis());
    int height = 0;
    for (Block block : blocks) {
      Hash root = contract.apply(block).stateRoot();
      // The last blocks may be committed and not yet executed when the run ends.
      if (!root.equals(roots.getOrDefault(block.hash(), root))) {
        return height;
      }
      height++;
    }
    return height;
  }

  private static boolean verifies(CellGenesis chain, List<Block> blocks) {
    List<Bytes> stored = new ArrayList<>();
    stored.add(new StoredBlock(chain.genesis().block()).encoded());
    blocks.forEach(block -> stored.add(new StoredBlock(block).encoded()));
    return new ChainVerification(chain.scheme(), chain.genesis().chain())
        .firstFlaw(stored, blocks.getLast().hash())
        .isEmpty();
  }
}
