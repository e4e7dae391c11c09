package org.medchain.contract.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.state.StateProof;

/** CON-29: the conditions of a doctor's signature under a record, and its effect. */
class AttestationTest {
  private final TestChain chain = new TestChain();
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private Outcome attest(KeyPair who) {
    return chain.outcome(who, new AttestRecord(id));
  }

  @Example
  void theRecordsDoctorMakesItVerified() {
    assertThat(Attestations.COUNTER_SIGNATURES.get(chain.state(), id)).isEmpty();
    Receipt receipt = chain.run(DOCTOR, new AttestRecord(id));
    assertThat(MedicalModules.events(receipt))
        .containsExactly(
            new AttestationEvents.RecordAttested(id, PATIENT.publicKey(), DOCTOR.publicKey()));
    long timeMs = chain.blocks().getLast().header().timestampMs();
    assertThat(Attestations.COUNTER_SIGNATURES.get(chain.state(), id))
        .contains(new CounterSignature(DOCTOR.publicKey(), 2, 0, timeMs));
  }

  /** Headers and a path suffice, for a record that is verified and for one that is not. */
  @Example
  void itIsProvedByTheStatesRoot() {
    Bytes key = Attestations.COUNTER_SIGNATURES.entry(id).key();
    Hash before = chain.contract().stateRoot();
    assertThat(chain.state().tree().proof(key).showsAbsent(key, before)).isTrue();
    attest(DOCTOR);
    Bytes value = chain.state().tree().get(key).orElseThrow();
    StateProof proof = chain.state().tree().proof(key);
    assertThat(proof.showsPresent(key, value, chain.contract().stateRoot())).isTrue();
    assertThat(Attestations.COUNTER_SIGNATURES.entry(id).read(value).doctor())
        .isEqualTo(DOCTOR.publicKey());
  }

  @Example
  void nobodyElseDoes() {
    KeyPair other = TestChain.keys("doctor 1");
    chain.run(CENTER, new Register(TestChain.doctor(other)));
    for (KeyPair who : List.of(PATIENT, OTHER_PATIENT, HOSPITAL, INSTITUTION, CENTER, other)) {
      assertThat(attest(who)).isEqualTo(Outcome.NOT_ALLOWED);
    }
    assertThat(attest(STRANGER)).isEqualTo(Outcome.UNKNOWN_SENDER);
    assertThat(Attestations.COUNTER_SIGNATURES.get(chain.state(), id)).isEmpty();
  }

  @Example
  void onceForEachRecord() {
    chain.expect(DOCTOR, new AttestRecord(Hash.ZERO), Outcome.UNKNOWN_RECORD);
    assertThat(attest(DOCTOR)).isEqualTo(Outcome.OK);
    assertThat(attest(DOCTOR)).isEqualTo(Outcome.ALREADY_ATTESTED);
  }

  @Example
  void notWhatWasFoundFalseAndNotForAnOwnerThatLeft() {
    Hash other = chain.upload(OTHER_PATIENT, "image", 2);
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(attest(DOCTOR)).isEqualTo(Outcome.RECORD_FALSE);
    chain.run(OTHER_PATIENT, new LeaveChain());
    chain.expect(DOCTOR, new AttestRecord(other), Outcome.OWNER_LEFT);
  }

  @Example
  void notWhileTheDoctorIsFrozenAndNeverAfterItsKeyWasRevoked() {
    chain.run(CENTER, new FreezeAccount(DOCTOR.publicKey()));
    assertThat(attest(DOCTOR)).isEqualTo(Outcome.ACCOUNT_FROZEN);
    chain.run(CENTER, new ThawAccount(DOCTOR.publicKey()));
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.ONE, DOCTOR.publicKey(), RevocationReason.KEY_COMPROMISE, true);
    chain.run(CENTER, new RevokeCertificates(1, Hash.ZERO, List.of(entry)));
    assertThat(attest(DOCTOR)).isEqualTo(Outcome.REVOKED);
  }

  /** The past of a record is not undone: a verdict and an attestation may contradict each other. */
  @Example
  void aLaterVerdictLeavesTheSignature() {
    attest(DOCTOR);
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(Attestations.COUNTER_SIGNATURES.get(chain.state(), id)).isPresent();
    assertThat(Records.find(chain.state(), id).orElseThrow().foundFalse()).isTrue();
  }
}
