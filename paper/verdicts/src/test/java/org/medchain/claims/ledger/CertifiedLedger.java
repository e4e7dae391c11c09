package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;

/**
 * A ledger as a node keeps it: executed by the contract, and decided by members whose certificates
 * have the least number of signatures. For one thread.
 */
public class CertifiedLedger implements LedgerView {
  private final ExecutedChain chain;
  private final SignatureScheme scheme;
  private final List<KeyPair> signers;
  private final List<CertifiedBlock> blocks = new ArrayList<>();
  private final InMemoryLocationIndex locations = new InMemoryLocationIndex();

  /** A ledger of these members on a chain without blocks. */
  protected CertifiedLedger(ExecutedChain chain, SignatureScheme scheme, List<KeyPair> members) {
    this.chain = chain;
    this.scheme = scheme;
    this.signers = members.subList(0, new QuorumSizes(members.size()).size());
  }

  /** The chain under the certificates. */
  public final ExecutedChain chain() {
    return chain;
  }

  /** Makes, executes and certifies the next block. */
  public final ExecutionResult append(List<Transaction> transactions) {
    Block block = chain.next(transactions);
    ExecutionResult execution = chain.append(block);
    blocks.add(
        new CertifiedBlock(
            block, MemberCertificates.of(scheme, genesis().chain(), block.header(), signers)));
    locations.executed(block, execution);
    return execution;
  }

  /** The blocks from height 1 on. */
  public final List<CertifiedBlock> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  /** How everybody signs. */
  public final SignatureScheme scheme() {
    return scheme;
  }

  /** Who decides: the members of the genesis block, as long as nobody changes them. */
  public final MembershipHistory members() {
    return MembershipHistory.of(genesis().chainParameters(), genesis().membership());
  }

  /** What a node answers about this ledger. */
  public final LedgerRpcServices services() {
    MembershipHistory members = members();
    return new LedgerRpcServices(this, locations, () -> members);
  }

  /** The header of the last block. */
  public final Header head() {
    return chain.head();
  }

  /** The state after the last block. */
  public final WorldState state() {
    return chain.contract().state();
  }

  @Override
  public final Genesis genesis() {
    return chain.genesis();
  }

  @Override
  public final long height() {
    return blocks.size();
  }

  @Override
  public final Optional<CertifiedBlock> blockAt(long height) {
    return at(blocks, height);
  }

  @Override
  public final Optional<WorldState> stateAt(long height) {
    return chain.contract().stateAt(height);
  }

  @Override
  public final Optional<List<Receipt>> receiptsAt(long height) {
    return executionAt(height).map(ExecutionResult::receipts);
  }

  /** What executing the block of a height gave. */
  public final Optional<ExecutionResult> executionAt(long height) {
    return at(chain.executions(), height);
  }

  private static <T> Optional<T> at(List<T> fromHeightOne, long height) {
    return height < 1 || height > fromHeightOne.size()
        ? Optional.empty()
        : Optional.of(fromHeightOne.get((int) height - 1));
  }
}
