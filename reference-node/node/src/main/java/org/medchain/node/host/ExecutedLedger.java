package org.medchain.node.host;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Protocol;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.storage.StateIndex.BlockEffect;

/**
 * The ledger as the host executed it: the last heights from memory, older blocks from the disk. The
 * replica's thread writes, any thread reads.
 */
final class ExecutedLedger implements LedgerView, HostObserver {
  /** Number of past heights whose state can be read: more than a client lags. */
  static final int RECENT_BLOCKS = 256;

  /** Of these blocks together: with full ones a client may lag less. */
  static final long RECENT_BYTES = 64L << 20;

  private record RecentBlock(
      Optional<CertifiedBlock> decision, WorldState state, Optional<List<Receipt>> receipts) {}

  private final Genesis genesis;
  private final Protocol protocol;
  private final MedicalContract contract;
  private final LongFunction<Optional<CertifiedBlock>> stored;
  private final LongFunction<Optional<List<Receipt>>> storedReceipts;

  /** By height, never empty; replaced as a whole, so that every reader sees one moment. */
  private volatile NavigableMap<Long, RecentBlock> recent;

  /**
   * A view.
   *
   * @param contract whose retained heights are those in memory; for the replica's thread only
   * @param stored blocks on the disk, by height
   * @param storedReceipts receipts on the disk, by height
   */
  ExecutedLedger(
      Genesis genesis,
      Protocol protocol,
      MedicalContract contract,
      LongFunction<Optional<CertifiedBlock>> stored,
      LongFunction<Optional<List<Receipt>>> storedReceipts) {
    this.genesis = genesis;
    this.protocol = protocol;
    this.contract = contract;
    this.stored = stored;
    this.storedReceipts = storedReceipts;
    recent = with(new TreeMap<>(), 0, stateAlone(genesis.state()));
  }

  private static RecentBlock stateAlone(WorldState state) {
    return new RecentBlock(Optional.empty(), state, Optional.empty());
  }

  private static NavigableMap<Long, RecentBlock> with(
      TreeMap<Long, RecentBlock> copy, long height, RecentBlock block) {
    copy.put(height, block);
    return Collections.unmodifiableNavigableMap(copy);
  }

  /** A contract that retains the states that can be read here, or that may be reverted to. */
  static MedicalContract contractOf(Genesis genesis, Protocol protocol) {
    return protocol.isFinal()
        ? new MedicalContract(genesis, RECENT_BLOCKS, RECENT_BYTES)
        : new MedicalContract(genesis, protocol.revertible()); // POW-37
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    Optional<CertifiedBlock> decision =
        Optional.of(new CertifiedBlock(block, certificate)).filter(each -> protocol.isFinal());
    Optional<List<Receipt>> receipts = Optional.of(execution.receipts());
    var retained = new TreeMap<>(recent.tailMap(contract.lowestRetained(), true));
    recent = with(retained, block.height(), new RecentBlock(decision, contract.state(), receipts));
  }

  @Override
  public void reverted(long height) {
    // The genesis block's state may be here no longer, and readers always find one.
    var below = new TreeMap<>(recent.headMap(height, true));
    RecentBlock known = below.getOrDefault(height, stateAlone(contract.state()));
    recent = with(below, height, known);
  }

  @Override
  public void restored(long height, Hash block) {
    recent = with(new TreeMap<>(), height, stateAlone(contract.state()));
  }

  /** The result of a block's execution, while it is in memory. */
  Optional<BlockEffect> effectAt(long height) {
    return Optional.ofNullable(recent.get(height))
        .filter(each -> each.decision().isPresent() && each.receipts().isPresent())
        .map(each -> new BlockEffect(each.decision().get(), each.receipts().get(), each.state()));
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return recent.lastKey();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return at(height, RecentBlock::decision, stored);
  }

  private <T> Optional<T> at(
      long height, Function<RecentBlock, Optional<T>> part, LongFunction<Optional<T>> disk) {
    NavigableMap<Long, RecentBlock> seen = recent;
    Optional<T> known = Optional.ofNullable(seen.get(height)).flatMap(part);
    return known.isPresent() || height < 1 || height > seen.lastKey() ? known : disk.apply(height);
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return Optional.ofNullable(recent.get(height)).map(RecentBlock::state);
  }

  @Override
  public WorldState currentState() {
    return recent.lastEntry().getValue().state();
  }

  @Override
  public Optional<List<Receipt>> receiptsAt(long height) {
    return at(height, RecentBlock::receipts, storedReceipts);
  }
}
