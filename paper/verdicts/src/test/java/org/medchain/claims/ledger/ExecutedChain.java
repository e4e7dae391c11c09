package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * A chain that grows block by block and is executed as it grows: what consensus would decide is
 * given.
 */
public class ExecutedChain {
  private static final long SPACING_MS = 1_000;

  private final SignatureScheme scheme;
  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<Block> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  public ExecutedChain(SignatureScheme scheme, Genesis genesis, int retainedStates) {
    this.scheme = scheme;
    this.genesis = genesis;
    this.contract = new MedicalContract(genesis, retainedStates);
  }

  public final WorldState state() {
    return contract.state();
  }

  /** The next request of a sender, signed. */
  public final Transaction order(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(scheme, genesis.chain(), sender).sign(sequence, operation);
  }

  /** The header of the next block, before a search if it needs one. */
  public final Header draft(Hash merkleRoot, int transactions) {
    Header parent = head();
    long height = parent.height() + 1;
    // A header has the roots of W heights before; up to W these are the genesis block's.
    int rooted = Math.toIntExact(height) - genesis.terms().window();
    Header first = genesis.block().header();
    return new Header(
        Header.VERSION,
        parent.hash(),
        parent.timestampMs() + SPACING_MS,
        merkleRoot,
        transactions,
        height,
        rooted <= 0 ? first.stateRoot() : executions.get(rooted - 1).stateRoot(),
        rooted <= 0 ? first.receiptsRoot() : executions.get(rooted - 1).receiptsRoot(),
        genesis.terms().difficulty(),
        RandomString.ZERO);
  }

  public final Block next(List<Transaction> transactions) {
    return Block.under(root -> draft(root, transactions.size()), transactions);
  }

  /** Appends a block and executes it. */
  public final ExecutionResult append(Block block) {
    ExecutionResult execution = contract.apply(block);
    blocks.add(block);
    executions.add(execution);
    return execution;
  }

  public final Genesis genesis() {
    return genesis;
  }

  public final MedicalContract contract() {
    return contract;
  }

  public final Header head() {
    return blocks.isEmpty() ? genesis.block().header() : blocks.getLast().header();
  }

  public final List<Block> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  public final List<ExecutionResult> executions() {
    return Collections.unmodifiableList(executions);
  }
}
