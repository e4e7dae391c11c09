package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.node.ledger.Decision;
import org.medchain.node.ledger.DecisionCheck;
import org.medchain.node.ledger.Gap;
import org.medchain.node.ledger.LedgerFollower;
import org.medchain.node.ledger.LedgerSync;
import org.medchain.node.ledger.SyncLimits;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.Asker;

/**
 * Fetches the blocks that a state transfer has passed over, so that every node holds the whole
 * ledger in the end (paper §2.2 (2); ROLE-5).
 */
final class GapFilling implements HostObserver, AutoCloseable {
  private final Genesis genesis;
  private final BlockStore blocks;
  private final StateIndex index;
  private final DecisionCheck check;
  private final Supplier<MemberHistory> members;
  private final Supplier<Asker> asker;
  private final MeterRegistry meters;
  private Optional<LedgerFollower> follower = Optional.empty();

  /** On the lowest gap nobody works twice: the height under it that a follower has begun at. */
  private long begunAt = -1;

  GapFilling(
      Genesis genesis,
      BlockStore blocks,
      StateIndex index,
      DecisionCheck check,
      Supplier<MemberHistory> members,
      Supplier<Asker> asker,
      MeterRegistry meters) {
    this.genesis = genesis;
    this.blocks = blocks;
    this.index = index;
    this.check = check;
    this.members = members;
    this.asker = asker;
    this.meters = meters;
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    long whole = blocks.height();
    if (certificate instanceof QuorumCertificate
        && whole < block.height() - 1
        && whole != begunAt
        && blocks.at(block.height() - 1).isEmpty()) {
      begunAt = whole;
      follower.ifPresent(LedgerFollower::stop);
      begin(Gap.between(headerAt(whole), block.header()));
    }
  }

  private Header headerAt(long height) {
    return height == 0
        ? genesis.block().header()
        : blocks.at(height).orElseThrow().block().header();
  }

  private void begin(Gap gap) {
    LedgerSync sync = new LedgerSync(SyncLimits.USUAL, check, members.get(), List.of(gap));
    LedgerFollower next = new LedgerFollower(sync, asker.get(), this::filled, meters);
    follower = Optional.of(next);
    next.start();
  }

  private void filled(Decision decision) {
    blocks.fill(decision);
    index.filled(decision);
  }

  @Override
  public void close() {
    follower.ifPresent(LedgerFollower::close);
    follower = Optional.empty();
  }
}
