package org.medchain.contract.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The result of executing one block on a state: a pure function of the two. The replicas of a
 * simulation share results, and a sample of them executes for itself, so that an execution that is
 * not deterministic does not stay hidden (SIM-40; decision 0222).
 *
 * @param state afterwards
 * @param receipts one for each transaction, in their order
 */
public record BlockExecution(WorldState state, List<Receipt> receipts) {
  /**
   * Executes a block.
   *
   * @throws IllegalStateException if points were made or lost (INC-3)
   */
  public static BlockExecution of(ModuleRegistry registry, WorldState before, Block block) {
    long height = block.height();
    TransactionExecution execution =
        new TransactionExecution(registry, height, OptionalLong.of(block.header().timestampMs()));
    WorldState state = registry.beginBlock(before, height);
    BlockWork work = BlockWork.under(state.rules().scarcity().blockWork());
    List<Receipt> receipts = new ArrayList<>(block.transactions().size());
    Map<PublicKey, TransactionExecution.Sender> senders = new LinkedHashMap<>();
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction transaction = block.transactions().get(i);
      TransactionExecution.Sender sender =
          senders.computeIfAbsent(transaction.request().sender(), execution::sender);
      TransactionExecution.Step step =
          execution.execute(work.watch(state), transaction, sender, i, work);
      state = step.state();
      receipts.add(step.receipt());
    }
    state = work.leave(state);
    state = registry.after(state, (module, ended) -> module.endBlock(ended, height, block.hash()));
    // INC-3: before the result is visible.
    state.points().ledger().requireConserved(height);
    return new BlockExecution(state, receipts);
  }
}
