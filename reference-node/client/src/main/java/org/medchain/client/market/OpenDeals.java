package org.medchain.client.market;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealBook;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.engine.StateEntry;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * A participant's open requests and deals, as the state proves them (CON-12, CON-37, CON-38).
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
    DealBook book = light.entry(Deals.bookEntry(participant)).value().orElse(DealBook.EMPTY);
    return new OpenDeals(
        open(light, book.requests(), Deals::requestEntry),
        open(light, book.drafted(), Deals::dealEntry),
        open(light, book.toSign(), Deals::dealEntry),
        WaitingDeal.of(light, participant));
  }

  private static <T> Map<Hash, T> open(
      LightClient light, List<Hash> ids, Function<Hash, StateEntry<T>> entry)
      throws RefusedException {
    Map<Hash, T> open = new LinkedHashMap<>();
    for (Hash id : ids) {
      light.entry(entry.apply(id)).value().ifPresent(each -> open.put(id, each));
    }
    return open;
  }
}
