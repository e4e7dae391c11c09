package org.medchain.client.market;

import java.util.Comparator;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.verdict.Rating;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Score;

/**
 * An open offer, and how its provider stores and shares (paper §3.2.4: nodes are scored).
 *
 * @param provider by its name on the ledger
 * @param offer as the state proves it
 * @param score of the provider, as the state proves it
 * @param rating the buyers' judgement on the provider's records, as the state proves it
 */
public record RankedOffer(PublicKey provider, OpenOffer offer, Score score, Rating rating) {
  /**
   * The best first: the higher score, less what buyers denied; then the lower price, then the
   * smaller key (PROC-20).
   */
  public static final Comparator<RankedOffer> BEST_FIRST =
      Comparator.comparingLong((RankedOffer each) -> each.score().value() - each.rating().denied())
          .reversed()
          .thenComparingLong(each -> each.offer().price())
          .thenComparing(RankedOffer::provider);
}
