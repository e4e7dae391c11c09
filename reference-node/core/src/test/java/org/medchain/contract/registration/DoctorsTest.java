package org.medchain.contract.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.PRACTICE;
import static org.medchain.contract.TestChain.STRANGER;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.contract.Genesis;
import org.medchain.contract.TestChain;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** CON-42: a doctor belongs to a hospital, and treats while it is there. */
class DoctorsTest {
  private final TestChain chain = new TestChain();
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private Outcome register(KeyPair doctor, KeyPair hospital) {
    Participant joining = Participant.of(doctor.publicKey(), Role.DOCTOR, hospital.publicKey());
    return chain.outcome(CENTER, new Register(joining));
  }

  private Outcome upload(int number) {
    return chain.outcome(PATIENT, new UploadRecord(TestChain.record(PATIENT, "image", number)));
  }

  private ReadAnswer read(Purpose purpose) {
    var event = chain.events(DOCTOR, new ReadRecord(id, purpose)).getFirst();
    return ((ReadAnswered) event).line().answer();
  }

  private void revoke(long number, PublicKey key) {
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.valueOf(number), key, RevocationReason.CESSATION_OF_OPERATION, true);
    chain.run(CENTER, new RevokeCertificates(number, Hash.ZERO, List.of(entry)));
  }

  @Example
  void onlyWhoMayHaveDoctorsHasThem() {
    for (Role role : OperationPermissions.PARTICIPANT.roles()) {
      KeyPair employer = TestChain.keys("employer " + role);
      chain.run(CENTER, new Register(TestChain.of(employer.publicKey(), role)));
      KeyPair doctor = TestChain.keys("doctor of " + role);
      boolean may = role.has(Role.Duty.EMPLOY);
      assertThat(register(doctor, employer))
          .as("%s", role)
          .isEqualTo(may ? Outcome.OK : Outcome.NO_HOSPITAL);
      assertThat(Registration.role(chain.state(), doctor.publicKey()).isPresent()).isEqualTo(may);
      assertThat(Registration.HOSPITALS.get(chain.state(), doctor.publicKey()))
          .isEqualTo(Optional.of(employer.publicKey()).filter(each -> may));
    }
    assertThat(register(STRANGER, STRANGER)).isEqualTo(Outcome.NO_HOSPITAL);
    assertThat(register(STRANGER, CENTER)).isEqualTo(Outcome.NO_HOSPITAL);
  }

  @Example
  void noOtherParticipantHasOne() {
    PublicKey key = STRANGER.publicKey();
    assertRefused(() -> new Participant(key, Role.DOCTOR));
    assertRefused(() -> new Participant(key, Role.PATIENT, Optional.of(key)));
    List<Participant> alone = List.of(TestChain.doctor(DOCTOR));
    assertRefused(() -> new Genesis(chain.genesis().terms(), alone))
        .hasMessageContaining("no hospital of the doctor");
  }

  @Example
  void withoutItTheDoctorTreatsNobody() {
    assertThat(read(Purpose.BTG)).isEqualTo(ReadAnswer.BREAK_GLASS);
    chain.run(PRACTICE, new LeaveChain());
    assertTreats(false);
    // The doctor still reads, and signs, its earlier records.
    assertThat(read(Purpose.TREAT)).isEqualTo(ReadAnswer.AUTHOR);
    chain.expect(DOCTOR, new AttestRecord(id), Outcome.OK);
    assertThat(register(DOCTOR, PRACTICE)).isEqualTo(Outcome.ALREADY_REGISTERED);
  }

  @Example
  void theCenterRegistersItWithAnother() {
    revoke(1, PRACTICE.publicKey());
    assertTreats(false);
    long points = chain.balance(DOCTOR);
    assertThat(register(DOCTOR, INSTITUTION)).isEqualTo(Outcome.NO_HOSPITAL);
    Operation moving =
        new Register(Participant.of(DOCTOR.publicKey(), Role.DOCTOR, HOSPITAL.publicKey()));
    chain.expect(HOSPITAL, moving, Outcome.NOT_ALLOWED);
    assertThat(chain.events(CENTER, moving))
        .containsExactly(
            new RegistrationEvents.DoctorEmployed(DOCTOR.publicKey(), HOSPITAL.publicKey()));
    assertTreats(true);
    assertThat(chain.balance(DOCTOR)).isEqualTo(points);
    assertThat(register(DOCTOR, HOSPITAL)).isEqualTo(Outcome.ALREADY_REGISTERED);
    assertThat(register(PATIENT, HOSPITAL)).isEqualTo(Outcome.ALREADY_REGISTERED);
    revoke(2, DOCTOR.publicKey());
    assertThat(register(DOCTOR, HOSPITAL)).isEqualTo(Outcome.ALREADY_REGISTERED);
  }

  private void assertTreats(boolean treats) {
    int number = 10 + chain.blocks().size();
    assertThat(upload(number)).isEqualTo(treats ? Outcome.OK : Outcome.NO_HOSPITAL);
    assertThat(read(Purpose.BTG))
        .isEqualTo(treats ? ReadAnswer.BREAK_GLASS : ReadAnswer.NOT_A_DOCTOR);
  }
}
