package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;

/**
 * A small chain whose blocks one {@link MedicalContract} executes as they are made: what consensus
 * would decide is given. For one thread.
 */
public final class ScenarioChain {
  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final long BLOCK_MS = 1_000;
  private static final long CLOCK_TOLERANCE_MS = 10_000;

  private final ScenarioCast cast;
  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<Block> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  /** A chain at height 0, on which all of the cast are registered. */
  public ScenarioChain(IncentiveRules rules, ScenarioCast cast) {
    this.cast = cast;
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            cast.nodes().stream().map(KeyPair::publicKey).toList(),
            1,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            cast.center().publicKey(),
            rules);
    this.genesis = new Genesis(terms, cast.participants());
    this.contract = new MedicalContract(genesis, 0);
  }

  /** The parties. */
  public ScenarioCast cast() {
    return cast;
  }

  /** The chain's beginning. */
  public Genesis genesis() {
    return genesis;
  }

  /** The state after the last block. */
  public ChainState state() {
    return contract.state();
  }

  /** Height of the last block. */
  public long height() {
    return contract.height();
  }

  /** All blocks above the genesis block. */
  List<Block> blocks() {
    return blocks;
  }

  /** What executing each of them gave. */
  List<ExecutionResult> executions() {
    return executions;
  }

  /** The next transaction of a sender. */
  public Transaction order(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(cast.scheme(), genesis.chain(), sender).sign(sequence, operation);
  }

  /** Makes and executes the next block. */
  public List<Receipt> add(List<Transaction> transactions) {
    Block block = next(transactions);
    ExecutionResult execution = contract.apply(block);
    blocks.add(block);
    executions.add(execution);
    return execution.receipts();
  }

  /** Executes one operation in a block of its own. */
  public Receipt run(KeyPair sender, Operation operation) {
    return add(List.of(order(sender, operation))).getFirst();
  }

  private Block next(List<Transaction> transactions) {
    Header parent = blocks.isEmpty() ? genesis.block().header() : blocks.getLast().header();
    Hash stateRoot = executions.isEmpty() ? parent.stateRoot() : executions.getLast().stateRoot();
    Hash receiptsRoot =
        executions.isEmpty() ? parent.receiptsRoot() : executions.getLast().receiptsRoot();
    return Block.of(
        new Header(
            Header.VERSION,
            parent.hash(),
            parent.timestampMs() + BLOCK_MS,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            parent.height() + 1,
            stateRoot,
            receiptsRoot,
            Difficulty.NONE,
            RandomString.ZERO),
        transactions);
  }
}
