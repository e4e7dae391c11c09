package org.medchain.consensus.pbft;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Sealed PBFT, the paper read literally (§3.2.3 chooses PBFT, §3.2.1 and §4 want a header under the
 * target): a primary has to find a random string before it may propose (PBFT-23, decision 0073). A
 * block that is proposed again keeps its seal, since its hash does not contain the view.
 */
final class Sealer {
  private final PbftState state;
  private Optional<Block> wanted = Optional.empty();

  Sealer(PbftState state) {
    this.state = state;
  }

  /** Whether this chain's blocks have to be sealed. */
  boolean isNeeded() {
    return !state.parameters.chain().difficulty().equals(Difficulty.NONE);
  }

  boolean isSearching() {
    return wanted.isPresent();
  }

  void search(Block unsealed) {
    wanted = Optional.of(unsealed);
    state.outbox.add(new Output.Mine(unsealed.header()));
  }

  /** Stops a search whose block would no longer be the next. */
  void keepOnlyFor(Hash parent) {
    if (wanted.isPresent() && !wanted.get().parent().equals(parent)) {
      stop();
    }
  }

  void stop() {
    if (wanted.isPresent()) {
      wanted = Optional.empty();
      state.outbox.add(new Output.StopMining());
    }
  }

  /** The sealed block, if this is the header that was asked for. */
  Optional<Block> onFound(Header sealed) {
    boolean asked =
        wanted.isPresent()
            && sealed.with(wanted.get().header().randomString()).equals(wanted.get().header());
    if (!asked) {
      return Optional.empty();
    }
    Block block = Block.of(sealed, wanted.get().transactions());
    wanted = Optional.empty();
    return Optional.of(block);
  }
}
