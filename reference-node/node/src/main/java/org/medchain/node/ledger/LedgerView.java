package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.contract.Genesis;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.network.Membership;
import org.medchain.node.transport.RefusedException;

/** A node's part of the ledger. For any thread. */
public interface LedgerView {
  /** How it all began. */
  Genesis genesis();

  /** Height of the last block executed. */
  long height();

  /**
   * The decided block of a height; empty above {@link #height} and where a gap is still to be
   * filled.
   */
  Optional<CertifiedBlock> blockAt(long height);

  /** The header of a height, for which a store need not read the whole block. */
  default Optional<Header> header(long height) {
    return blockAt(height).map(decision -> decision.block().header());
  }

  /** The state after a height; only the last ones are kept. */
  Optional<WorldState> stateAt(long height);

  /** The last state, for a caller that needs one. */
  default WorldState currentState() throws RefusedException {
    return stateAt(height())
        .orElseThrow(() -> new RefusedException("this node's state is being replaced; ask again"));
  }

  /** The members by the last state. */
  default Membership currentMembers() {
    return stateAt(height()).map(ConsensusNodes::of).orElse(genesis().membership());
  }

  /**
   * The receipts of the block of a height, in the order of its transactions; empty above {@link
   * #height}, and where this node has none (STO-29).
   */
  Optional<List<Receipt>> receiptsAt(long height);

  /** A proof that a transaction of a block is in the chain (APP-4). */
  static ExistenceProof existence(Block block, int index) {
    return new ExistenceProof(
        block.height(),
        MerkleProver.over(block.transactions()).proof(index),
        block.transactions().get(index));
  }

  /**
   * A proof that it had its effect (APP-5), once the header W above is there, which has the root of
   * the receipts, and where this node has these (STO-29).
   */
  default Optional<AcceptanceProof> acceptance(ExistenceProof existence) {
    int index = existence.inclusion().index();
    return existence.height() + genesis().terms().window() > height()
        ? Optional.empty()
        : receiptsAt(existence.height())
            .map(
                receipts ->
                    new AcceptanceProof(
                        existence, MerkleProver.over(receipts).proof(index), receipts.get(index)));
  }
}
