package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateProof;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;

/** LIGHT-6: entries are where the state has them, and say the same as the state does. */
class StateEntryTest {
  private final TestChain chain = new TestChain();

  private <T> Optional<T> read(StateEntry<T> entry) {
    Optional<Bytes> value = chain.state().tree().get(entry.key());
    StateProof proof = chain.state().tree().proof(entry.key());
    Hash root = chain.state().tree().root();
    assertThat(
            value
                .map(each -> proof.showsPresent(entry.key(), each, root))
                .orElseGet(() -> proof.showsAbsent(entry.key(), root)))
        .isTrue();
    return value.map(entry::read);
  }

  @Example
  void entriesAgreeWithTheState() {
    Hash record = chain.upload(TestChain.PATIENT, "image", 1);
    DirectiveTerms terms =
        Consents.terms(TestChain.PATIENT, record, TestChain.INSTITUTION, Purpose.DISCLOSE);
    chain.run(
        TestChain.PATIENT,
        Consents.allow(TestChain.PATIENT, record, TestChain.INSTITUTION, Purpose.DISCLOSE));
    chain.run(TestChain.DOCTOR, new LeaveChain());
    for (KeyPair who :
        new KeyPair[] {
          TestChain.PATIENT, TestChain.DOCTOR, TestChain.HOSPITAL, TestChain.STRANGER
        }) {
      assertThat(read(Registration.roleEntry(who.publicKey())))
          .isEqualTo(Registration.role(chain.state(), who.publicKey()));
      assertThat(read(WorldState.balanceEntry(who.publicKey())).orElse(0L))
          .isEqualTo(chain.state().balance(who.publicKey()));
      assertThat(read(Registration.departureEntry(who.publicKey())))
          .isEqualTo(Registration.departureEntry(who.publicKey()).in(chain.state()));
      assertThat(read(Registration.revokedSinceEntry(who.publicKey())))
          .isEqualTo(Registration.revokedSinceEntry(who.publicKey()).in(chain.state()));
      assertThat(read(Purchases.entry(record, who.publicKey())))
          .isEqualTo(Purchases.of(chain.state(), record, who.publicKey()));
    }
    assertThat(read(Registration.departureEntry(TestChain.DOCTOR.publicKey()))).isPresent();
    assertThat(read(Directives.entry(terms.id())))
        .isEqualTo(Directives.entry(terms.id()).in(chain.state()))
        .isPresent();
    assertThat(read(Records.entry(record)))
        .isEqualTo(Records.find(chain.state(), record))
        .isPresent();
    assertThat(read(Records.entry(Hash.ZERO))).isEmpty();
    assertThat(read(ConsensusNodes.entry())).contains(ConsensusNodes.of(chain.state()));
    assertThat(read(WorldState.rulesEntry())).contains(chain.state().rules());
  }

  @Example
  void boughtAccessAndRevokedKeysAreReadAsWell() {
    Hash reader = Hash.of(Bytes.utf8("agreement"));
    WorldState bought =
        TradeValues.bought(chain.state(), Hash.ZERO, TestChain.HOSPITAL.publicKey(), reader);
    StateEntry<Hash> purchase = Purchases.entry(Hash.ZERO, TestChain.HOSPITAL.publicKey());
    assertThat(bought.tree().get(purchase.key()).map(purchase::read)).contains(reader);
    assertMalformed(() -> purchase.read(Bytes.EMPTY));
  }

  /** GAME-5, GAME-6: the goods that points were given for. */
  @Example
  void levelsAndVouchersAreReadAsWell() {
    MembershipRules levels =
        new MembershipRules(List.of(new MembershipRules.MembershipLevel(20, 4, 5_000)));
    TestChain selling = new TestChain(IncentiveRules.of(TestChain.RULES).with(levels), List.of());
    selling.run(TestChain.HOSPITAL, new BuyLevel(1));
    Transaction redeem = selling.order(TestChain.HOSPITAL, new RedeemPoints(5));
    selling.add(List.of(redeem));
    StateEntry<HeldLevel> level = Levels.entry(TestChain.HOSPITAL.publicKey());
    assertThat(selling.state().tree().get(level.key()).map(level::read))
        .contains(new HeldLevel(1, 1 + 4));
    StateEntry<Voucher> voucher = Vouchers.entry(Hash.of(redeem.request().encoded()));
    assertThat(selling.state().tree().get(voucher.key()).map(voucher::read))
        .contains(new Voucher(TestChain.HOSPITAL.publicKey(), 5, false));
    assertThat(selling.state().tree().get(Levels.entry(TestChain.PATIENT.publicKey()).key()))
        .isEmpty();
  }
}
