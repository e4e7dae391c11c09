package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.incentive.Account;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;
import org.medchain.incentive.ScoreRules;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * GAME-30: equal histories have equal consequences in the game ({@link HolderAccount}) and on the
 * ledger: score, points, whether a further file may be accepted, and which levels may be bought.
 */
class HolderOnLedgerTest {
  private static final int AUDIT_BLOCKS = 4;
  private static final int ROUNDS = 25;
  private static final long BEGIN_MS = 1_600_000_000_000L;
  private static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[Chunk.MAX_SIZE + 9]));
  private static final MerkleTree TREE = MerkleTree.of(FILE);

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final KeyPair patient = keys("patient");
  private final KeyPair doctor = keys("doctor");
  private final KeyPair holder = keys("holder");
  private final List<TransactionSigner> signers = new ArrayList<>();

  private Genesis genesis;
  private MedicalContract contract;
  private Header last;
  private int records;

  private KeyPair keys(String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static IncentiveRules rules(Random random) {
    ScoreRules score = new ScoreRules(random.nextInt(5) - 3, random.nextInt(60), random.nextInt(3));
    MembershipLevel free = new MembershipLevel(0, 5, 100);
    return IncentiveRules.of(new PointRules(random.nextInt(50), 0, 0, 0, 0))
        .with(new IdentityRules(random.nextInt(20), false))
        .with(new MembershipRules(List.of(free, free, free)))
        .with(new AuditRules(AUDIT_BLOCKS, 2, random.nextInt(4), 1 + random.nextInt(15), score));
  }

  private void begin(IncentiveRules rules) {
    PublicKey hospital = holder.publicKey();
    genesis =
        new Genesis(
            new Genesis.Terms(
                BEGIN_MS,
                List.of(keys("node").publicKey()),
                1,
                Difficulty.NONE,
                10_000,
                keys("center").publicKey(),
                rules),
            List.of(
                new Participant(patient.publicKey(), Role.PATIENT),
                new Participant(hospital, Role.TERTIARY_HOSPITAL),
                Participant.of(doctor.publicKey(), Role.DOCTOR, hospital)));
    contract = new MedicalContract(genesis, 0);
    last = genesis.block().header();
    for (KeyPair each : List.of(patient, holder)) {
      signers.add(new TransactionSigner(new Operations(scheme, genesis.chain(), each)));
    }
  }

  /** A block of one operation, or of none. */
  private Outcome block(Operation... orders) {
    List<Transaction> content = new ArrayList<>();
    for (Operation each : orders) {
      boolean patients = each instanceof UploadRecord || each instanceof EntrustFile;
      content.add(signers.get(patients ? 0 : 1).sign(each));
    }
    long height = last.height() + 1;
    last =
        new Header(
            Header.VERSION,
            last.hash(),
            BEGIN_MS + height * 1_000,
            MerkleTree.rootOf(content),
            content.size(),
            height,
            contract.stateRoot(),
            genesis.block().header().receiptsRoot(),
            Difficulty.NONE,
            RandomString.ZERO);
    var receipts = contract.apply(Block.of(last, content)).receipts();
    return receipts.isEmpty() ? Outcome.OK : Outcome.of(receipts.getFirst());
  }

  private void advanceToAudit() {
    while (last.height() % AUDIT_BLOCKS != 0) {
      block();
    }
  }

  private Hash upload() {
    MedicalRecord record =
        new MedicalRecord(
            patient.publicKey(),
            new MedicalRecord.MetadataBlock(
                doctor.publicKey(), "synthetic/" + records++, Hash.of(Bytes.utf8("file"))),
            new MedicalRecord.DigestBlock(BEGIN_MS, doctor.publicKey(), "synthetic", "image"));
    assertThat(block(new UploadRecord(record))).isEqualTo(Outcome.OK);
    PublicKey to = holder.publicKey();
    assertThat(block(new EntrustFile(record.id(), to, TREE.root(), FILE.size())))
        .isEqualTo(Outcome.OK);
    return record.id();
  }

  private void answer(Hash id) {
    AuditRound round = Audits.last(contract.state()).orElseThrow();
    int asked =
        Audits.holding(contract.state(), id, holder.publicKey())
            .orElseThrow()
            .challenge(round, id, holder.publicKey());
    assertThat(block(new ProveStorage(id, FILE.get(asked), TREE.proof(asked))))
        .isEqualTo(Outcome.OK);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theLedgerDoesWhatTheGameSays(long seed) {
    Random random = new Random(seed);
    IncentiveRules rules = rules(random);
    begin(rules);
    HolderAccount account =
        new HolderAccount(
            rules, Score.NONE, rules.points().initialPoints() + rules.identity().bond());
    for (int round = 0; round < ROUNDS; round++) {
      Hash id = upload();
      assertThat(block(new HoldFile(id)))
          .isEqualTo(account.mayAccept() ? Outcome.OK : Outcome.INSUFFICIENT_POINTS);
      if (account.mayAccept()) {
        boolean answers = random.nextInt(5) < 2;
        advanceToAudit();
        if (answers) {
          answer(id);
        } else {
          block();
          block();
          block();
        }
        account = account.after(answers);
      }
      assertThat(block(new ReleaseFile(id, holder.publicKey()))).isEqualTo(Outcome.OK);
      requireSame(contract.state(), account);
    }
  }

  private void requireSame(WorldState state, HolderAccount account) {
    PublicKey key = holder.publicKey();
    assertThat(Scores.of(state, key)).isEqualTo(account.score());
    assertThat(state.balance(key) + state.points().ledger().balanceOf(Account.bondOf(key)))
        .isEqualTo(account.points());
    for (int level = 1; level <= 3; level++) {
      assertThat(block(new BuyLevel(level)))
          .isEqualTo(account.mayBuy(level) ? Outcome.OK : Outcome.LOW_SCORE);
    }
  }
}
