package org.medchain.claims.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.watch.CellGenesis;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * A trial that has ended: the chain of one node, up to the last block that was executed.
 *
 * @param cell of the trial
 * @param chain its beginning, and who signs on it
 * @param recorder what happened
 * @param blocks from height 1 on
 * @param executions of these blocks
 */
record TracedTrial(
    TrialCell cell,
    CellGenesis chain,
    ChainRecorder recorder,
    List<Block> blocks,
    List<ExecutionResult> executions) {
  /**
   * A transaction with its place.
   *
   * @param block that holds it
   * @param index in the block, from 0
   * @param receipt of its execution
   */
  record TracedTransaction(Transaction transaction, Block block, int index, Receipt receipt) {}

  /**
   * What a trial left.
   *
   * @throws IllegalStateException if its chain does not begin with the genesis block of its cell
   */
  static TracedTrial of(ObservedTrial<ChainRecorder> trial, SyntheticRecords records) {
    TrialCell cell = trial.result().cell();
    CellGenesis chain = CellGenesis.of(cell, records);
    List<Block> blocks = new ArrayList<>();
    List<ExecutionResult> executions = new ArrayList<>();
    for (Block block : trial.observer().chain()) {
      Optional<ExecutionResult> execution = trial.observer().execution(block.hash());
      if (execution.isEmpty()) {
        break; // committed, and not executed when the trial ended
      }
      blocks.add(block);
      executions.add(execution.get());
    }
    if (blocks.isEmpty() || !blocks.getFirst().parent().equals(chain.genesis().chain())) {
      throw new IllegalStateException("the trial has no chain from its genesis block on");
    }
    return new TracedTrial(cell, chain, trial.observer(), blocks, executions);
  }

  /** Where the chain begins. */
  Genesis genesis() {
    return chain.genesis();
  }

  /** The protocol. */
  ProtocolKind protocol() {
    return cell.protocol();
  }

  /** Number of consensus nodes. */
  int nodes() {
    return cell.nodes();
  }

  /** The hash of the last block. */
  Hash head() {
    return blocks.getLast().hash();
  }

  /** All blocks by their heights, the genesis block included. */
  List<Block> withGenesis() {
    List<Block> all = new ArrayList<>(List.of(genesis().block()));
    all.addAll(blocks);
    return all;
  }

  /** All transactions in the order of the chain. */
  List<TracedTransaction> transactions() {
    List<TracedTransaction> all = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      List<Transaction> inBlock = blocks.get(i).transactions();
      List<Receipt> receipts = executions.get(i).receipts();
      for (int index = 0; index < inBlock.size(); index++) {
        all.add(
            new TracedTransaction(inBlock.get(index), blocks.get(i), index, receipts.get(index)));
      }
    }
    return all;
  }

  /**
   * Who proposed a block: under proof of work the node that found it, otherwise the primary of the
   * view in which it was decided.
   */
  int proposer(Block block) {
    if (recorder.certificate(block.hash()) instanceof QuorumCertificate said) {
      return genesis()
          .membership()
          .indexOf(ViewNumbers.primary(genesis().membership(), said.view()));
    }
    return recorder
        .miner(block.hash())
        .orElseThrow(() -> new IllegalStateException("no node has found " + block));
  }
}
