package org.medchain.node.history;

import java.util.List;
import java.util.function.Supplier;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.node.ledger.LedgerView;

/** A node's own ledger, each block of which is certified: it grows by consensus alone. */
public record OwnLedger(LedgerView ledger, Supplier<MembershipHistory> decided)
    implements KnownLedger {
  @Override
  public Header head() {
    return ledger.header(ledger.height()).orElseGet(() -> ledger.genesis().block().header());
  }

  @Override
  public MembershipHistory members() {
    return decided.get();
  }

  @Override
  public int wanted() {
    return 0;
  }

  @Override
  public void extend(List<Header> next, QuorumCertificate certificate) {
    // The replica takes its blocks itself.
  }

  @Override
  public boolean advanceEpoch(Bytes proof) {
    return false; // The replica learns of epochs itself.
  }
}
