package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.audit.EntrustFile;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.trade.DemandRecords;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
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
    Operation consent =
        Consents.allow(TestChain.PATIENT, record.id(), TestChain.HOSPITAL, Purpose.TREAT);
    List<Transaction> transactions =
        List.of(
            patient.store(record),
            doctor.read(record.id(), Purpose.TREAT),
            patient.order(consent),
            hospital.read(record.id(), Purpose.TREAT));
    List<Receipt> receipts = chain.add(transactions).receipts();
    assertThat(receipts).allMatch(Receipt::succeeded);
    assertThat(Consents.line(receipts.getLast()).answer().granted()).isTrue();
  }

  @Example
  void noClientOrdersWhatIsNotItsOwn() {
    MedicalClient doctor = client(ClientLevel.DOCTOR, TestChain.DOCTOR);
    assertThatIllegalArgumentException().isThrownBy(() -> doctor.store(record));
    // The number was not used up: nothing was made that could leave a gap.
    assertThat(doctor.read(Hash.ZERO, Purpose.TREAT).request().sequence()).isEqualTo(1);
    assertThat(doctor.read(Hash.ZERO, Purpose.TREAT).request().sequence()).isEqualTo(2);
  }

  @Example
  void whatTheCenterDoesNoClientDoes() {
    for (ClientLevel level : ClientLevel.values()) {
      assertThat(level.mayOrder(ReadRecord.TYPE)).isTrue();
      assertThat(level.mayOrder(Register.TYPE)).isFalse();
      assertThat(level.mayOrder(JudgeRecord.TYPE)).isFalse();
      assertThat(level.mayOrder(ChangeMembers.TYPE)).isFalse();
      for (OperationType<?> kind :
          List.of(
              SetTrap.TYPE,
              RevealTrap.TYPE,
              PayVoucher.TYPE,
              FreezeAccount.TYPE,
              ThawAccount.TYPE,
              ChangeRules.TYPE)) {
        assertThat(level.mayOrder(kind)).isFalse();
      }
      // GAME-6, GAME-7: cash and leaving are open to all roles.
      assertThat(level.mayOrder(RedeemPoints.TYPE)).isTrue();
      assertThat(level.mayOrder(LeaveChain.TYPE)).isTrue();
      assertThat(level.mayOrder(CastVote.TYPE)).isEqualTo(level == ClientLevel.HOSPITAL);
      assertThat(level.mayOrder(EntrustFile.TYPE)).isEqualTo(level == ClientLevel.USER);
      assertThat(level.mayOrder(AskBalance.TYPE)).isTrue();
      assertThat(level.mayOrder(QuoteQuery.TYPE)).isTrue();
      assertThat(level.mayOrder(UploadRecord.TYPE)).isEqualTo(level == ClientLevel.USER);
      assertThat(level.mayOrder(DemandRecords.TYPE)).isEqualTo(level == ClientLevel.HOSPITAL);
    }
  }
}
