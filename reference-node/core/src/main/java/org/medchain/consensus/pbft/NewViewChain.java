package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * The blocks that a new view must propose again, computed by every replica from the VIEW-CHANGEs of
 * a quorum (PBFT-10, rule D of decision 0010): start at the highest decided block; for each next
 * height take the certificate of the highest view; stop where there is none or where the chain link
 * breaks.
 *
 * @param start certificate of the highest decided block that a quorum member knows
 * @param reproposed certificates of the blocks to propose again, at the heights after it
 */
public record NewViewChain(QuorumCertificate start, List<PreparedCertificate> reproposed) {
  public NewViewChain {
    reproposed = List.copyOf(reproposed);
  }

  /** PBFT-10: the same VIEW-CHANGEs demand the same chain of every replica. */
  public static NewViewChain of(List<ViewChange> changes) {
    QuorumCertificate start = changes.get(0).decided();
    Map<Long, PreparedCertificate> highest = new TreeMap<>();
    for (ViewChange change : changes) {
      start = change.decided().height() > start.height() ? change.decided() : start;
      for (PreparedCertificate each : change.prepared()) {
        highest.merge(each.height(), each, (a, b) -> b.view() > a.view() ? b : a);
      }
    }
    List<PreparedCertificate> chosen = new ArrayList<>();
    Hash parent = start.block();
    PreparedCertificate next = highest.get(start.height() + 1);
    while (next != null && next.header().previous().equals(parent)) {
      chosen.add(next);
      parent = next.block();
      next = highest.get(next.height() + 1);
    }
    return new NewViewChain(start, chosen);
  }

  /** Of the first view, which demands nothing. */
  public static NewViewChain none(Hash genesis) {
    return new NewViewChain(QuorumCertificate.ofGenesis(genesis), List.of());
  }

  /** The certificate of the block that the view demands at this height. */
  Optional<PreparedCertificate> at(long height) {
    long index = height - start.height() - 1;
    return index < 0 || index >= reproposed.size()
        ? Optional.empty()
        : Optional.of(reproposed.get((int) index));
  }

  boolean demands(Block block) {
    return at(block.height()).filter(each -> each.block().equals(block.hash())).isPresent();
  }

  boolean demandsAnother(Block block) {
    return at(block.height()).isPresent() && !demands(block);
  }
}
