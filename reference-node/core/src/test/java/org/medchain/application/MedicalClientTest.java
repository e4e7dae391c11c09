package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.Operation;
import org.medchain.contract.OperationKind;
import org.medchain.contract.Right;
import org.medchain.contract.TestChain;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;

/** APP-1. */
class MedicalClientTest {
  private final TestChain chain = new TestChain();
  private final MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);

  private MedicalClient client(ClientLevel level, KeyPair who) {
    return new MedicalClient(level, chain.as(who), 1);
  }

  @Example
  void threeClientsWorkTogether() {
    MedicalClient patient = client(ClientLevel.USER, TestChain.PATIENT);
    MedicalClient doctor = client(ClientLevel.DOCTOR, TestChain.DOCTOR);
    MedicalClient hospital = client(ClientLevel.HOSPITAL, TestChain.HOSPITAL);
    Operation grant = new Operation.Grant(record.id(), TestChain.HOSPITAL.publicKey(), Right.READ);
    List<Transaction> transactions =
        List.of(
            patient.store(record),
            doctor.query(record.id()),
            patient.order(grant),
            hospital.query(record.id()));
    assertThat(chain.add(transactions).receipts()).allMatch(receipt -> receipt.succeeded());
  }

  @Example
  void noClientOrdersWhatIsNotItsOwn() {
    MedicalClient doctor = client(ClientLevel.DOCTOR, TestChain.DOCTOR);
    assertThatIllegalArgumentException().isThrownBy(() -> doctor.store(record));
    // The number was not used up: nothing was made that could leave a gap.
    assertThat(doctor.query(Hash.ZERO).request().sequence()).isEqualTo(1);
    assertThat(doctor.query(Hash.ZERO).request().sequence()).isEqualTo(2);
  }

  @Example
  void whatTheCenterDoesNoClientDoes() {
    for (ClientLevel level : ClientLevel.values()) {
      assertThat(level.mayOrder(OperationKind.QUERY)).isTrue();
      assertThat(level.mayOrder(OperationKind.REGISTER)).isFalse();
      assertThat(level.mayOrder(OperationKind.JUDGE)).isFalse();
      assertThat(level.mayOrder(OperationKind.CHANGE_MEMBERS)).isFalse();
      for (OperationKind kind :
          List.of(
              OperationKind.SET_TRAP,
              OperationKind.REVEAL_TRAP,
              OperationKind.PAY_VOUCHER,
              OperationKind.FREEZE,
              OperationKind.THAW,
              OperationKind.CHANGE_RULES)) {
        assertThat(level.mayOrder(kind)).isFalse();
      }
      // GAME-6, GAME-7: cash and leaving are everybody's.
      assertThat(level.mayOrder(OperationKind.REDEEM)).isTrue();
      assertThat(level.mayOrder(OperationKind.EXIT)).isTrue();
      assertThat(level.mayOrder(OperationKind.VOTE)).isEqualTo(level == ClientLevel.HOSPITAL);
      assertThat(level.mayOrder(OperationKind.ENTRUST)).isEqualTo(level == ClientLevel.USER);
      assertThat(level.mayOrder(OperationKind.BALANCE)).isTrue();
      assertThat(level.mayOrder(OperationKind.QUOTE)).isTrue();
      assertThat(level.mayOrder(OperationKind.UPLOAD)).isEqualTo(level == ClientLevel.USER);
      assertThat(level.mayOrder(OperationKind.DEMAND)).isEqualTo(level == ClientLevel.HOSPITAL);
    }
  }
}
