package org.medchain.node.files.holder;

import java.util.List;
import java.util.function.Supplier;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.LedgerView;

/** The nodes that may hold a file, reachable now or not (FILE-9). For any thread. */
@FunctionalInterface
public interface HolderDirectory {
  /** The candidates. A former holder does not count as a holder, even if it has files. */
  List<PublicKey> candidates(SignedManifest deposit);

  /**
   * Of the certified ones those to whom the owner entrusted the file on the ledger, that were not
   * released and missed fewer audits than the limit (GAME-4).
   */
  static HolderDirectory entrusted(
      Supplier<List<PublicKey>> holders, LedgerView ledger, long mostMissed) {
    return deposit ->
        holders.get().stream()
            .filter(
                holder ->
                    LedgerHoldingPolicy.holdingOf(ledger, deposit, holder)
                        .filter(held -> LedgerHoldingPolicy.missedAudits(ledger, held) < mostMissed)
                        .isPresent())
            .toList();
  }
}
