package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Execution;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * One state machine that executes what the agents order. Its blocks are those that PBFT replicas
 * make under the timing of {@link PbftChain}, header for header, so that committees, receipts and
 * state roots are the same if the blocks are as full.
 *
 * @param size every block is filled up to so many transactions; 0 for not at all
 */
record ContractChain(int size) implements Chain {
  @Override
  public ChainState host(Play play) {
    Genesis genesis = play.town().genesis;
    MedicalContract contract = new MedicalContract(genesis, 0);
    Header parent = genesis.block().header();
    Hash stateRoot = parent.stateRoot();
    Hash receiptsRoot = parent.receiptsRoot();
    List<Receipt> receipts = List.of();
    for (Optional<List<Transaction>> orders = play.next(receipts, contract.state());
        orders.isPresent();
        orders = play.next(receipts, contract.state())) {
      List<Transaction> content = filled(orders.get(), size, play);
      long height = parent.height() + 1;
      Header header =
          new Header(
              Header.VERSION,
              parent.hash(),
              Town.GENESIS_MS + PbftChain.proposedMs(height),
              MerkleTree.rootOf(content),
              content.size(),
              height,
              stateRoot,
              receiptsRoot,
              Difficulty.NONE,
              RandomString.ZERO);
      Execution execution = contract.apply(Block.of(header, content));
      stateRoot = execution.stateRoot();
      receiptsRoot = execution.receiptsRoot();
      receipts = execution.receipts();
      parent = header;
    }
    return contract.state();
  }

  /** The same orders, and as many that change nothing as make a full block. */
  static List<Transaction> filled(List<Transaction> orders, int size, Play play) {
    List<Transaction> content = new ArrayList<>(orders);
    if (size > 0 && content.size() > size) {
      throw new IllegalStateException(
          content.size() + " transactions for a block of " + size + " at most");
    }
    while (content.size() < size) {
      content.add(play.tick());
    }
    return content;
  }
}
