package org.medchain.contract.storageproof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;

/** GAME-4: a holder is challenged for unpredictable chunks. */
class AuditsTest {
  private static final PublicKey HOLDER = HOSPITAL.publicKey();
  private static final List<Chunk> FILE = Chunk.of(file(40 * Chunk.MAX_SIZE + 1));
  private static final MerkleTree TREE = MerkleTree.of(FILE);

  /** Every tenth block, three blocks to answer. */
  private final TestChain chain =
      new TestChain(
          IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
              .with(new AuditRules(10, 3, 2, 9)),
          List.of());

  private final Hash id = chain.upload(PATIENT, "image", 1);

  /** Every chunk is another one. */
  private static Bytes file(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i / Chunk.MAX_SIZE);
    }
    return Bytes.of(content);
  }

  private Operation entrust(KeyPair holder) {
    return new EntrustFile(id, holder.publicKey(), TREE.root(), FILE.size());
  }

  private Outcome hold() {
    return chain.outcome(HOSPITAL, new HoldFile(id));
  }

  private Outcome claim() {
    return chain.outcome(DOCTOR, new ClaimMissed(id, HOLDER));
  }

  private void held() {
    chain.run(PATIENT, entrust(HOSPITAL));
    assertThat(hold()).isEqualTo(Outcome.OK);
  }

  private int challenge() {
    WorldState state = chain.state();
    Holding holding = Audits.holding(state, id, HOLDER).orElseThrow();
    return holding.challenge(Audits.last(state).orElseThrow(), id, HOLDER);
  }

  private Score score() {
    return Scores.of(chain.state(), HOLDER);
  }

  @Example
  void aFileIsCutIntoChunks() {
    assertThat(FILE).hasSize(41);
    assertThat(FILE.get(40).content().size()).isEqualTo(1);
    assertThat(Chunk.of(file(Chunk.MAX_SIZE))).hasSize(1);
    assertRefused(() -> new Chunk(file(Chunk.MAX_SIZE + 1)));
    assertRefused(() -> new Chunk(Bytes.EMPTY));
    assertRefused(() -> new EntrustFile(id, HOLDER, TREE.root(), 0));
  }

  /** From this height on a missed audit costs so much, and so often there is one. */
  private void change(long fromHeight, AuditRules rules) {
    IncentiveRules next = chain.state().rules().with(rules);
    chain.expect(CENTER, new ChangeRules(fromHeight, next), Outcome.OK);
  }

  /** GAME-9: however late it is counted. Three end in the blocks 13, 23 and 33. */
  @Example
  void aMissedAuditCostsWhatTheRulesSaidInItsLastBlock() {
    held();
    change(14, new AuditRules(10, 3, 2, 20));
    chain.advanceTo(15);
    change(33, new AuditRules(10, 3, 2, 1));
    chain.advanceTo(35);
    change(37, new AuditRules(10, 3, 2, 50));
    chain.advanceTo(38);
    assertThat(claim()).isEqualTo(Outcome.OK);
    assertThat(chain.balance(HOSPITAL)).isEqualTo(100 - 9 - 20 - 1);
    assertThat(score()).isEqualTo(new Score(0, 3, 0));
  }

  /** CON-28: of changes that are long past the lowest penalty counts. */
  @Example
  void onlySoManyPenaltiesAreKept() {
    WorldState rising = chain.state();
    WorldState falling = rising;
    for (int number = 1; number <= 40; number++) {
      AuditRound audit = new AuditRound(number, 10L * number, Hash.ZERO);
      rising = AuditPenalties.ended(rising, audit, number);
      falling = AuditPenalties.ended(falling, audit, 41 - number);
    }
    for (WorldState each : List.of(rising, falling)) {
      assertThat(AuditPenalties.PENALTIES.get(each, Sole.ENTRY).orElseThrow())
          .hasSize(AuditPenalties.MAX_KEPT);
      TestChain.requireInvariants(each);
    }
    // 15 are kept as they were, and 25 cost what the cheapest of them did.
    assertThat(AuditPenalties.due(rising, 1, 40)).isEqualTo(25 + (26 + 40) * 15 / 2);
    assertThat(AuditPenalties.due(falling, 1, 40)).isEqualTo(25 * 16 + (15 + 1) * 15 / 2);
    assertThat(AuditPenalties.due(rising, 39, 40)).isEqualTo(39 + 40);
    assertThat(AuditPenalties.due(rising, 41, 40)).isZero();
    assertThat(AuditPenalties.due(rising, 41, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  /** Sharing counts as well: a paid read, and records that an agreement delivers. */
  @Example
  void theScoreCountsWhatIsShared() {
    chain.run(PATIENT, Consents.allow(PATIENT, id, INSTITUTION, Purpose.HRESCH));
    chain.run(PATIENT, Consents.allow(PATIENT, id, INSTITUTION, Purpose.TREAT));
    chain.run(INSTITUTION, new ReadRecord(id, Purpose.HRESCH));
    chain.run(INSTITUTION, new ReadRecord(id, Purpose.TREAT));
    chain.run(PATIENT, new OfferRecords("image", 5, List.of(id)));
    chain.run(OTHER_PATIENT, new DemandRecords(PATIENT.publicKey(), "image", 1, 5));
    assertThat(Scores.of(chain.state(), PATIENT.publicKey())).isEqualTo(new Score(0, 0, 2));
  }

  /** Each audit asks for another chunk, and every holder for its own. */
  @Example
  void challengesDiffer() {
    held();
    TreeSet<Integer> asked = new TreeSet<>();
    TreeSet<Integer> others = new TreeSet<>();
    for (int round = 1; round <= 12; round++) {
      chain.advanceTo(10L * round);
      asked.add(challenge());
      Holding holding = Audits.holding(chain.state(), id, HOLDER).orElseThrow();
      AuditRound audit = Audits.last(chain.state()).orElseThrow();
      others.add(holding.challenge(audit, id, DOCTOR.publicKey()));
      assertThat(challenge()).isBetween(0, FILE.size() - 1);
    }
    assertThat(asked).hasSizeGreaterThan(6).isNotEqualTo(others);
  }
}
