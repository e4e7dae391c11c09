package org.medchain.contract.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;
import org.medchain.incentive.VerdictRules;

/** CON-7, CON-31, GAME-3 to GAME-5, GAME-8: the prices of reads, and readers that read nothing. */
class PaidReadsTest {
  /** Hospital and institution decide together; a level takes half off; scores are kept. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(TestChain.RULES)
          .with(new VerdictRules(2, 2, 1, 6, 0, 0, 0, 0))
          .with(new MembershipRules(List.of(new MembershipRules.MembershipLevel(20, 4, 5_000))))
          .with(new AuditRules(90, 3, 2, 9));

  private final TestChain judged = new TestChain(RULES, List.of());

  private Hash accepted() {
    Hash id = judged.upload(PATIENT, "image", 1);
    judged.add(List.of());
    for (KeyPair each : List.of(HOSPITAL, INSTITUTION)) {
      judged.expect(each, new CastVote(id, true), Outcome.OK);
    }
    return id;
  }

  /** Price 7, of which the owner gets 80 %, rounded down. */
  @Example
  void aReadForResearchPaysTheOwnerAndOneForTreatmentCostsNothing() {
    Hash id = accepted();
    for (Purpose each : List.of(Purpose.TREAT, Purpose.HRESCH)) {
      judged.run(PATIENT, Consents.allow(PATIENT, id, OTHER_PATIENT, each));
    }
    EvaluateRecord holds = new EvaluateRecord(id, true);
    AccessEntry free = Consents.read(judged, OTHER_PATIENT, id, Purpose.TREAT);
    assertThat(free.answer()).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(free.price()).isZero();
    assertThat(judged.balance(OTHER_PATIENT)).isEqualTo(100);
    assertThat(Scores.of(judged.state(), PATIENT.publicKey())).isEqualTo(Score.NONE);
    judged.expect(OTHER_PATIENT, holds, Outcome.NOT_OBTAINED);
    AccessEntry paid = Consents.read(judged, OTHER_PATIENT, id, Purpose.HRESCH);
    assertThat(paid.answer()).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(paid.price()).isEqualTo(7);
    assertThat(judged.balance(OTHER_PATIENT)).isEqualTo(93);
    assertThat(judged.balance(PATIENT)).isEqualTo(110 + 5);
    assertThat(judged.state().supply().burnt()).isEqualTo(2);
    assertThat(judged.state().supply().isConserved()).isTrue();
    assertThat(Scores.of(judged.state(), PATIENT.publicKey())).isEqualTo(new Score(0, 0, 1));
    judged.expect(OTHER_PATIENT, holds, Outcome.OK);
    // Having paid once gives nothing for the next time, but a level does, while it holds.
    judged.run(OTHER_PATIENT, new BuyLevel(1));
    for (long price : List.of(4L, 4L, 4L, 4L, 7L)) {
      assertThat(Consents.read(judged, OTHER_PATIENT, id, Purpose.HRESCH).price()).isEqualTo(price);
    }
    assertThat(
            AccessLog.lines(judged.state(), PATIENT.publicKey()).stream().map(AccessEntry::price))
        .containsExactly(0L, 7L, 4L, 4L, 4L, 4L, 7L);
  }

  /** INC-4: nothing is paid in part; the owner sees who could not pay. */
  @Example
  void whoHasNoPointsLeftReadsNothing() {
    TestChain dear = new TestChain(new PointRules(20, 0, 0, 15, 10_000));
    Hash id = dear.upload(PATIENT, "image", 1);
    for (Purpose each : List.of(Purpose.TREAT, Purpose.HMARKT)) {
      dear.run(PATIENT, Consents.allow(PATIENT, id, INSTITUTION, each));
    }
    assertThat(Consents.read(dear, INSTITUTION, id, Purpose.HMARKT).price()).isEqualTo(15);
    AccessEntry refused = Consents.read(dear, INSTITUTION, id, Purpose.HMARKT);
    assertThat(refused.answer()).isEqualTo(ReadAnswer.INSUFFICIENT_POINTS);
    assertThat(refused.price()).isZero();
    assertThat(AccessLog.lines(dear.state(), PATIENT.publicKey())).endsWith(refused);
    assertThat(dear.balance(INSTITUTION)).isEqualTo(5);
    assertThat(dear.balance(PATIENT)).isEqualTo(35);
    assertThat(
            ReadRecord.answer(
                dear.state(),
                id,
                INSTITUTION.publicKey(),
                Purpose.HMARKT,
                dear.contract().height() + 1,
                dear.blocks().getLast().header().timestampMs()))
        .as("who paid may still be given the key")
        .contains(ReadAnswer.DIRECTIVE);
    assertThat(Consents.read(dear, INSTITUTION, id, Purpose.TREAT).answer())
        .isEqualTo(ReadAnswer.DIRECTIVE);
  }

  @Example
  void aPriceOfNothingIsNoPrice() {
    TestChain free = new TestChain(new PointRules(100, 10, 25, 0, 8_000));
    Hash id = free.upload(PATIENT, "image", 1);
    free.run(PATIENT, Consents.allow(PATIENT, id, INSTITUTION, Purpose.HRESCH));
    AccessEntry line = Consents.read(free, INSTITUTION, id, Purpose.HRESCH);
    assertThat(line.answer()).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(line.price()).isZero();
  }
}
