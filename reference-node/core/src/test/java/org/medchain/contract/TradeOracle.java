package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.Agreement;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/**
 * Says of a whole state, by looking at every offer, whether some agreement should not wait, and of
 * sold records, whether their parties could trade.
 */
final class TradeOracle {
  private TradeOracle() {}

  static void requireNothingDue(WorldState state) {
    for (KeyPair provider : Scenario.CAST) {
      for (String type : Scenario.TYPES) {
        Optional<OpenOffer> offer = TradeValues.offer(state, provider.publicKey(), type);
        offer.ifPresent(open -> requireNothingDue(state, provider.publicKey(), open));
      }
    }
  }

  private static void requireNothingDue(WorldState state, PublicKey provider, OpenOffer offer) {
    for (Agreement agreement : offer.waiting()) {
      long there =
          offer.records().stream()
              .filter(id -> isNews(state, id, provider, agreement.demander()))
              .count();
      assertThat(there).as("%s", agreement).isLessThan(agreement.count());
    }
  }

  private static boolean isNews(WorldState state, Hash id, PublicKey provider, PublicKey demander) {
    StoredRecord record = Records.find(state, id).orElseThrow();
    DirectiveTerms share =
        new DirectiveTerms(
            record.owner(),
            new DirectiveScope.OneRecord(id),
            new Grantee.Party(provider),
            Purpose.DISCLOSE);
    boolean shared =
        Directives.of(state, record.owner()).stream().anyMatch(each -> each.terms().equals(share));
    boolean granting = Registration.departureEntry(record.owner()).in(state).isEmpty();
    boolean offered = record.owner().equals(provider) || (shared && granting);
    boolean known =
        demander.equals(record.owner())
            || demander.equals(record.doctor())
            || Purchases.of(state, id, demander).isPresent();
    return offered && !known && record.status() == StoredRecord.Status.VALID;
  }
}
