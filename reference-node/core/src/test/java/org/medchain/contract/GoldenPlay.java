package org.medchain.contract;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
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
import org.medchain.contract.verdict.VerdictEvents;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;

/**
 * A random play of every operation on one chain, the same for the same seed on every machine: what
 * the golden file pins. Most orders make sense, some do not.
 */
final class GoldenPlay {
  private static final List<Role> ROLES =
      List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH);
  private static final List<KeyPair> CAST = GameScenario.CAST;
  private static final int CENTER = CAST.size() - 1;
  private static final int RECORDS = 4;
  private static final MerkleTree FILE = MerkleTree.of(GameScenario.FILE);

  /** The moves by how often they come. */
  private static final List<String> MOVES =
      List.of(
          "upload upload upload upload vote vote vote vote vote vote grant grant grant",
          "read read read evaluate evaluate evaluate evaluate judge trap reveal",
          "entrust entrust hold hold prove prove prove prove claim claim release buy",
          "redeem pay leave settle settle settle freeze thaw rules offer offer demand",
          "demand demand withdraw register members certificates balance quote opaque",
          "malformed revoke replay");

  private final Random random;
  private final List<String> moves = new ArrayList<>();
  final TestChain chain;
  private final List<Hash> vouchers = new ArrayList<>();
  private final List<PublicKey> left = new ArrayList<>();
  private final List<Transaction> sent = new ArrayList<>();
  private Hash evaluated = Hash.ZERO;
  private long list;

  /** Even seeds play under all rules, odd ones under those in which the center decides. */
  GoldenPlay(long seed) {
    this(seed, seed % 2 == 0 ? GameScenario.RULES : GameScenario.PLAIN);
  }

  /** The same under these rules. */
  GoldenPlay(long seed, IncentiveRules rules) {
    random = new Random(seed);
    chain = new TestChain(rules, GameScenario.MORE);
    for (String line : MOVES) {
      moves.addAll(List.of(line.split(" ", -1)));
    }
    open();
  }

  /** What random orders reach seldom: a trap, a verdict, an evaluation, a file that is held. */
  private void open() {
    KeyPair patient = CAST.get(0);
    KeyPair reader = CAST.get(4);
    Hash early = TestChain.record(patient, "image", 0).id();
    chain.run(CAST.get(CENTER), new SetTrap(trap(early).commitment()));
    chain.upload(patient, "image", 0);
    chain.add(List.of());
    for (KeyPair each : CAST.subList(2, 7)) {
      chain.run(each, new CastVote(early, true));
    }
    chain.run(patient, Consents.allow(patient, early, reader, Purpose.HRESCH));
    chain.run(reader, new ReadRecord(early, Purpose.HRESCH));
    chain.run(reader, new EvaluateRecord(early, true));
    chain.run(reader, new EvaluateRecord(early, true));
    chain.run(patient, Consents.revoke(patient, early, reader, Purpose.HRESCH));
    chain.run(patient, entrust(early, CAST.get(2).publicKey()));
    chain.run(CAST.get(2), new HoldFile(early));
    chain.run(patient, entrust(early, CAST.get(3).publicKey()));
    chain.run(patient, new ReleaseFile(early, CAST.get(3).publicKey()));
  }

  private static Operation entrust(Hash record, PublicKey holder) {
    return new EntrustFile(record, holder, FILE.root(), GameScenario.FILE.size());
  }

  /** Whether the center's votes earn rewards. */
  private boolean earned() {
    return chain.genesis().terms().rules().scarcity().judged();
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  /** One block of 0 to 4 transactions. */
  List<Receipt> block() {
    List<Transaction> block = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      block.add(transaction(moves.get(below(moves.size()))));
    }
    List<Receipt> receipts = chain.add(block).receipts();
    for (Receipt receipt : receipts) {
      MedicalModules.events(receipt).forEach(this::learn);
    }
    return receipts;
  }

  private void learn(Event event) {
    if (event instanceof EconomyEvents.Redeemed redeemed) {
      vouchers.add(redeemed.voucher());
    } else if (event instanceof ExitEvents.Left leaving) {
      left.add(leaving.participant());
    } else if (event instanceof VerdictEvents.Evaluated last) {
      evaluated = last.record();
    }
  }

  private Transaction transaction(String move) {
    if (move.equals("replay") && !sent.isEmpty()) {
      return sent.get(below(sent.size()));
    }
    Transaction made =
        move.equals("malformed")
            ? Transaction.signed(
                TestChain.SCHEME,
                chain.genesis().chain(),
                CAST.get(below(CAST.size())),
                5_000 + below(500),
                below(256),
                Bytes.utf8("none"))
            : chain.order(sender(move), operation(move));
    sent.add(made);
    return made;
  }

  private KeyPair sender(String move) {
    if (below(12) == 0) {
      return below(4) == 0 ? TestChain.STRANGER : CAST.get(below(CAST.size()));
    }
    return CAST.get(
        switch (move) {
          case "upload", "grant", "revoke", "entrust" -> below(2);
          case "vote" -> earned() ? CENTER : 2 + below(5);
          case "read", "demand", "quote" -> 4 + below(2);
          case "evaluate" -> 4;
          case "hold", "prove" -> 2;
          case "offer" -> below(3);
          case "judge", "trap", "reveal", "pay", "freeze", "thaw", "rules", "register" -> CENTER;
          case "members", "certificates" -> CENTER;
          default -> below(CAST.size());
        });
  }

  private Hash record() {
    return TestChain.record(CAST.get(below(2)), type(), below(RECORDS)).id();
  }

  /** Mostly one that was uploaded and has verifiers. */
  private Hash pending() {
    for (int i = 0; i < 20; i++) {
      Hash id = record();
      if (Records.find(chain.state(), id).filter(StoredRecord::isPending).isPresent()) {
        return id;
      }
    }
    return record();
  }

  /** Mostly one that the first hospital was entrusted with. */
  private Hash entrusted() {
    PublicKey holder = CAST.get(2).publicKey();
    for (int i = 0; i < 30; i++) {
      Hash id = record();
      if (Audits.holding(chain.state(), id, holder).isPresent()) {
        return id;
      }
    }
    return record();
  }

  /** Mostly one that the first institution paid for. */
  private Hash obtained() {
    PublicKey reader = CAST.get(4).publicKey();
    for (int i = 0; i < 30; i++) {
      Hash id = record();
      if (Verdicts.hasObtained(chain.state(), id, reader)) {
        return id;
      }
    }
    return record();
  }

  private String type() {
    return below(12) == 0 ? "laboratory" : "image";
  }

  private PublicKey key() {
    return CAST.get(below(CAST.size())).publicKey();
  }

  private Operation operation(String move) {
    boolean mostly = below(4) != 0;
    return switch (move) {
      case "upload" ->
          new UploadRecord(TestChain.record(CAST.get(below(2)), type(), below(RECORDS)));
      case "vote" -> new CastVote(earned() ? record() : pending(), mostly);
      case "grant" ->
          new IssueDirective(
              terms(record(), below(3) == 0 ? key() : CAST.get(4).publicKey(), mostly),
              Long.MAX_VALUE);
      case "revoke" -> new RevokeDirective(terms(record(), key(), mostly).id());
      case "read" -> new ReadRecord(record(), mostly ? Purpose.HRESCH : Purpose.TREAT);
      case "quote" -> new QuoteQuery(record());
      case "balance" -> new AskBalance();
      case "evaluate" -> new EvaluateRecord(mostly ? obtained() : evaluated, below(2) == 0);
      case "judge" -> new JudgeRecord(record());
      case "offer" -> new OfferRecords(type(), 1 + below(9), mostly ? List.of() : records());
      case "demand" -> new DemandRecords(key(), type(), 1 + below(2), 2 + below(12));
      case "withdraw" -> new Withdraw(key(), type());
      case "opaque" -> new Opaque(Bytes.utf8("opaque"));
      case "register" ->
          new Register(
              Participant.of(
                  mostly ? TestChain.keys("new " + below(30)).publicKey() : key(),
                  ROLES.get(below(4)),
                  key()));
      case "members" -> new ChangeMembers(change());
      case "certificates" -> certificates();
      case "replay" -> new AskBalance();
      default -> incentive(move, mostly);
    };
  }

  /** Of the record's owner: mostly for what a reader pays. */
  private DirectiveTerms terms(Hash record, PublicKey grantee, boolean mostly) {
    PublicKey owner =
        Records.find(chain.state(), record)
            .map(StoredRecord::owner)
            .orElse(TestChain.PATIENT.publicKey());
    return new DirectiveTerms(
        owner,
        new DirectiveScope.OneRecord(record),
        new Grantee.Party(grantee),
        mostly ? Purpose.HRESCH : Purpose.DISCLOSE);
  }

  private List<Hash> records() {
    return List.of(record());
  }

  private MemberChange change() {
    PublicKey node = TestChain.node(below(7));
    return switch (below(3)) {
      case 0 -> new MemberChange.Add(node, below(4) == 0 ? Role.INSURER : Role.RESEARCH);
      case 1 -> new MemberChange.Remove(node);
      default -> new MemberChange.Replace(node, TestChain.node(7 + below(3)));
    };
  }

  private Operation certificates() {
    list += below(5) == 0 ? 0 : 1;
    PublicKey holder = below(20) == 0 ? key() : TestChain.keys("new " + below(30)).publicKey();
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.valueOf(1 + below(12)),
            holder,
            RevocationReason.KEY_COMPROMISE,
            below(3) != 0);
    return new RevokeCertificates(Math.max(1, list), Hash.of(Bytes.utf8("list")), List.of(entry));
  }

  private Operation incentive(String move, boolean mostly) {
    Hash record = record();
    return switch (move) {
      case "trap" -> new SetTrap(trap(record).commitment());
      case "reveal" -> trap(mostly ? record : TestChain.record(CAST.get(0), "image", 0).id());
      case "entrust" ->
          new EntrustFile(
              record,
              mostly ? CAST.get(2).publicKey() : key(),
              FILE.root(),
              GameScenario.FILE.size());
      case "hold" -> new HoldFile(entrusted());
      case "prove" -> answer(entrusted());
      case "claim" -> new ClaimMissed(entrusted(), CAST.get(2).publicKey());
      case "release" -> new ReleaseFile(record, CAST.get(2).publicKey());
      case "buy" -> new BuyLevel(1 + below(3));
      case "redeem" -> new RedeemPoints(1 + below(20));
      case "pay" ->
          new PayVoucher(vouchers.isEmpty() ? Hash.ZERO : vouchers.get(below(vouchers.size())));
      case "leave" -> below(4) == 0 ? new LeaveChain() : new AskBalance();
      case "settle" -> new SettleExit(left.isEmpty() ? key() : left.get(left.size() - 1));
      case "freeze" -> below(3) == 0 ? new FreezeAccount(key()) : new AskBalance();
      case "thaw" -> new ThawAccount(key());
      case "rules" ->
          new ChangeRules(
              chain.contract().height() + 1 + below(4),
              mostly ? GameScenario.RULES : GameScenario.PLAIN);
      default -> throw new AssertionError(move);
    };
  }

  private static RevealTrap trap(Hash record) {
    return new RevealTrap(record, record.w0() % 3 == 0, Hash.MAX);
  }

  private Operation answer(Hash record) {
    PublicKey holder = CAST.get(2).publicKey();
    WorldState state = chain.state();
    int asked =
        Audits.holding(state, record, holder)
            .map(held -> held.challenge(Audits.last(state).orElse(AuditRound.NONE), record, holder))
            .orElse(0);
    int shown = below(6) == 0 ? (asked + 1) % GameScenario.FILE.size() : asked;
    return new ProveStorage(record, GameScenario.FILE.get(shown), FILE.proof(shown));
  }
}
