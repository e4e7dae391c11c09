package org.medchain.contract.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.RewardRule;
import org.medchain.incentive.RewardRules;
import org.medchain.incentive.ScarcityRules;

/** INC-11: a verdict earns the reward, and a content has one. */
class EarnedRewardTest {
  private static final IncentiveRules LITERAL = IncentiveRules.of(TestChain.RULES);
  private static final IncentiveRules EARNED = LITERAL.with(new ScarcityRules(true, 0, 0, 0));

  private final TestChain chain = new TestChain(EARNED, List.of());

  /** The same file; another time makes it another record. */
  private static MedicalRecord record(KeyPair patient, long timestampMs) {
    MedicalRecord first = TestChain.record(patient, "image", 1);
    MedicalRecord.DigestBlock digest = first.digest();
    return new MedicalRecord(
        first.patient(),
        first.metadata(),
        new MedicalRecord.DigestBlock(
            timestampMs, digest.doctor(), digest.description(), digest.type()));
  }

  private static Hash upload(TestChain on, KeyPair patient, long timestampMs) {
    MedicalRecord record = record(patient, timestampMs);
    on.expect(patient, new UploadRecord(record), Outcome.OK);
    return record.id();
  }

  private Outcome confirm(Hash record) {
    return chain.outcome(CENTER, new CastVote(record, true));
  }

  /** INC-10: the rule that the ledger's parameters name pays, by the patient's own records. */
  @Example
  void theNamedRuleIsInForce() {
    RewardRule halved = RewardRules.byName("halved");
    TestChain named = new TestChain(LITERAL.with(TestChain.RULES.with(halved)), List.of());
    for (long time = 1; time <= 12; time++) {
      upload(named, PATIENT, time);
    }
    upload(named, OTHER_PATIENT, 1);
    assertThat(named.balance(PATIENT)).isEqualTo(100 + 10 * 10 + 2 * 5);
    assertThat(named.balance(OTHER_PATIENT)).isEqualTo(110);
  }

  @Example
  void aContentIsRewardedOnceEvenIfAnotherUploadsItAgain() {
    assertThat(confirm(upload(chain, PATIENT, 1))).isEqualTo(Outcome.OK);
    assertThat(confirm(upload(chain, PATIENT, 2))).isEqualTo(Outcome.OK);
    assertThat(confirm(upload(chain, OTHER_PATIENT, 3))).isEqualTo(Outcome.OK);
    assertThat(chain.balance(PATIENT)).isEqualTo(110);
    assertThat(chain.balance(OTHER_PATIENT)).isEqualTo(100);
  }
}
