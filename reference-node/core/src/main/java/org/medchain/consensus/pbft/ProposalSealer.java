package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Sealed PBFT, the paper read literally (§3.2.3 chooses PBFT, §3.2.1 and §4 require a header under
 * the target): a primary has to find a random string before it may propose (PBFT-23, decision
 * 0073). A block that is proposed again keeps its seal, since its hash does not contain the view.
 */
final class ProposalSealer {
  private final PbftState state;
  private Optional<Block> pendingBlock = Optional.empty();

  ProposalSealer(PbftState state) {
    this.state = state;
  }

  /** Whether this chain's blocks have to be sealed. */
  boolean isNeeded() {
    return !state.parameters.chain().difficulty().equals(Difficulty.NONE);
  }

  boolean isSearching() {
    return pendingBlock.isPresent();
  }

  void search(Block unsealed) {
    pendingBlock = Optional.of(unsealed);
    state.outbox.add(new Output.Mine(unsealed.header()));
  }

  /** Stops a search whose block would no longer be the next. */
  void cancelUnlessOn(Hash parent) {
    if (pendingBlock.isPresent() && !pendingBlock.get().parent().equals(parent)) {
      stop();
    }
  }

  void stop() {
    if (pendingBlock.isPresent()) {
      pendingBlock = Optional.empty();
      state.outbox.add(new Output.StopMining());
    }
  }

  /** The sealed block, if this is the requested header. */
  Optional<Block> onFound(Header sealed) {
    boolean asked =
        pendingBlock.isPresent()
            && sealed
                .with(pendingBlock.get().header().randomString())
                .equals(pendingBlock.get().header());
    if (!asked) {
      return Optional.empty();
    }
    Block block = Block.of(sealed, pendingBlock.get().transactions());
    pendingBlock = Optional.empty();
    return Optional.of(block);
  }
}
