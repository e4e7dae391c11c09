package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
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
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * A random sequence of transactions that mostly make sense: few participants, records and types, so
 * that they meet.
 */
record Scenario(List<Move> moves) {
  static final List<KeyPair> CAST =
      List.of(
          TestChain.PATIENT,
          TestChain.OTHER_PATIENT,
          TestChain.HOSPITAL,
          TestChain.INSTITUTION,
          TestChain.DOCTOR,
          TestChain.CENTER,
          TestChain.STRANGER);
  static final List<Purpose> PURPOSES = List.of(Purpose.HRESCH, Purpose.DISCLOSE);
  private static final List<Role> ROLES =
      List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH);
  static final List<String> TYPES = List.of("image", "laboratory");

  /** Uploads cover this number of records of each patient, */
  private static final int UPLOADED = 16;

  /** of which the other moves are about the first few. */
  private static final int FAMILIAR = 4;

  enum What {
    UPLOAD,
    READ,
    GRANT,
    REVOKE,
    JUDGE,
    OFFER,
    DEMAND,
    WITHDRAW,
    REGISTER,
    CHANGE_MEMBERS,
    BALANCE,
    QUOTE,
    MALFORMED,
    REPLAY,
    SKIP
  }

  /** An act, its actor and its object: small numbers, read as it suits the kind. */
  record Move(What what, int who, int a, int b) {}

  static Arbitrary<Scenario> any() {
    Arbitrary<Integer> small =
        Arbitraries.integers().between(0, 59).withDistribution(RandomDistribution.uniform());
    Arbitrary<What> often =
        Arbitraries.of(What.UPLOAD, What.OFFER, What.DEMAND, What.GRANT, What.READ, What.WITHDRAW);
    return Combinators.combine(
            Arbitraries.oneOf(often, Arbitraries.of(What.class)),
            Arbitraries.integers().between(0, CAST.size() - 1),
            small,
            small)
        .as(Move::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(Scenario::new);
  }

  /** Two records of each patient, then the transactions of the moves in their order. */
  List<Transaction> transactions(TestChain chain) {
    List<Transaction> made = new ArrayList<>();
    for (KeyPair patient : CAST.subList(0, 2)) {
      made.add(chain.order(patient, new UploadRecord(record(patient, 0))));
      made.add(chain.order(patient, new UploadRecord(record(patient, 1))));
    }
    for (Move move : moves) {
      made.add(transaction(chain, move, made));
    }
    return made;
  }

  private static Transaction transaction(TestChain chain, Move move, List<Transaction> made) {
    KeyPair who = CAST.get(move.who);
    KeyPair patient = CAST.get(move.who % 2);
    return switch (move.what) {
      // Sometimes by whom it may not be.
      case UPLOAD ->
          chain.order(
              move.b == 0 ? who : patient, new UploadRecord(record(patient, move.a % UPLOADED)));
      case READ -> chain.order(who, new ReadRecord(record(move.a, move.b), purpose(move.a)));
      case GRANT -> chain.order(patient, new IssueDirective(terms(move), Long.MAX_VALUE));
      case REVOKE -> chain.order(patient, new RevokeDirective(terms(move).id()));
      case JUDGE ->
          chain.order(
              move.who == 0 ? who : TestChain.CENTER, new JudgeRecord(record(move.a, move.b)));
      case OFFER -> chain.order(CAST.get(move.b == 0 ? move.who : move.who % 3), offer(move));
      case DEMAND ->
          chain.order(
              who,
              new DemandRecords(
                  key(move.a % 3), type(move.b), 1 + move.b / 4 % 3, 3 + move.a % 17));
      case WITHDRAW -> chain.order(who, new Withdraw(key(move.a % 3), type(move.b)));
      case REGISTER -> chain.order(move.b == 0 ? who : TestChain.CENTER, registration(move));
      case CHANGE_MEMBERS -> chain.order(move.b == 0 ? who : TestChain.CENTER, change(move));
      case BALANCE -> chain.order(who, new AskBalance());
      case QUOTE -> chain.order(who, new QuoteQuery(record(move.a, move.b)));
      case MALFORMED ->
          Transaction.signed(
              TestChain.SCHEME, chain.genesis().chain(), who, 100 + move.a, move.b, Bytes.EMPTY);
      case REPLAY -> made.get(move.a % made.size());
      // Now and then so far that the next one is too old.
      case SKIP -> chain.as(who).sign(200 + 20L * move.a, new QuoteQuery(record(move.a, move.b)));
    };
  }

  /** Mostly what a reader pays for. */
  private static Purpose purpose(int number) {
    return number % 5 == 0 ? Purpose.TREAT : Purpose.HRESCH;
  }

  /** A patient lets another read, or offer, one of its records. */
  private static DirectiveTerms terms(Move move) {
    return new DirectiveTerms(
        key(move.who % 2),
        new DirectiveScope.OneRecord(record(move.who, move.a)),
        new Grantee.Party(key(move.b)),
        PURPOSES.get(move.b / 10 % 2));
  }

  private static PublicKey key(int number) {
    return CAST.get(number % CAST.size()).publicKey();
  }

  /** Mostly the first, so that those who trade meet. */
  private static String type(int number) {
    return TYPES.get(number % 4 == 3 ? 1 : 0);
  }

  private static MedicalRecord record(KeyPair patient, int number) {
    return TestChain.record(patient, type(number), number);
  }

  private static Hash record(int patient, int number) {
    return record(CAST.get(patient % 2), number % FAMILIAR).id();
  }

  private static Operation offer(Move move) {
    String type = type(move.a);
    // The two that are there from the start, one, or none; now and then of the wrong type.
    List<Hash> records =
        IntStream.range(0, move.b % 3)
            .filter(i -> type(i).equals(type) || move.a < 20)
            .mapToObj(i -> record(move.who, i))
            .toList();
    return new OfferRecords(type, 1 + move.a % 12, records);
  }

  private static Operation registration(Move move) {
    PublicKey key = move.a % 3 == 0 ? key(move.a) : TestChain.keys("new " + move.a).publicKey();
    return new Register(Participant.of(key, ROLES.get(move.a % 4), key(move.b)));
  }

  /** Among a few more keys than there can be nodes at first. */
  private static Operation change(Move move) {
    PublicKey node = TestChain.node(move.a % 6);
    return new ChangeMembers(
        switch (move.b % 3) {
          case 0 -> new MemberChange.Add(node, Role.TERTIARY_HOSPITAL);
          case 1 -> new MemberChange.Remove(node);
          default -> new MemberChange.Replace(node, TestChain.node(move.a % 6 + 1));
        });
  }
}
