package org.medchain.contract.datasharing;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The terms of a data request (CON-37).
 *
 * @param dataType DataType of the records, as providers name it in their offers
 * @param count how many records, 1 to {@link #MAX_COUNT}
 * @param maxPrice the most that one may cost, in points
 * @param untilMs block time from which on no deal on it is drawn or signed, milliseconds of Unix
 *     time
 */
public record RequestTerms(String dataType, int count, long maxPrice, long untilMs)
    implements Encodable {
  /** The most records that a request may be for. */
  public static final int MAX_COUNT = 10_000;

  public RequestTerms {
    Trade.checkType(dataType);
    Trade.checkPrice(maxPrice);
    Argument.refuseOutside(1, MAX_COUNT, count, "a request is for %s to %s records, not %s");
  }
}
