package org.medchain.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.verdict.Rating;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Score;

/** PROC-20: account selection. */
class RankedOfferTest {
  private static final PublicKey LEAST = new PublicKey(Hash.ZERO.toBytes());
  private static final PublicKey GREATEST = new PublicKey(Hash.MAX.toBytes());

  private static RankedOffer offer(PublicKey by, long price, Score score, Rating rating) {
    return new RankedOffer(by, new OpenOffer(price, List.of(), List.of()), score, rating);
  }

  @Test
  void scoresLessDenialsThenPricesThenKeysDecide() {
    Score sharesMore = new Score(2, 1, 4);
    Score shares = new Score(2, 1, 3);
    List<RankedOffer> ranked =
        List.of(
            offer(GREATEST, 9, sharesMore, new Rating(0, 0)),
            offer(LEAST, 2, sharesMore, new Rating(0, 1)),
            offer(LEAST, 3, shares, new Rating(0, 0)),
            offer(GREATEST, 3, shares, new Rating(7, 0)), // praise by itself lifts nobody
            offer(LEAST, 1, sharesMore, new Rating(7, 2)));
    for (int turn = 0; turn < ranked.size(); turn++) {
      List<RankedOffer> turned =
          Stream.concat(ranked.stream().skip(turn), ranked.stream().limit(turn))
              .sorted(RankedOffer.BEST_FIRST)
              .toList();
      assertThat(turned).isEqualTo(ranked);
    }
  }
}
