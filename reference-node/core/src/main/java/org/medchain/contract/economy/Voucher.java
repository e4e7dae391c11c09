package org.medchain.contract.economy;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A claim for cash, good once (GAME-6; decision 0124). Its holder's signed operation made it, the
 * center's signed operation marks it paid; the cash itself moves outside the chain.
 *
 * @param holder its owner
 * @param points its value
 * @param paid whether the center has paid it
 */
public record Voucher(PublicKey holder, long points, boolean paid) implements Encodable {
  Voucher asPaid() {
    return new Voucher(holder, points, true);
  }
}
