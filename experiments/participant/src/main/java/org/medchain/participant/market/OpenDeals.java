package org.medchain.participant.market;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealBook;
import org.medchain.contract.datasharing.Deals;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * What a participant has open, as the state proves it (CON-12, CON-37, CON-38).
 *
 * @param requests its own data requests
 * @param drafted deals that wait for their providers
 * @param toSign deals that wait for its own signature
 * @param waiting signed deals, its own and on its offers, that wait for records
 */
public record OpenDeals(
    Map<Hash, DataRequest> requests,
    Map<Hash, Deal> drafted,
    Map<Hash, Deal> toSign,
    Map<Hash, WaitingDeal> waiting) {
  /** Of this participant. */
  public static OpenDeals of(LightClient light, PublicKey participant) throws RefusedException {
    Optional<DealBook> book = light.entry(Deals.bookEntry(participant)).value();
    Map<Hash, DataRequest> requests = new LinkedHashMap<>();
    for (Hash id : book.map(DealBook::requests).orElse(List.of())) {
      light.entry(Deals.requestEntry(id)).value().ifPresent(request -> requests.put(id, request));
    }
    return new OpenDeals(
        requests,
        deals(light, book.map(DealBook::drafted).orElse(List.of())),
        deals(light, book.map(DealBook::toSign).orElse(List.of())),
        WaitingDeal.of(light, participant));
  }

  private static Map<Hash, Deal> deals(LightClient light, List<Hash> ids) throws RefusedException {
    Map<Hash, Deal> deals = new LinkedHashMap<>();
    for (Hash id : ids) {
      light.entry(Deals.dealEntry(id)).value().ifPresent(deal -> deals.put(id, deal));
    }
    return deals;
  }
}
