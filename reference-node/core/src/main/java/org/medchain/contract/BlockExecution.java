package org.medchain.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Executes one block on a state: a pure function, which every replica computes for itself. Sharing
 * results among the replicas of a simulation would be faster, and would hide an execution that is
 * not deterministic.
 */
final class BlockExecution {
  private BlockExecution() {}

  /**
   * What executing a block gave.
   *
   * @param state afterwards
   * @param execution what is told to consensus
   */
  record Result(ChainState state, ExecutionResult execution) {}

  static Result execute(ChainState before, Block block) {
    ChainState state = RuleChanges.inForce(before, block.height());
    List<Receipt> receipts = new ArrayList<>(block.transactions().size());
    Map<PublicKey, SenderKeys> senders = new LinkedHashMap<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction transaction = block.transactions().get(i);
      SenderKeys sender = senders.computeIfAbsent(transaction.request().sender(), SenderKeys::of);
      TransactionExecution.Step step =
          TransactionExecution.execute(state, transaction, sender, block.height(), i);
      state = step.state();
      receipts.add(step.receipt());
    }
    // After the transactions, none of which could have known this block's hash.
    state = Committees.draw(state, block.height(), block.hash());
    state = Audits.begin(state, block.height(), block.hash());
    // INC-3: before anybody sees the result.
    state.points().ledger().requireConserved(block.height());
    ExecutionResult execution =
        new ExecutionResult(
            block.height(),
            block.hash(),
            state.tree().root(),
            MerkleTree.rootOf(receipts),
            receipts,
            state.hasMembersOf(before) ? Optional.empty() : Optional.of(state.members()));
    return new Result(state, execution);
  }
}
