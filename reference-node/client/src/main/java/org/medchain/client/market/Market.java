package org.medchain.client.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.application.HistoryEntry;
import org.medchain.application.MarketSearch;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.verdict.Rating;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Score;
import org.medchain.node.light.ProvenValue;
import org.medchain.node.transport.RefusedException;

/**
 * Offers and data requests: f + 1 agencies list which were ordered, so that no single one hides or
 * invents any (AGENCY-11), and the state proves which are open, and their content.
 *
 * @param session as which it is seen
 */
public record Market(ParticipantSession session) {
  /** The open offers of a type by others, the best first: account selection (paper §4 (3)). */
  public List<RankedOffer> offers(String dataType) throws RefusedException, InterruptedException {
    Set<PublicKey> providers = new TreeSet<>();
    for (HistoryEntry each : session.pages().all(MarketSearch.all().ofType(dataType))) {
      if (each.kind() == OfferRecords.TYPE.number()) {
        providers.add(session.nameOf(each.request().sender()));
      }
    }
    List<RankedOffer> open = new ArrayList<>();
    for (PublicKey provider : providers) {
      Optional<OpenOffer> offer = session.state(Trade.offerEntry(provider, dataType));
      if (offer.isPresent() && !provider.equals(session.participant())) {
        Score score = session.state(Scores.entry(provider)).orElse(Score.NONE);
        Rating rating = session.state(Verdicts.ratingEntry(provider)).orElse(Rating.NONE);
        open.add(new RankedOffer(provider, offer.get(), score, rating));
      }
    }
    open.sort(RankedOffer.BEST_FIRST);
    return open;
  }

  /**
   * The data requests that a search finds on which deals may still be drawn, the oldest first:
   * their demanders did not end them, and their time is not over by the header that proves them.
   */
  public Map<Hash, DataRequest> requests(MarketSearch search)
      throws RefusedException, InterruptedException {
    Map<Hash, DataRequest> open = new LinkedHashMap<>();
    for (HistoryEntry each : session.pages().all(search)) {
      if (each.kind() == RequestData.TYPE.number()) {
        ProvenValue<Optional<DataRequest>> proven =
            session.light().entry(Deals.requestEntry(each.record()));
        proven
            .value()
            .filter(request -> request.terms().untilMs() > proven.timestampMs())
            .ifPresent(request -> open.put(each.record(), request));
      }
    }
    return open;
  }
}
