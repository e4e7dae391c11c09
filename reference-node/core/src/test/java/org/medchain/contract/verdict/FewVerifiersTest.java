package org.medchain.contract.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.VerdictRules;

/** GAME-1 where there are few hospitals and institutions: a committee can reach its quorum. */
class FewVerifiersTest {
  private static final KeyPair THIRD = TestChain.keys("verifier 0");

  /** Three of five decide. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
          .with(new VerdictRules(5, 3, 1, 6, 3, 4, 5, 6));

  /** With a hospital and an institution. */
  private final TestChain chain = new TestChain(RULES, List.of());

  private Outcome upload(int number) {
    return chain.outcome(PATIENT, new UploadRecord(TestChain.record(PATIENT, "image", number)));
  }

  private void registerThird() {
    Participant third = new Participant(THIRD.publicKey(), Role.RESEARCH);
    chain.expect(CENTER, new Register(third), Outcome.OK);
  }

  @Example
  void fewerThanTheQuorumTakeNoRecords() {
    MedicalRecord record = TestChain.record(PATIENT, "image", 1);
    assertThat(upload(1)).isEqualTo(Outcome.TOO_FEW_VERIFIERS);
    assertThat(Records.find(chain.state(), record.id())).isEmpty();
    assertThat(Verdicts.of(chain.state(), record.id())).isEmpty();
    registerThird();
    assertThat(upload(1)).isEqualTo(Outcome.OK);
    chain.run(INSTITUTION, new LeaveChain());
    assertThat(upload(2)).isEqualTo(Outcome.TOO_FEW_VERIFIERS);
  }

  @Example
  void fewerThanTheSeatsAreAllDrawnAndDecideTogether() {
    registerThird();
    assertThat(upload(1)).isEqualTo(Outcome.OK);
    chain.add(List.of());
    Hash id = TestChain.record(PATIENT, "image", 1).id();
    assertThat(Verdicts.of(chain.state(), id).orElseThrow().seats()).hasSize(3);
    for (KeyPair each : List.of(TestChain.HOSPITAL, INSTITUTION, THIRD)) {
      chain.expect(each, new CastVote(id, true), Outcome.OK);
    }
    assertThat(Records.find(chain.state(), id).orElseThrow().isValid()).isTrue();
  }

  /** The fault, and the allowed values, in one line; also for rules that are ordered. */
  @Example
  void aQuorumThatNoCommitteeReachesIsNoRule() {
    for (int quorum : new int[] {-1, 0, 2, 6, Integer.MAX_VALUE}) {
      assertRefused(() -> new VerdictRules(5, quorum, 0, 6, 0, 0, 0, 0))
          .hasMessage("the quorum of 5 verifiers is 3 to 5 equal votes, not " + quorum);
    }
  }
}
