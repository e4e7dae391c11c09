package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * One state machine that executes the agents' transactions. Its blocks are those that PBFT replicas
 * make under the timing of {@link PbftChain}, header for header, so that committees, receipts and
 * state roots are the same if the blocks are as full.
 *
 * @param size every block is filled up to this number of transactions; 0 for not at all
 */
record ContractChain(int size) {
  /** Plays to the end, and gives the state then. */
  WorldState execute(AgentSimulationRun play) {
    Genesis genesis = play.population().genesis;
    MedicalContract contract = new MedicalContract(genesis, 0);
    Header parent = genesis.block().header();
    Hash stateRoot = parent.stateRoot();
    Hash receiptsRoot = parent.receiptsRoot();
    List<Receipt> receipts = List.of();
    for (Optional<List<Transaction>> orders = play.nextTransactions(receipts, contract.state());
        orders.isPresent();
        orders = play.nextTransactions(receipts, contract.state())) {
      List<Transaction> content = padToBlock(orders.get(), size, play);
      long height = parent.height() + 1;
      Header header =
          new Header(
              Header.VERSION,
              parent.hash(),
              AgentPopulation.GENESIS_MS + PbftChain.proposalTimeMs(height),
              MerkleTree.rootOf(content),
              content.size(),
              height,
              stateRoot,
              receiptsRoot,
              Difficulty.NONE,
              RandomString.ZERO);
      ExecutionResult execution = contract.apply(Block.of(header, content));
      stateRoot = execution.stateRoot();
      receiptsRoot = execution.receiptsRoot();
      receipts = execution.receipts();
      parent = header;
    }
    return contract.state();
  }

  /** The same orders, and as many that change nothing as make a full block. */
  static List<Transaction> padToBlock(List<Transaction> orders, int size, AgentSimulationRun play) {
    List<Transaction> content = new ArrayList<>(orders);
    if (size > 0 && content.size() > size) {
      throw new IllegalStateException(
          content.size() + " transactions for a block of " + size + " at most");
    }
    while (content.size() < size) {
      content.add(play.noOpTransaction());
    }
    return content;
  }
}
