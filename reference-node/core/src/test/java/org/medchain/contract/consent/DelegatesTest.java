package org.medchain.contract.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Register;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** CON-31: the delegates of an owner, and the lasting part of the audit trail. */
class DelegatesTest {
  private static final long FAR = Long.MAX_VALUE;
  private static final PublicKey OWNER = PATIENT.publicKey();
  private static final KeyPair GUARDIAN = OTHER_PATIENT;

  private final TestChain chain = new TestChain();
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private Outcome appoint(KeyPair by, KeyPair delegate, long untilMs) {
    return chain.outcome(by, new AppointDelegate(OWNER, delegate.publicKey(), untilMs));
  }

  private Outcome end(KeyPair by, KeyPair delegate) {
    return chain.outcome(by, new EndDelegation(OWNER, delegate.publicKey()));
  }

  private static DirectiveTerms terms(KeyPair reader) {
    return new DirectiveTerms(
        OWNER,
        new DirectiveScope.AllRecords(),
        new Grantee.Party(reader.publicKey()),
        Purpose.TREAT);
  }

  private Outcome allow(KeyPair by, KeyPair reader) {
    return chain.outcome(by, new IssueDirective(terms(reader), FAR));
  }

  private ReadAnswer read(KeyPair who) {
    var events = chain.events(who, new ReadRecord(id, Purpose.TREAT));
    return ((ConsentEvents.ReadAnswered) events.getFirst()).line().answer();
  }

  @Example
  void delegatesThatNameEachOtherReadForNoLongerThanOneOfThemActs() {
    appoint(PATIENT, HOSPITAL, FAR);
    appoint(CENTER, INSTITUTION, chain.nowMs() + 7_000);
    assertThat(allow(HOSPITAL, INSTITUTION)).isEqualTo(Outcome.OK);
    assertThat(allow(INSTITUTION, HOSPITAL)).isEqualTo(Outcome.OK);
    end(PATIENT, HOSPITAL);
    assertThat(read(HOSPITAL)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(read(INSTITUTION)).isEqualTo(ReadAnswer.DELEGATE);
    chain.add(List.of());
    // Its time is over: both have lost what they had.
    assertThat(read(HOSPITAL)).isEqualTo(ReadAnswer.NO_CONSENT);
    assertThat(read(INSTITUTION)).isEqualTo(ReadAnswer.NO_CONSENT);
  }

  @Example
  void anOwnerHasAtMostSoManyOfEach() {
    for (int i = 0; i <= Delegates.MAX_OF_EACH; i++) {
      KeyPair next = TestChain.keys("delegate " + i);
      chain.run(CENTER, new Register(new Participant(next.publicKey(), Role.PATIENT)));
      Outcome expected = i < Delegates.MAX_OF_EACH ? Outcome.OK : Outcome.LIMIT_REACHED;
      assertThat(appoint(PATIENT, next, FAR)).isEqualTo(expected);
      assertThat(appoint(CENTER, next, FAR)).isEqualTo(expected);
    }
    assertThat(appoint(PATIENT, TestChain.keys("delegate 0"), FAR - 1)).isEqualTo(Outcome.OK);
  }

  @Example
  void allOfItIsProvedByTheStatesRoot() {
    appoint(PATIENT, GUARDIAN, FAR);
    allow(PATIENT, HOSPITAL);
    read(HOSPITAL);
    Bytes[] keys = {
      Directives.DIRECTIVES.entry(terms(HOSPITAL).id()).key(),
      Directives.COUNTS.entry(OWNER).key(),
      Directives.placeEntry(OWNER, 0).key(),
      Delegates.DELEGATES.entry(OWNER).key(),
      AccessLog.TRAILS.entry(OWNER).key(),
      AccessLog.lineEntry(OWNER, 0).key()
    };
    for (Bytes key : keys) {
      Bytes value = chain.state().tree().get(key).orElseThrow();
      assertThat(
              chain
                  .state()
                  .tree()
                  .proof(key)
                  .showsPresent(key, value, chain.contract().stateRoot()))
          .isTrue();
    }
  }
}
