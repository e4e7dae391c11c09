package org.medchain.contract.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;

/** Random orders for {@link WhoReadsPlay}, each with what the model says of it. */
final class WhoReadsMoves {
  private static final int OWNERS = 2;
  private static final int CENTER = -1;

  /** What a directive may be for. */
  private static final List<Purpose> GRANTED =
      Arrays.stream(Purpose.values()).filter(each -> each != Purpose.BTG).toList();

  private enum Kind {
    UPLOAD(2),
    JUDGE(1),
    VOTE(5),
    ISSUE(9),
    REVOKE(2),
    APPOINT(3),
    END(2),
    READ(6),
    SALE(3),
    LEVEL(2),
    REGISTER(1),
    REVOKE_KEY(1),
    REPLACE_KEY(1),
    LEAVE(1),
    FREEZE(2),
    THAW(2),
    ENTRUST(1),
    RELEASE(1),
    WAIT(2);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final int WEIGHTS = Arrays.stream(Kind.values()).mapToInt(e -> e.weight).sum();

  private final Random random;
  private final WhoReadsParties parties;
  private final WhoReads model;
  private final WhoReadsRecords records;
  private final List<WhoReads.Terms> said = new ArrayList<>();
  private long lists;

  WhoReadsMoves(Random random, WhoReadsParties parties, WhoReads model, WhoReadsRecords records) {
    this.random = random;
    this.parties = parties;
    this.model = model;
    this.records = records;
  }

