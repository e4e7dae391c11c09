package org.medchain.client.market;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.datasharing.Agreement;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.Trade;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * A signed deal whose records are not under its offer yet (CON-12, CON-39): its points are locked.
 *
 * @param at the offer
 * @param price for each record, in points
 * @param agreement under the deal's id
 */
public record WaitingDeal(Position at, long price, Agreement agreement) {
  /** The points locked for it. */
  public long locked() {
    return price * agreement.count();
  }

  /** Those to which a participant is a party, by id, as the state proves them. */
  public static Map<Hash, WaitingDeal> of(LightClient light, PublicKey participant)
      throws RefusedException {
    Map<Hash, WaitingDeal> waiting = new LinkedHashMap<>();
    for (Position at : light.entry(Trade.positionsEntry(participant)).value().orElse(List.of())) {
      Optional<OpenOffer> offer = light.entry(Trade.offerEntry(at.provider(), at.type())).value();
      boolean own = at.provider().equals(participant);
      for (Agreement each : offer.map(OpenOffer::waiting).orElse(List.of())) {
        if (own || each.demander().equals(participant)) {
          waiting.put(each.id(), new WaitingDeal(at, offer.orElseThrow().price(), each));
        }
      }
    }
    return waiting;
  }
}
