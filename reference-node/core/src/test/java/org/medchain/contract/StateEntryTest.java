package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.StateProof;

/** LIGHT-6: entries stand where the state has them, and say the same as the state does. */
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
  void entriesSayWhatTheStateSays() {
    Hash record = chain.upload(TestChain.PATIENT, "image", 1);
    chain.run(
        TestChain.PATIENT,
        new Operation.Grant(record, TestChain.INSTITUTION.publicKey(), Right.SHARE));
    chain.run(TestChain.DOCTOR, new IncentiveOperation.Leave());
    for (KeyPair who :
        new KeyPair[] {
          TestChain.PATIENT, TestChain.DOCTOR, TestChain.HOSPITAL, TestChain.STRANGER
        }) {
      assertThat(read(StateEntry.role(who.publicKey())))
          .isEqualTo(chain.state().role(who.publicKey()));
      assertThat(read(StateEntry.balance(who.publicKey())).orElse(0L))
          .isEqualTo(chain.state().balance(who.publicKey()));
      assertThat(read(StateEntry.departure(who.publicKey())))
          .isEqualTo(chain.state().incentives().departure(who.publicKey()));
      assertThat(read(StateEntry.revokedSince(who.publicKey())))
          .isEqualTo(chain.state().revokedSince(who.publicKey()));
      assertThat(read(StateEntry.right(record, who.publicKey())))
          .isEqualTo(chain.state().right(record, who.publicKey()));
      assertThat(read(StateEntry.purchase(record, who.publicKey())))
          .isEqualTo(chain.state().purchase(record, who.publicKey()));
    }
    assertThat(read(StateEntry.departure(TestChain.DOCTOR.publicKey()))).isPresent();
    assertThat(read(StateEntry.right(record, TestChain.INSTITUTION.publicKey())))
        .contains(Right.SHARE);
    assertThat(read(StateEntry.record(record))).isEqualTo(chain.state().record(record)).isPresent();
    assertThat(read(StateEntry.record(Hash.ZERO))).isEmpty();
    assertThat(read(StateEntry.members())).contains(chain.state().members());
  }

  @Example
  void boughtAccessAndRevokedKeysAreReadAsWell() {
    Hash reader = Hash.of(Bytes.utf8("agreement"));
    ChainState bought =
        chain.state().withPurchase(Hash.ZERO, TestChain.HOSPITAL.publicKey(), reader);
    StateEntry<Hash> purchase = StateEntry.purchase(Hash.ZERO, TestChain.HOSPITAL.publicKey());
    assertThat(bought.tree().get(purchase.key()).map(purchase::read)).contains(reader);
    assertThatExceptionOfType(MalformedInput.class).isThrownBy(() -> purchase.read(Bytes.EMPTY));
  }
}
