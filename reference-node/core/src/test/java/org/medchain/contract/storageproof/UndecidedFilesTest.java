package org.medchain.contract.storageproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;
import org.medchain.incentive.VerdictRules;

/** GAME-1, GAME-4: verifiers see the file of a record before their verdict; it earns nothing. */
class UndecidedFilesTest {
  private static final PublicKey HOLDER = HOSPITAL.publicKey();
  private static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[3 * Chunk.MAX_SIZE]));
  private static final MerkleTree TREE = MerkleTree.of(FILE);

  /** The hospital and the institution decide together; an audit in every tenth block. */
  private final TestChain chain =
      new TestChain(
          IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
              .with(new VerdictRules(2, 2, 0, 60, 0, 0, 0, 0))
              .with(new AuditRules(10, 3, 2, 9)),
          List.of());

  private final Hash id = chain.upload(PATIENT, "image", 1);

  private Outcome entrust() {
    return chain.outcome(PATIENT, new EntrustFile(id, HOLDER, TREE.root(), FILE.size()));
  }

  private void held() {
    assertThat(entrust()).isEqualTo(Outcome.OK);
    chain.expect(HOSPITAL, new HoldFile(id), Outcome.OK);
  }

  private Outcome prove() {
    AuditRound round = Audits.last(chain.state()).orElseThrow();
    int asked =
        Audits.holding(chain.state(), id, HOLDER).orElseThrow().challenge(round, id, HOLDER);
    return chain.outcome(HOSPITAL, new ProveStorage(id, FILE.get(asked), TREE.proof(asked)));
  }

  private void decided(boolean valid) {
    for (KeyPair each : List.of(HOSPITAL, INSTITUTION)) {
      chain.expect(each, new CastVote(id, valid), Outcome.OK);
    }
  }

  @Example
  void aPendingFileIsHeldForItsVerifiersAndEarnsFromTheVerdictOn() {
    held();
    assertThat(readAsVerifier()).isEqualTo(ReadAnswer.VERIFIER);
    chain.advanceTo(10);
    assertThat(prove()).isEqualTo(Outcome.OK);
    assertThat(prove()).as("it is answered").isEqualTo(Outcome.NO_CHALLENGE);
    assertThat(chain.balance(HOSPITAL)).isEqualTo(100);
    assertThat(Scores.of(chain.state(), HOLDER)).isEqualTo(Score.NONE);
    decided(true);
    chain.advanceTo(20);
    assertThat(prove()).isEqualTo(Outcome.OK);
    assertThat(chain.balance(HOSPITAL)).isEqualTo(102);
    assertThat(Scores.of(chain.state(), HOLDER)).isEqualTo(new Score(1, 0, 0));
  }

  private ReadAnswer readAsVerifier() {
    chain.run(INSTITUTION, new ReadRecord(id, Purpose.HOPERAT));
    return AccessLog.lines(chain.state(), PATIENT.publicKey()).getLast().answer();
  }
}
