package org.medchain.node.host;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.ledger.Decision;
import org.medchain.node.ledger.LedgerView;

/**
 * The ledger as the host executed it: the last heights from memory, older blocks from the disk. The
 * replica's thread writes, anybody reads.
 */
final class ExecutedLedger implements LedgerView, HostObserver {
  /** So many heights back the state can be asked for: more than a client is behind. */
  static final int RECENT = 256;

  private record Recent(
      Optional<Decision> decision, ChainState state, Optional<Execution> execution) {}

  private final Genesis genesis;
  private final MedicalContract contract;
  private final LongFunction<Optional<Decision>> stored;
  private final ConcurrentSkipListMap<Long, Recent> recent = new ConcurrentSkipListMap<>();

  /**
   * A view.
   *
   * @param contract which the replica's thread alone may ask
   * @param stored blocks on the disk, by height
   */
  ExecutedLedger(
      Genesis genesis, MedicalContract contract, LongFunction<Optional<Decision>> stored) {
    this.genesis = genesis;
    this.contract = contract;
    this.stored = stored;
    recent.put(0L, new Recent(Optional.empty(), genesis.state(), Optional.empty()));
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    Optional<Decision> decision =
        certificate instanceof QuorumCertificate quorum
            ? Optional.of(new Decision(block, quorum))
            : Optional.empty();
    recent.put(block.height(), new Recent(decision, contract.state(), Optional.of(execution)));
    recent.headMap(block.height() - RECENT).clear();
  }

  @Override
  public void reverted(long height) {
    recent.tailMap(height, false).clear();
  }

  @Override
  public void restored(long height, Hash block) {
    recent.clear();
    recent.put(height, new Recent(Optional.empty(), contract.state(), Optional.empty()));
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
  public Optional<Decision> at(long height) {
    Recent known = recent.get(height);
    Optional<Decision> decision = known == null ? Optional.empty() : known.decision();
    return decision.isPresent() || height < 1 || height > height()
        ? decision
        : stored.apply(height);
  }

  @Override
  public Optional<ChainState> stateAt(long height) {
    return Optional.ofNullable(recent.get(height)).map(Recent::state);
  }

  @Override
  public Optional<Execution> executionAt(long height) {
    return Optional.ofNullable(recent.get(height)).flatMap(Recent::execution);
  }
}
