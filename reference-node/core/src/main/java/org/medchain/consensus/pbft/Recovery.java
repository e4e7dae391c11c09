package org.medchain.consensus.pbft;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/**
 * Rebuilds a replica from its durable log (PBFT-18): what it had voted for, and what it knew to be
 * decided. Other replicas' votes are not in the log; they are asked for.
 */
final class Recovery {
  private final PbftState state;
  private final ViewChanges viewChanges;
  private final Checkpoints checkpoints;
  private final Stability stability;
  private final Reads reads;

  Recovery(
      PbftState state,
      ViewChanges viewChanges,
      Checkpoints checkpoints,
      Stability stability,
      Reads reads) {
    this.state = state;
    this.viewChanges = viewChanges;
    this.checkpoints = checkpoints;
    this.stability = stability;
    this.reads = reads;
  }

  /**
   * Reads the log.
   *
   * @throws IllegalArgumentException if it is damaged: whoever goes on without what it has voted
   *     for may vote otherwise
   */
  void replay(List<Bytes> log) {
    for (int i = 0; i < log.size(); i++) {
      try {
        replay(Journal.read(log.get(i)));
      } catch (MalformedInput e) {
        throw new IllegalArgumentException("log entry " + i + " is damaged: " + e.getMessage(), e);
      }
    }
    state.prune();
  }

  private void replay(Journal.Entry entry) {
    switch (entry) {
      case Journal.Entry.Proposed proposed -> slot(proposed.proposal());
      case Journal.Entry.Accepted accepted -> accepted(accepted);
      case Journal.Entry.Prepared prepared -> prepared(prepared.certificate());
      case Journal.Entry.Left left -> viewChanges.recoverLeft(left.change());
      case Journal.Entry.Opened opened -> viewChanges.recoverOpened(opened.newView());
      case Journal.Entry.Entered entered -> viewChanges.recoverEntered(entered.newView());
      case Journal.Entry.Decided decided -> decided(decided.block());
      case Journal.Entry.Certified certified -> certified(certified.certificate());
      case Journal.Entry.Content content -> state.remember(content.block());
      case Journal.Entry.Base base -> base(base);
    }
  }

  private void accepted(Journal.Entry.Accepted accepted) {
    Slot slot = slot(accepted.proposal());
    slot.prePrepare(accepted.primary());
  }

  /** The proposal that this replica voted for; in a view that it has left it only is remembered. */
  private Slot slot(PrePrepare proposal) {
    Block block = proposal.block();
    state.remember(block);
    Slot slot = new Slot(block);
    slot.accept();
    if (proposal.view() == state.view && !state.changing) {
      state.slots.put(block.height(), slot);
    }
    return slot;
  }

  private void prepared(PreparedCertificate certificate) {
    reads.onCommitSent(certificate.height());
    if (certificate.height() > state.chain.height()) {
      state.certificates.put(certificate.height(), certificate);
    }
    Slot slot = state.slots.get(certificate.height());
    if (slot != null
        && certificate.view() == state.view
        && slot.hash().equals(certificate.block())) {
      slot.prepare();
    }
  }

  private void decided(DecidedBlock decided) {
    if (decided.block().height() == state.chain.height() + 1) {
      state.chain.append(decided);
      state.prune();
    }
  }

  private void certified(QuorumCertificate certificate) {
    long height = certificate.height();
    if (height == state.chain.height() + 1) {
      Block block =
          state
              .body(height, certificate.block())
              .orElseThrow(
                  () -> new MalformedInput("no entry before has the block decided at " + height));
      decided(new DecidedBlock(block, certificate));
    }
  }

  private void base(Journal.Entry.Base base) {
    Context context = Decoder.decode(base.context(), Context::decode);
    Checkpoints.Stable stable = new Checkpoints.Stable(base.certificate(), base.tip(), context);
    state.chain.restart(base.tip(), context.summary().roots());
    checkpoints.collect(stable);
    state.clients = context.table();
    state.epochs = context.summary().epochs();
    viewChanges.recoverEpoch();
    stability.recover(base.proofs());
    base.live().forEach(this::replay);
  }
}
