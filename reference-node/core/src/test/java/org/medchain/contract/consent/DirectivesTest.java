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

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.DirectiveScope.AllRecords;
import org.medchain.contract.consent.DirectiveScope.OfType;
import org.medchain.contract.consent.DirectiveScope.OneRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;

/** CON-30, CON-31, CON-33: the permissions to give consent, and the answers to reads. */
class DirectivesTest {
  private static final Grantee DOCTORS = new Grantee.AnyOf(Role.DOCTOR);
  private static final KeyPair OTHER_DOCTOR = TestChain.keys("doctor 1");
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

  private void register(KeyPair who, Role role) {
    chain.run(CENTER, new Register(TestChain.of(who.publicKey(), role)));
  }

  /** ROLE-8: with a directive, and for the purposes of the role. */
  @Example
  void someRolesReadForOneThingOnly() {
    Map<Role, List<Purpose>> only =
        Map.of(
            Role.INSURER, List.of(Purpose.HPAYMT),
            Role.PHARMA, List.of(Purpose.HRESCH, Purpose.HMARKT),
            Role.SUPERVISION, List.of(Purpose.HOPERAT, Purpose.PUBHLTH),
            Role.PUBLIC_SECURITY, List.of(Purpose.PUBHLTH));
    List<Purpose> asked =
        List.of(
            Purpose.TREAT,
            Purpose.HPAYMT,
            Purpose.HOPERAT,
            Purpose.HRESCH,
            Purpose.PATRQT,
            Purpose.PUBHLTH,
            Purpose.HMARKT);
    for (Role role : OperationPermissions.PARTICIPANT.roles()) {
      KeyPair reader = TestChain.keys("a " + role.word());
      register(reader, role);
      for (Purpose purpose : asked) {
        boolean reads = only.getOrDefault(role, List.of(purpose)).contains(purpose);
        ReadAnswer without = reads ? ReadAnswer.NO_CONSENT : ReadAnswer.WRONG_PURPOSE;
        assertThat(read(reader, purpose)).as("%s %s", role, purpose).isEqualTo(without);
        allow(new OneRecord(id), new Grantee.AnyOf(role), purpose);
        assertThat(read(reader, purpose))
            .as("%s %s", role, purpose)
            .isEqualTo(reads ? ReadAnswer.DIRECTIVE : ReadAnswer.WRONG_PURPOSE);
      }
    }
  }

