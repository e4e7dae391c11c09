package org.medchain.claims.contracts;

import java.util.List;
import org.medchain.claims.ledger.ExecutedChain;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;

/** A small chain of one scenario, on which its cast is registered. For one thread. */
public final class ScenarioChain {
  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final long CLOCK_TOLERANCE_MS = 10_000;

  private final ScenarioCast cast;
  private final ExecutedChain chain;

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
    Genesis genesis = new Genesis(terms, cast.participants());
    this.chain = new ExecutedChain(cast.scheme(), genesis, 0);
  }

  /** The parties. */
  public ScenarioCast cast() {
    return cast;
  }

  /** The chain's beginning. */
  public Genesis genesis() {
    return chain.genesis();
  }

  /** The state after the last block. */
  public WorldState state() {
    return chain.contract().state();
  }

  /** All blocks above the genesis block. */
  List<Block> blocks() {
    return chain.blocks();
  }

  /** What executing each of them gave. */
  List<ExecutionResult> executions() {
    return chain.executions();
  }

  /** The next transaction of a sender. */
  public Transaction order(KeyPair sender, Operation operation) {
    return chain.order(sender, operation);
  }

  /** Makes and executes the next block. */
  public List<Receipt> add(List<Transaction> transactions) {
    return chain.append(chain.next(transactions)).receipts();
  }

  /** Executes one operation in a block of its own. */
  public Receipt run(KeyPair sender, Operation operation) {
    return add(List.of(order(sender, operation))).getFirst();
  }
}
