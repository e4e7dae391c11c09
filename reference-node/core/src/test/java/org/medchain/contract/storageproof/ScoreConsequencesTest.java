package org.medchain.contract.storageproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.incentive.VerdictRules;

/** GAME-30: the consequences of a score. */
class ScoreConsequencesTest {
  private static final MerkleTree TREE = MerkleTree.of(Chunk.of(Bytes.of(new byte[5])));
  private static final MembershipLevel LEVEL = new MembershipLevel(1, 5, 100);

  /** Every tenth block; from two misses on 60 points; a level for each answer. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
          .with(new MembershipRules(List.of(LEVEL, LEVEL)))
          .with(new AuditRules(10, 3, 2, 9, new ScoreRules(-1, 60, 1)));

  private static final List<KeyPair> VERIFIERS =
      IntStream.range(0, 8).mapToObj(each -> TestChain.keys("verifier " + each)).toList();

  private final TestChain chain =
      new TestChain(
          RULES,
          VERIFIERS.stream()
              .map(each -> new Participant(each.publicKey(), Role.HOSPITAL))
              .toList());

  private int records;

  private Hash entrusted(KeyPair holder) {
    Hash id = chain.upload(PATIENT, "image", ++records);
    chain.run(PATIENT, new EntrustFile(id, holder.publicKey(), TREE.root(), 1));
    return id;
  }

  /** A file that is held, and for which nothing was answered. */
  private Hash missed(KeyPair holder, int audits) {
    Hash id = entrusted(holder);
    chain.expect(holder, new HoldFile(id), Outcome.OK);
    long next = chain.contract().height() / 10 + audits;
    chain.advanceTo(10 * next + 5);
    chain.expect(CENTER, new ClaimMissed(id, holder.publicKey()), Outcome.OK);
    assertThat(Scores.of(chain.state(), holder.publicKey()).value()).isEqualTo(-audits);
    return id;
  }

  @Example
  void whoMissedAuditsNeedsADepositForAFurtherFile() {
    Hash id = missed(HOSPITAL, 1);
    Hash next = entrusted(HOSPITAL);
    chain.expect(HOSPITAL, new HoldFile(next), Outcome.OK);
    chain.run(HOSPITAL, new ReleaseFile(next, HOSPITAL.publicKey()));
    chain.advanceTo(25);
    chain.run(CENTER, new ClaimMissed(id, HOSPITAL.publicKey()));
    assertThat(Scores.of(chain.state(), HOSPITAL.publicKey()).value()).isEqualTo(-2);
    Hash last = entrusted(HOSPITAL);
    // It has 82 of the 60 that it needs, and then 59.
    chain.run(HOSPITAL, new RedeemPoints(23));
    assertThat(chain.balance(HOSPITAL)).isEqualTo(59);
    chain.expect(HOSPITAL, new HoldFile(last), Outcome.INSUFFICIENT_POINTS);
    // Without the rule nobody asks.
    chain.run(
        CENTER,
        new ChangeRules(chain.contract().height() + 2, RULES.with(new AuditRules(10, 3, 2, 9))));
    chain.add(List.of());
    chain.expect(HOSPITAL, new HoldFile(last), Outcome.OK);
  }

  /** Those of a low rank sit only where twice as many that were shuffled do not suffice. */
  @Example
  void whoHasALowRankIsDrawnLast() {
    VERIFIERS.subList(0, 3).forEach(each -> missed(each, 2));
    chain.run(
        CENTER,
        new ChangeRules(
            chain.contract().height() + 2, RULES.with(new VerdictRules(4, 3, 0, 8, 1, 1, 0, 0))));
    chain.add(List.of());
    List<PublicKey> low = VERIFIERS.subList(0, 3).stream().map(KeyPair::publicKey).toList();
    for (int i = 0; i < 20; i++) {
      Hash id = chain.upload(PATIENT, "image", ++records);
      chain.add(List.of());
      List<PublicKey> drawn =
          Verdicts.of(chain.state(), id).orElseThrow().seats().stream()
              .map(Verification.Seat::verifier)
              .toList();
      // Of ten verifiers eight are considered, of whom three at most rank low: five do not.
      assertThat(drawn).hasSize(4).doesNotHaveDuplicates().doesNotContainAnyElementsOf(low);
    }
  }

  @Example
  void theRulesHaveRanges() {
    assertRefused(() -> new ScoreRules(ScoreRules.MOST + 1, 0, 0));
    assertRefused(() -> new ScoreRules(0, -1, 0));
    assertRefused(() -> new ScoreRules(0, 0, -1));
    assertRefused(() -> new AuditRules(0, 0, 0, 0, new ScoreRules(0, 1, 1)));
  }
}
