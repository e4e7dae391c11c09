package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of offers and agreements. */
public sealed interface TradeEvents extends Event {
  /**
   * A provider offers records.
   *
   * @param provider who offers
   * @param dataType of the records
   * @param price for each record, in points
   * @param records under the offer from the start
   */
  @Code(7)
  record OfferOpened(PublicKey provider, String dataType, long price, List<Hash> records)
      implements TradeEvents {
    public OfferOpened {
      records = List.copyOf(records);
    }
  }

  /**
   * A provider closed its offer.
   *
   * @param provider whose it was
   * @param dataType of the records
   */
  @Code(8)
  record OfferClosed(PublicKey provider, String dataType) implements TradeEvents {}

  /**
   * A demander accepted an offer.
   *
   * @param agreement its id
   * @param provider who delivers
   * @param demander who pays
   * @param count of records
   * @param locked for them, in points
   */
  @Code(9)
  record AgreementConcluded(
      Hash agreement, PublicKey provider, PublicKey demander, int count, long locked)
      implements TradeEvents {}

  /**
   * An agreement's condition was met: it paid, and gave access.
   *
   * @param agreement its id
   * @param demander the new reader
   * @param paid in all, in points
   * @param records that were delivered
   */
  @Code(10)
  record AgreementTriggered(Hash agreement, PublicKey demander, long paid, List<Hash> records)
      implements TradeEvents {
    public AgreementTriggered {
      records = List.copyOf(records);
    }
  }

  /**
   * An agreement ended before its condition was met; locked points went back.
   *
   * @param agreement its id
   * @param demander who got the points back
   */
  @Code(11)
  record AgreementDissolved(Hash agreement, PublicKey demander) implements TradeEvents {}
}
