package org.medchain.contract.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.DirectiveScope.AllRecords;
import org.medchain.contract.consent.DirectiveScope.OfType;
import org.medchain.contract.consent.DirectiveScope.OneRecord;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;

/** CON-30, CON-31, CON-33: the permissions to give consent, and the answers to reads. */
class DirectivesTest {
  private static final Grantee DOCTORS = new Grantee.AnyOf(Role.DOCTOR);
  private static final long FAR = Long.MAX_VALUE;

  private final TestChain chain = new TestChain();
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private static Grantee party(KeyPair who) {
    return new Grantee.Party(who.publicKey());
  }

  private static DirectiveTerms terms(DirectiveScope scope, Grantee grantee, Purpose purpose) {
    return new DirectiveTerms(PATIENT.publicKey(), scope, grantee, purpose);
  }

  private Outcome issue(KeyPair who, DirectiveTerms terms, long untilMs) {
    return chain.outcome(who, new IssueDirective(terms, untilMs));
  }

  private Outcome allow(DirectiveScope scope, Grantee grantee, Purpose purpose) {
    return issue(PATIENT, terms(scope, grantee, purpose), FAR);
  }

  private ReadAnswer read(KeyPair who, Hash record, Purpose purpose) {
    Event event = chain.events(who, new ReadRecord(record, purpose)).getFirst();
    ConsentEvents.ReadAnswered answered = (ConsentEvents.ReadAnswered) event;
    assertThat(answered.line())
        .isEqualTo(AccessLog.lines(chain.state(), answered.owner()).getLast());
    return answered.line().answer();
  }

  private ReadAnswer read(KeyPair who, Purpose purpose) {
    return read(who, id, purpose);
  }

  /** CON-31: owner and center see it, in an event and in the trail. */
  @Example
  void aDoctorBreaksTheGlass() {
    KeyPair other = TestChain.keys("doctor 1");
    chain.run(CENTER, new Register(TestChain.of(other.publicKey(), Role.DOCTOR)));
    assertThat(chain.events(other, new ReadRecord(id, Purpose.BTG)))
        .contains(new ConsentEvents.GlassBroken(id, PATIENT.publicKey(), other.publicKey(), 0));
    assertThat(read(other, Purpose.BTG)).isEqualTo(ReadAnswer.BREAK_GLASS);
  }

  @Example
  void everyReasonToRefuseADirective() {
    DirectiveTerms all = terms(new AllRecords(), DOCTORS, Purpose.TREAT);
    for (KeyPair who : new KeyPair[] {OTHER_PATIENT, DOCTOR, HOSPITAL, INSTITUTION, CENTER}) {
      assertThat(issue(who, all, FAR)).isEqualTo(Outcome.NOT_ALLOWED);
    }
    assertThat(issue(STRANGER, all, FAR)).isEqualTo(Outcome.UNKNOWN_SENDER);
    assertThat(
            issue(
                HOSPITAL,
                new DirectiveTerms(HOSPITAL.publicKey(), new AllRecords(), DOCTORS, Purpose.TREAT),
                FAR))
        .isEqualTo(Outcome.UNKNOWN_PARTICIPANT);
    assertThat(allow(new OneRecord(Hash.ZERO), DOCTORS, Purpose.TREAT))
        .isEqualTo(Outcome.UNKNOWN_RECORD);
    assertThat(
            allow(new OneRecord(chain.upload(OTHER_PATIENT, "image", 2)), DOCTORS, Purpose.TREAT))
        .isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(allow(new AllRecords(), party(PATIENT), Purpose.TREAT))
        .isEqualTo(Outcome.NOT_ALLOWED);
    for (KeyPair none : new KeyPair[] {STRANGER, CENTER}) {
      assertThat(allow(new AllRecords(), party(none), Purpose.TREAT))
          .isEqualTo(Outcome.UNKNOWN_PARTICIPANT);
    }
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(allow(new OneRecord(id), DOCTORS, Purpose.TREAT)).isEqualTo(Outcome.RECORD_FALSE);
    assertRefused(() -> terms(new AllRecords(), DOCTORS, Purpose.BTG));
    assertRefused(() -> new Grantee.AnyOf(Role.REGULATORY_CENTER));
    assertRefused(() -> new OfType(""));
  }

  @Example
  void anOwnerHasAtMostSoMany() {
    for (int i = 0; i < Directives.MAX_OF_OWNER; i++) {
      assertThat(allow(new OfType("type " + i), DOCTORS, Purpose.TREAT)).isEqualTo(Outcome.OK);
    }
    assertThat(allow(new AllRecords(), DOCTORS, Purpose.TREAT)).isEqualTo(Outcome.LIMIT_REACHED);
    Hash old = terms(new OfType("type 7"), DOCTORS, Purpose.TREAT).id();
    chain.expect(PATIENT, new RevokeDirective(old), Outcome.OK);
    assertThat(allow(new AllRecords(), DOCTORS, Purpose.TREAT)).isEqualTo(Outcome.OK);
  }
}