  @Example
  void aDirectiveIsForItsPurposeAndWhatIsAKindOfIt() {
    register(OTHER_DOCTOR, Role.DOCTOR);
    assertThat(read(OTHER_DOCTOR, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
    allow(new OneRecord(id), party(OTHER_DOCTOR), Purpose.TREAT);
    assertThat(read(OTHER_DOCTOR, Purpose.TREAT)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(OTHER_DOCTOR, Purpose.ETREAT)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(OTHER_DOCTOR, Purpose.HRESCH)).isEqualTo(ReadAnswer.NO_CONSENT);
    assertThat(read(INSTITUTION, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
    // Not the other way round.
    allow(new OneRecord(id), party(INSTITUTION), Purpose.ETREAT);
    assertThat(read(INSTITUTION, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
  }

  @Example
  void aScopeIsARecordATypeOrAllOfThem() {
    Hash image = chain.upload(PATIENT, "image", 2);
    Hash report = chain.upload(PATIENT, "report", 3);
    Hash others = chain.upload(OTHER_PATIENT, "image", 4);
    allow(new OneRecord(id), party(HOSPITAL), Purpose.TREAT);
    assertThat(read(HOSPITAL, image, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
    allow(new OfType("image"), party(HOSPITAL), Purpose.TREAT);
    assertThat(read(HOSPITAL, image, Purpose.TREAT)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(HOSPITAL, report, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
    allow(new AllRecords(), new Grantee.AnyOf(Role.HOSPITAL), Purpose.TREAT);
    assertThat(read(HOSPITAL, report, Purpose.TREAT)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(HOSPITAL, chain.upload(PATIENT, "new", 5), Purpose.TREAT))
        .isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(HOSPITAL, others, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
    assertThat(read(INSTITUTION, report, Purpose.TREAT)).isEqualTo(ReadAnswer.NO_CONSENT);
  }

  /** To the millisecond of the block's time: a block comes every second here. */
  @Example
  void aDirectiveEndsAtItsTime() {
    long untilMs = chain.nowMs() + 3_000;
    DirectiveTerms terms = terms(new AllRecords(), DOCTORS, Purpose.HRESCH);
    register(OTHER_DOCTOR, Role.DOCTOR);
    assertThat(issue(PATIENT, terms, untilMs)).isEqualTo(Outcome.OK);
    assertThat(read(OTHER_DOCTOR, Purpose.HRESCH)).isEqualTo(ReadAnswer.EXPIRED);
    // The same terms again replace the time, and take no other place.
    assertThat(issue(PATIENT, terms, chain.nowMs() + 3_000)).isEqualTo(Outcome.OK);
    assertThat(read(OTHER_DOCTOR, Purpose.HRESCH)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(OTHER_DOCTOR, Purpose.HRESCH)).isEqualTo(ReadAnswer.EXPIRED);
    assertThat(Directives.of(chain.state(), PATIENT.publicKey())).hasSize(1);
    assertThat(issue(PATIENT, terms, chain.nowMs() + 1_000)).isEqualTo(Outcome.TIME_PASSED);
  }

  @Example
  void revokedMeansAtOnce() {
    DirectiveTerms first = terms(new AllRecords(), party(HOSPITAL), Purpose.TREAT);
    DirectiveTerms second = terms(new AllRecords(), party(INSTITUTION), Purpose.TREAT);
    issue(PATIENT, first, FAR);
    issue(PATIENT, second, FAR);
    assertThat(issue(PATIENT, second, FAR)).isEqualTo(Outcome.ALREADY_GRANTED);
    var block =
        chain.add(
            List.of(
                chain.order(HOSPITAL, new ReadRecord(id, Purpose.TREAT)),
                chain.order(PATIENT, new RevokeDirective(first.id())),
                chain.order(HOSPITAL, new ReadRecord(id, Purpose.TREAT))));
    assertThat(
            block.receipts().stream()
                .flatMap(each -> MedicalModules.events(each).stream())
                .filter(ConsentEvents.ReadAnswered.class::isInstance)
                .map(each -> ((ConsentEvents.ReadAnswered) each).line().answer()))
        .containsExactly(ReadAnswer.DIRECTIVE, ReadAnswer.NO_CONSENT);
    assertThat(read(INSTITUTION, Purpose.TREAT)).isEqualTo(ReadAnswer.DIRECTIVE);
    chain.expect(PATIENT, new RevokeDirective(first.id()), Outcome.NOT_GRANTED);
    chain.expect(OTHER_PATIENT, new RevokeDirective(second.id()), Outcome.NOT_ALLOWED);
    // The gap is closed.
    assertThat(Directives.of(chain.state(), PATIENT.publicKey()))
        .containsExactly(new ConsentDirective(second, FAR, PATIENT.publicKey(), 0));
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

  @Example
  void whoNeedsNoDirective() {
    assertThat(read(PATIENT, Purpose.PATRQT)).isEqualTo(ReadAnswer.OWNER);
    assertThat(read(DOCTOR, Purpose.TREAT)).isEqualTo(ReadAnswer.AUTHOR);
    chain.expect(CENTER, new ReadRecord(id, Purpose.TREAT), Outcome.NOT_ALLOWED);
    chain.expect(HOSPITAL, new ReadRecord(Hash.ZERO, Purpose.TREAT), Outcome.UNKNOWN_RECORD);
    chain.run(PATIENT, new LeaveChain());
    assertThat(read(DOCTOR, Purpose.TREAT)).isEqualTo(ReadAnswer.OWNER_LEFT);
    assertThat(read(HOSPITAL, Purpose.TREAT)).isEqualTo(ReadAnswer.OWNER_LEFT);
  }

  /** GAME-7: a reader that bought the record still may, for any purpose (CON-8). */
  @Example
  void onlyBuyersReadAfterTheOwnersExit() {
    chain.run(PATIENT, new OfferRecords("image", 5, List.of(id)));
    chain.run(INSTITUTION, new DemandRecords(PATIENT.publicKey(), "image", 1, 5));
    assertThat(allow(new AllRecords(), party(HOSPITAL), Purpose.TREAT)).isEqualTo(Outcome.OK);
    chain.run(PATIENT, new LeaveChain());
    assertThat(read(INSTITUTION, Purpose.TREAT)).isEqualTo(ReadAnswer.BOUGHT);
    assertThat(read(INSTITUTION, Purpose.BTG)).isEqualTo(ReadAnswer.OWNER_LEFT);
    assertThat(read(HOSPITAL, Purpose.TREAT)).isEqualTo(ReadAnswer.OWNER_LEFT);
    chain.run(CENTER, new FreezeAccount(INSTITUTION.publicKey()));
    assertThat(read(INSTITUTION, Purpose.TREAT)).isEqualTo(ReadAnswer.READER_FROZEN);
  }

  /** CON-33: for a doctor whose account is not frozen, until the owner leaves; always seen. */
  @Example
  void aDoctorBreaksTheGlass() {
    register(OTHER_DOCTOR, Role.DOCTOR);
    var events = chain.events(OTHER_DOCTOR, new ReadRecord(id, Purpose.BTG));
    assertThat(events)
        .contains(
            new ConsentEvents.GlassBroken(id, PATIENT.publicKey(), OTHER_DOCTOR.publicKey(), 0));
    assertThat(AccessLog.lines(chain.state(), PATIENT.publicKey()).getLast().answer())
        .isEqualTo(ReadAnswer.BREAK_GLASS);
    assertThat(read(HOSPITAL, Purpose.BTG)).isEqualTo(ReadAnswer.NOT_A_DOCTOR);
    assertThat(read(OTHER_DOCTOR, Purpose.BTG)).isEqualTo(ReadAnswer.BREAK_GLASS);
    chain.run(CENTER, new FreezeAccount(OTHER_DOCTOR.publicKey()));
    assertThat(read(OTHER_DOCTOR, Purpose.BTG)).isEqualTo(ReadAnswer.READER_FROZEN);
    chain.run(PATIENT, new LeaveChain());
    for (KeyPair who : new KeyPair[] {DOCTOR, OTHER_DOCTOR, HOSPITAL}) {
      assertThat(read(who, Purpose.BTG)).isEqualTo(ReadAnswer.OWNER_LEFT);
    }
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(read(DOCTOR, Purpose.BTG)).isEqualTo(ReadAnswer.RECORD_FALSE);
  }

  /** A read changes the trail, so it is never answered without being ordered. */
  @Example
  void nothingOfThisIsReadWithoutOrdering() {
    for (Operation each :
        new Operation[] {
          new ReadRecord(id, Purpose.PATRQT),
          new IssueDirective(terms(new AllRecords(), DOCTORS, Purpose.TREAT), FAR)
        }) {
      assertThat(Outcome.of(chain.contract().read(chain.order(PATIENT, each))))
          .isEqualTo(Outcome.NOT_READ_ONLY);
    }
  }
}
