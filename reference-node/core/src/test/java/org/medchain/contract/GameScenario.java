package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.incentive.VerdictRules;

/** Random play of the incentive game: few participants and records, so that they meet. */
record GameScenario(List<Move> moves) {
  /** Everything is on. */
  static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(40, 10, 25, 7, 8_000))
          .with(new VerdictRules(3, 2, 2, 8, 3, 4, 5, 6))
          .with(new IdentityRules(15, true))
          .with(
              new MembershipRules(
                  List.of(
                      new MembershipRules.MembershipLevel(5, 6, 3_000),
                      new MembershipRules.MembershipLevel(9, 4, 10_000))))
          .with(new AuditRules(5, 3, 2, 9, new ScoreRules(-1, 40, 1)))
          .with(new RedemptionRules(500, 8));

  /** Another set of rules: the center decides on records, and hardly any other rule is on. */
  static final IncentiveRules PLAIN = IncentiveRules.of(new PointRules(40, 10, 25, 7, 8_000));

  /** The same where verdicts earn rewards. */
  static final IncentiveRules EARNED = PLAIN.with(new ScarcityRules(true, 0, 0, 0));

  static final KeyPair SECOND_HOSPITAL = TestChain.keys("hospital 1");
  static final KeyPair SECOND_INSTITUTION = TestChain.keys("institution 1");
  static final KeyPair THIRD_INSTITUTION = TestChain.keys("institution 2");

  static final List<Participant> MORE =
      List.of(
          new Participant(SECOND_HOSPITAL.publicKey(), Role.HOSPITAL),
          new Participant(SECOND_INSTITUTION.publicKey(), Role.RESEARCH),
          new Participant(THIRD_INSTITUTION.publicKey(), Role.RESEARCH));

  static final List<KeyPair> CAST =
      List.of(
          TestChain.PATIENT,
          TestChain.OTHER_PATIENT,
          TestChain.HOSPITAL,
          SECOND_HOSPITAL,
          TestChain.INSTITUTION,
          SECOND_INSTITUTION,
          THIRD_INSTITUTION,
          TestChain.DOCTOR,
          TestChain.CENTER);

  private static final int RECORDS = 3;

  /** Three chunks, of which the last is short. */
  static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[2 * Chunk.MAX_SIZE + 7]));

  static final MerkleTree TREE = MerkleTree.of(FILE);

  enum What {
    UPLOAD,
    VOTE,
    GRANT,
    READ,
    EVALUATE,
    JUDGE,
    TRAP,
    REVEAL,
    ENTRUST,
    HOLD,
    PROVE,
    CLAIM,
    RELEASE,
    BUY,
    REDEEM,
    PAY,
    LEAVE,
    SETTLE,
    FREEZE,
    THAW,
    CHANGE,
    WAIT
  }

  /** Two records are found valid, may be read, and one is stored: most play is about such. */
  private static final List<Move> BEFORE =
      List.of(
          new Move(What.UPLOAD, 0, 0, 0),
          new Move(What.UPLOAD, 0, 1, 0),
          new Move(What.WAIT, 0, 0, 0),
          new Move(What.VOTE, 0, 0, 0),
          new Move(What.VOTE, 0, 0, 1),
          new Move(What.VOTE, 0, 1, 0),
          new Move(What.VOTE, 0, 1, 1),
          new Move(What.GRANT, 0, 0, 4),
          new Move(What.GRANT, 0, 0, 5),
          new Move(What.GRANT, 0, 1, 4),
          new Move(What.ENTRUST, 0, 0, 2),
          new Move(What.HOLD, 0, 0, 2),
          new Move(What.UPLOAD, 0, 2, 0));

  /** An act, its actor and its object: small numbers, read as it suits the kind. */
  record Move(What what, int who, int a, int b) {}

  static Arbitrary<GameScenario> any() {
    Arbitrary<Integer> small =
        Arbitraries.integers().between(0, 59).withDistribution(RandomDistribution.uniform());
    Arbitrary<What> often =
        Arbitraries.of(
            What.UPLOAD,
            What.VOTE,
            What.VOTE,
            What.VOTE,
            What.GRANT,
            What.READ,
            What.READ,
            What.EVALUATE,
            What.ENTRUST,
            What.HOLD,
            What.PROVE,
            What.WAIT);
    return Combinators.combine(
            Arbitraries.oneOf(often, Arbitraries.of(What.class)),
            Arbitraries.integers().between(0, CAST.size() - 1),
            small,
            small)
        .as(Move::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(150)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(GameScenario::after);
  }

  private static GameScenario after(List<Move> moves) {
    List<Move> all = new ArrayList<>(BEFORE);
    all.addAll(moves);
    return new GameScenario(all);
  }

  static TestChain chain() {
    return new TestChain(RULES, MORE);
  }

  static MedicalRecord record(int number) {
    // Both patients have records of the same files.
    return TestChain.record(CAST.get(number % 2), "image", number / 2 % RECORDS);
  }

  private static Hash id(int number) {
    return record(number).id();
  }

  static RevealTrap trap(int number) {
    return new RevealTrap(id(number), number % 3 == 0, Hash.MAX);
  }

  /** The sender of an operation: mostly one that is allowed to send it. */
  KeyPair who(Move move, TestChain chain) {
    KeyPair any = CAST.get(move.who);
    boolean stray = move.b % 10 == 9;
    return switch (move.what) {
      case UPLOAD, GRANT, ENTRUST -> stray ? any : CAST.get(move.a % 2);
      case VOTE ->
          stray ? any : seated(move, chain).orElse(move.b % 2 == 0 ? TestChain.CENTER : any);
      case JUDGE, TRAP, REVEAL, PAY, FREEZE, THAW, CHANGE -> stray ? any : TestChain.CENTER;
      case READ, EVALUATE -> stray ? any : CAST.get(4 + move.who % 2);
      case HOLD, PROVE -> stray ? any : CAST.get(2 + move.b % 2);
      default -> any;
    };
  }

  /** Mostly a record whose verdict is open. */
  private static Hash votedOn(Move move, TestChain chain) {
    for (int number = 0; number < 2 * RECORDS && move.a % 5 != 0; number++) {
      Hash id = id(move.a + number);
      Optional<StoredRecord> record = Records.find(chain.state(), id);
      if (record.filter(StoredRecord::isPending).isPresent()) {
        return id;
      }
    }
    return id(move.a);
  }

  private static Optional<KeyPair> seated(Move move, TestChain chain) {
    List<KeyPair> seated = new ArrayList<>();
    Optional<Verification> open = Verdicts.of(chain.state(), votedOn(move, chain));
    for (KeyPair each : CAST) {
      if (open.isPresent() && open.get().seatOf(each.publicKey()).isPresent()) {
        seated.add(each);
      }
    }
    return seated.isEmpty() ? Optional.empty() : Optional.of(seated.get(move.b % seated.size()));
  }

  /** The operation of a move; nothing if it only lets a block pass. */
  Optional<Operation> operation(Move move, TestChain chain, PlainGame model) {
    Hash id = id(move.a);
    PublicKey other = CAST.get(move.b % CAST.size()).publicKey();
    PublicKey hospital = CAST.get(2 + move.b % 2).publicKey();
    boolean mostly = move.b % 4 != 3;
    return Optional.ofNullable(
        switch (move.what) {
          case UPLOAD -> new UploadRecord(record(move.a));
          case VOTE -> new CastVote(votedOn(move, chain), mostly);
          case GRANT -> new IssueDirective(research(record(move.a), other), Long.MAX_VALUE);
          case READ -> new ReadRecord(id, Purpose.HRESCH);
          case EVALUATE -> new EvaluateRecord(id, move.b % 3 == 0);
          case JUDGE -> new JudgeRecord(id);
          case TRAP -> new SetTrap(trap(move.a).commitment());
          case REVEAL -> trap(move.a);
          case ENTRUST -> new EntrustFile(id, mostly ? hospital : other, TREE.root(), FILE.size());
          case HOLD -> new HoldFile(id);
          case PROVE -> answer(move, who(move, chain), chain);
          case CLAIM -> new ClaimMissed(id, hospital);
          case RELEASE -> new ReleaseFile(id, hospital);
          case BUY -> new BuyLevel(1 + move.b % 3);
          case REDEEM -> new RedeemPoints(1 + move.a % 30);
          case PAY -> new PayVoucher(voucher(move, model));
          case LEAVE -> new LeaveChain();
          case SETTLE -> new SettleExit(leaver(move, model).orElse(other));
          case FREEZE -> new FreezeAccount(other);
          case THAW -> new ThawAccount(other);
          case CHANGE ->
              new ChangeRules(
                  Math.max(1, chain.contract().height() + move.b % 6),
                  List.of(PLAIN, RULES, RULES, EARNED, RULES, EARNED.with(RULES.verdict()))
                      .get(move.a % 6));
          case WAIT -> null;
        });
  }

  private static DirectiveTerms research(MedicalRecord record, PublicKey reader) {
    return new DirectiveTerms(
        record.patient(),
        new DirectiveScope.OneRecord(record.id()),
        new Grantee.Party(reader),
        Purpose.HRESCH);
  }

  private static Hash voucher(Move move, PlainGame model) {
    List<Hash> made = model.vouchers();
    return made.isEmpty() ? Hash.ZERO : made.get(move.a % made.size());
  }

  private static Optional<PublicKey> leaver(Move move, PlainGame model) {
    return model.left.keySet().stream().skip(move.a % 3).findFirst();
  }

  /** The challenged chunk with its proof; another one now and then. */
  private static Operation answer(Move move, KeyPair holder, TestChain chain) {
    int index = challenge(move, holder, chain);
    int shown = isRight(move) ? index : (index + 1) % FILE.size();
    InclusionProof proof = TREE.proof(shown);
    return new ProveStorage(id(move.a), FILE.get(shown), proof);
  }

  static boolean isRight(Move move) {
    return move.who != 0;
  }

  private static int challenge(Move move, KeyPair holder, TestChain chain) {
    WorldState state = chain.state();
    PublicKey key = holder.publicKey();
    return Audits.holding(state, id(move.a), key)
        .map(held -> held.challenge(Audits.last(state).orElse(AuditRound.NONE), id(move.a), key))
        .orElse(0);
  }
}
