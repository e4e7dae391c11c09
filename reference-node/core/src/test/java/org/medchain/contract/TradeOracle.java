package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.medchain.contract.consent.Right;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.trade.Agreement;
import org.medchain.contract.trade.OpenOffer;
import org.medchain.contract.trade.TradeValues;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** Says of a whole state, by looking at every offer, whether some agreement should not wait. */
final class TradeOracle {
  private TradeOracle() {}

  static void requireNothingDue(ChainState state) {
    for (KeyPair provider : Scenario.CAST) {
      for (String type : Scenario.TYPES) {
        Optional<OpenOffer> offer = TradeValues.offer(state, provider.publicKey(), type);
        offer.ifPresent(open -> requireNothingDue(state, provider.publicKey(), open));
      }
    }
  }

  private static void requireNothingDue(ChainState state, PublicKey provider, OpenOffer offer) {
    for (Agreement agreement : offer.waiting()) {
      long there =
          offer.records().stream()
              .filter(id -> isNews(state, id, provider, agreement.demander()))
              .count();
      assertThat(there).as("%s", agreement).isLessThan(agreement.count());
    }
  }

  private static boolean isNews(ChainState state, Hash id, PublicKey provider, PublicKey demander) {
    StoredRecord record = state.record(id).orElseThrow();
    boolean shared = state.right(id, provider).filter(r -> r == Right.SHARE).isPresent();
    boolean granting = state.departure(record.owner()).isEmpty();
    boolean offered = record.owner().equals(provider) || (shared && granting);
    boolean known =
        demander.equals(record.owner())
            || demander.equals(record.doctor())
            || state.purchase(id, demander).isPresent();
    return offered && !known && record.status() == StoredRecord.Status.VALID;
  }
}
