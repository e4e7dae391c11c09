package org.medchain.contract.datasharing;

import java.util.List;
import org.medchain.contract.engine.Lists;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A demander's request to all providers (paper §4 (3); CON-37).
 *
 * @param demander who asks
 * @param terms of the request
 * @param left how many records no deal is about yet, neither one that waits nor a signed one
 * @param drafts deals on it that wait for their providers, in the order in which they were drawn
 */
public record DataRequest(PublicKey demander, RequestTerms terms, int left, List<Draft> drafts)
    implements Encodable {
  /**
   * A deal that waits for its provider.
   *
   * @param deal its id
   * @param provider who may sign it
   */
  public record Draft(Hash deal, PublicKey provider) implements Encodable {}

  public DataRequest {
    drafts = List.copyOf(drafts);
  }

  static DataRequest of(PublicKey demander, RequestTerms terms) {
    return new DataRequest(demander, terms, terms.count(), List.of());
  }

  /** Whether its time has passed, says the block. */
  public boolean isOver(long timeMs) {
    return timeMs >= terms.untilMs();
  }

  /** Whether nothing of it is open any more. */
  boolean isFulfilled() {
    return left == 0 && drafts.isEmpty();
  }

  boolean hasDraftWith(PublicKey provider) {
    return drafts.stream().anyMatch(each -> each.provider().equals(provider));
  }

  DataRequest plus(Hash deal, Deal terms) {
    List<Draft> more = Lists.plus(drafts, new Draft(deal, terms.provider()));
    return new DataRequest(demander, this.terms, left - terms.count(), more);
  }

  /** Without a deal that was signed: its records are no longer asked for. */
  DataRequest minus(Hash deal) {
    return new DataRequest(
        demander, terms, left, drafts.stream().filter(each -> !each.deal().equals(deal)).toList());
  }

  /** Without a deal that came to nothing: its records are asked for again. */
  DataRequest minus(Hash deal, int count) {
    DataRequest fewer = minus(deal);
    return new DataRequest(demander, terms, left + count, fewer.drafts);
  }
}