  private int any(int bound) {
    return random.nextInt(bound);
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private int anybody() {
    return any(WhoReadsCast.ROLES.size());
  }

  private int hospital() {
    return WhoReadsCast.HOSPITALS.get(any(WhoReadsCast.HOSPITALS.size()));
  }

  /**
   * The first blocks: most of the records, delegates, with verifiers their votes, some consent.
   *
   * @param block from 0
   */
  List<WhoReadsStep> opening(int block, long timeMs) {
    List<WhoReadsStep> all = new ArrayList<>();
    for (int record = 0; record < WhoReadsCast.RECORDS; record++) {
      switch (block) {
        case 0 -> all.add(oneIn(4) ? read() : upload(record));
        case 1 -> all.add(appoint(timeMs));
        case 2 -> {
          for (int voter :
              parties.rules().quorum() > 0 ? parties.verifiers() : List.<Integer>of()) {
            all.add(vote(voter, record));
          }
        }
        case 3 -> {
          all.add(issue(timeMs));
          all.add(issue(timeMs));
        }
        default -> {}
      }
    }
    return all;
  }

  List<WhoReadsStep> next(long timeMs) {
    int place = any(WEIGHTS);
    for (Kind kind : Kind.values()) {
      place -= kind.weight;
      if (place < 0) {
        return kind == Kind.SALE
            ? sale()
            : kind == Kind.WAIT ? List.of() : List.of(one(kind, timeMs));
      }
    }
    throw new AssertionError("weights");
  }

  private WhoReadsStep one(Kind kind, long timeMs) {
    int who = anybody();
    int record = any(WhoReadsCast.RECORDS);
    return switch (kind) {
      case UPLOAD -> upload(record);
      case JUDGE -> byCenter(new JudgeRecord(records.id(record)), now -> model.judged(record));
      case VOTE -> vote(oneIn(8) ? who : hospital(), record);
      case ISSUE -> issue(timeMs);
      case REVOKE -> revoke();
      case APPOINT -> appoint(timeMs);
      case END -> end();
      case READ -> read();
      case LEVEL -> {
        int level = 1 + any(2);
        yield by(who, new BuyLevel(level), now -> parties.levelBought(who, level, now));
      }
      case ENTRUST -> {
        int holder = oneIn(6) ? who : hospital();
        yield by(
            WhoReadsCast.owner(record),
            new EntrustFile(records.id(record), WhoReadsCast.name(holder), Hash.ZERO, 1),
            now -> model.entrusted(record, holder));
      }
      case RELEASE -> {
        int holder = hospital();
        int by = oneIn(2) ? holder : WhoReadsCast.owner(record);
        yield by(
            by,
            new ReleaseFile(records.id(record), WhoReadsCast.name(holder)),
            now -> model.released(by, record, holder));
      }
      case LEAVE -> by(who, new LeaveChain(), now -> parties.left(who));
      default -> ofParticipants(kind, who);
    };
  }

  private WhoReadsStep ofParticipants(Kind kind, int who) {
    return switch (kind) {
      case REGISTER ->
          byCenter(
              new Register(TestChain.of(WhoReadsCast.name(who), WhoReadsCast.ROLES.get(who))),
              now -> parties.registered(who));
      case REVOKE_KEY -> {
        int key = parties.key(who);
        lists++;
        RevocationEntry entry =
            new RevocationEntry(
                BigInteger.valueOf(lists),
                WhoReadsCast.key(who, key).publicKey(),
                RevocationReason.KEY_COMPROMISE,
                true);
        yield byCenter(
            new RevokeCertificates(lists, Hash.ZERO, List.of(entry)),
            now -> parties.keyRevoked(who, key));
      }
      case REPLACE_KEY -> {
        int next = Math.min(parties.key(who) + 1, WhoReadsCast.KEYS_OF_EACH - 1);
        yield byCenter(
            new ReplaceKey(WhoReadsCast.name(who), WhoReadsCast.key(who, next).publicKey()),
            now -> parties.keyReplaced(who, next));
      }
      case FREEZE ->
          byCenter(new FreezeAccount(WhoReadsCast.name(who)), now -> parties.frozen(who));
      case THAW -> byCenter(new ThawAccount(WhoReadsCast.name(who)), now -> parties.thawed(who));
      default -> throw new AssertionError(kind);
    };
  }

  private static WhoReadsStep byCenter(
      Operation operation, Predicate<WhoReadsParties.Now> foretold) {
    return new WhoReadsStep(TestChain.CENTER, operation, foretold);
  }

  /** Mostly by the key that signs for it now. */
  private WhoReadsStep by(int who, Operation operation, Predicate<WhoReadsParties.Now> foretold) {
    int current = parties.key(who);
    int key = current > 0 && oneIn(4) ? any(current) : current;
    return byKey(who, key, operation, foretold);
  }

  private WhoReadsStep byKey(
      int who, int key, Operation operation, Predicate<WhoReadsParties.Now> foretold) {
    return new WhoReadsStep(
        WhoReadsCast.key(who, key),
        operation,
        now -> parties.admits(who, key) && foretold.test(now));
  }

  private WhoReadsStep upload(int record) {
    int owner = WhoReadsCast.owner(record);
    int key = parties.key(owner);
    boolean again = model.has(record);
    return byKey(
        owner,
        key,
        new UploadRecord(records.of(record)),
        now ->
            !again
                && model.uploaded(
                    record, owner, WhoReadsCast.DOCTOR, WhoReadsCast.type(record), now));
  }

  private WhoReadsStep vote(int voter, int record) {
    boolean valid = !oneIn(5);
    return by(
        voter,
        new CastVote(records.id(record), valid),
        now -> model.voted(voter, record, valid, now));
  }

  /** Mostly far; near; or passed. */
  private long until(long timeMs) {
    return switch (any(9)) {
      case 0 -> timeMs - any(3) * 1_000L;
      case 1, 2, 3 -> timeMs + (1 + any(6)) * 1_000L;
      default -> Long.MAX_VALUE;
    };
  }

  private WhoReads.Terms terms() {
    if (said.isEmpty() || !oneIn(3)) {
      said.add(fresh());
    }
    return said.get(said.size() - 1 - (oneIn(3) ? any(said.size()) : 0));
  }

  private WhoReads.Terms fresh() {
    int record = oneIn(2) ? any(WhoReadsCast.RECORDS) : -1;
    int owner = record < 0 || oneIn(9) ? any(OWNERS) : WhoReadsCast.owner(record);
    String type = record < 0 && oneIn(2) ? WhoReadsCast.type(any(2)) : "";
    int grantee = oneIn(3) ? -1 : anybody();
    Role role = grantee < 0 ? WhoReadsCast.ROLES.get(anybody()) : Role.PATIENT;
    Purpose purpose = GRANTED.get(any(GRANTED.size()));
    return new WhoReads.Terms(owner, record, type, grantee, role, purpose);
  }

  private DirectiveTerms real(WhoReads.Terms terms) {
    DirectiveScope scope =
        terms.type().isEmpty()
            ? new DirectiveScope.AllRecords()
            : new DirectiveScope.OfType(terms.type());
    return new DirectiveTerms(
        WhoReadsCast.name(terms.owner()),
        terms.record() < 0 ? scope : new DirectiveScope.OneRecord(records.id(terms.record())),
        terms.grantee() < 0
            ? new Grantee.AnyOf(terms.role())
            : new Grantee.Party(WhoReadsCast.name(terms.grantee())),
        terms.purpose());
  }

  /** An owner, one of its delegates, or anybody. */
  private int decider(int owner) {
    List<Integer> delegates = model.delegates(owner);
    return switch (any(6)) {
      case 0 -> anybody();
      case 1, 2 -> delegates.isEmpty() ? owner : delegates.get(any(delegates.size()));
      default -> owner;
    };
  }

  private WhoReadsStep issue(long timeMs) {
    WhoReads.Terms terms = terms();
    int giver = decider(terms.owner());
    long until = until(timeMs);
    return by(
        giver,
        new IssueDirective(real(terms), until),
        now -> model.issued(giver, terms, until, now));
  }

  private WhoReadsStep revoke() {
    WhoReads.Terms terms = terms();
    int who = decider(terms.owner());
    return by(who, new RevokeDirective(real(terms).id()), now -> model.revoked(who, terms, now));
  }

  private int otherThan(int owner) {
    return (owner + 1 + any(WhoReadsCast.ROLES.size() - 1)) % WhoReadsCast.ROLES.size();
  }

  private WhoReadsStep appoint(long timeMs) {
    int owner = any(OWNERS);
    int delegate = otherThan(owner);
    long until = until(timeMs);
    Operation order =
        new AppointDelegate(WhoReadsCast.name(owner), WhoReadsCast.name(delegate), until);
    return oneIn(3)
        ? byCenter(order, now -> model.appointed(owner, delegate, true, until, now))
        : by(owner, order, now -> model.appointed(owner, delegate, false, until, now));
  }

  private WhoReadsStep end() {
    int owner = any(OWNERS);
    int delegate = otherThan(owner);
    Operation order = new EndDelegation(WhoReadsCast.name(owner), WhoReadsCast.name(delegate));
    return switch (any(4)) {
      case 0 -> byCenter(order, now -> model.ended(CENTER, owner, delegate));
      case 1 -> by(delegate, order, now -> model.ended(delegate, owner, delegate));
      default -> {
        int who = oneIn(6) ? anybody() : owner;
        yield by(who, order, now -> model.ended(who, owner, delegate));
      }
    };
  }

  /** Half of them by whom a directive is about. */
  private WhoReadsStep read() {
    boolean told = !said.isEmpty() && oneIn(2);
    WhoReads.Terms terms = told ? said.get(any(said.size())) : fresh();
    int reader = terms.grantee() < 0 ? anybody() : terms.grantee();
    int record = terms.record() < 0 ? any(WhoReadsCast.RECORDS) : terms.record();
    List<Purpose> all = List.of(Purpose.values());
    Purpose purpose = told ? terms.purpose() : all.get(any(all.size()));
    Purpose why = purpose == Purpose.DISCLOSE ? Purpose.HRESCH : purpose;
    return by(
        reader,
        new ReadRecord(records.id(record), why),
        now -> model.read(reader, record, why, now));
  }

  /** An offer of one record, a demand for it, and the end of the offer. */
  private List<WhoReadsStep> sale() {
    int record = any(WhoReadsCast.RECORDS);
    int provider = oneIn(3) ? hospital() : WhoReadsCast.owner(record);
    int buyer = hospital();
    int key = parties.key(provider);
    int buyersKey = parties.key(buyer);
    long price = 1L + any(10);
    String type = WhoReadsCast.type(record);
    boolean[] open = new boolean[1];
    return List.of(
        byKey(
            provider,
            key,
            new OfferRecords(type, price, List.of(records.id(record))),
            now -> open[0] = model.offered(provider, record, now)),
        byKey(
            buyer,
            buyersKey,
            new DemandRecords(WhoReadsCast.name(provider), type, 1, price),
            now -> open[0] && model.demanded(provider, buyer, record, price)),
        byKey(provider, key, new Withdraw(WhoReadsCast.name(provider), type), now -> open[0]));
  }
}
