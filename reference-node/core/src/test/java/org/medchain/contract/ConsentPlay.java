package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.attestation.AttestRecord;
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
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * A random play about records, and who says and may do what with them, the same for the same seed
 * on every machine: what the golden file pins beside {@link GoldenPlay}, whose moves stay.
 */
final class ConsentPlay {
  static final KeyPair SECOND_DOCTOR = TestChain.keys("doctor 1");
  static final List<KeyPair> PATIENTS = List.of(TestChain.PATIENT, TestChain.OTHER_PATIENT);
  private static final List<KeyPair> DOCTORS = List.of(TestChain.DOCTOR, SECOND_DOCTOR);
  private static final List<Participant> MORE = List.of(TestChain.doctor(SECOND_DOCTOR));
  private static final int RECORDS = 3;

  /** Who signs what, for attestations alone. */
  static final List<String> ATTESTATIONS =
      List.of("upload", "upload", "attest", "attest", "attest", "judge", "freeze", "thaw", "leave");

  /** Who lets whom read. */
  static final List<String> DIRECTIVES =
      List.of(
          "upload", "upload", "judge", "freeze", "thaw", "leave", "issue", "issue", "issue",
          "revoke", "appoint", "appoint", "end", "read", "read", "read", "read", "glass");

  /** Who acts with which key. */
  static final List<String> KEYS =
      List.of(
          "replace", "replace", "upload", "upload", "attest", "issue", "revoke", "appoint", "read",
          "read", "freeze", "thaw", "leave");

  private static final List<KeyPair> SPARE =
      IntStream.range(0, 8).mapToObj(each -> TestChain.keys("spare " + each)).toList();

  private static final List<KeyPair> EVERYBODY =
      List.of(
          TestChain.PATIENT,
          TestChain.OTHER_PATIENT,
          TestChain.DOCTOR,
          SECOND_DOCTOR,
          TestChain.HOSPITAL,
          TestChain.INSTITUTION,
          TestChain.CENTER);

  private static final List<Purpose> READ =
      Stream.of(Purpose.values()).filter(Purpose::mayBeRead).toList();

  private static final List<Purpose> GIVEN =
      List.of(Purpose.TREAT, Purpose.ETREAT, Purpose.HRESCH, Purpose.HMARKT, Purpose.DISCLOSE);

  private final Random random;
  private final List<String> moves;
  private final boolean replacing;
  final TestChain chain;

  ConsentPlay(long seed, List<String> moves) {
    this.random = new Random(seed);
    this.moves = moves;
    this.replacing = moves.contains("replace");
    this.chain = new TestChain(GameScenario.PLAIN, MORE);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> list) {
    return list.get(below(list.size()));
  }

  /** One block of 0 to 4 transactions. */
  ExecutionResult block() {
    List<Transaction> block = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      block.add(transaction(one(moves)));
    }
    return chain.add(block);
  }

  /** Where keys are replaced, mostly by the one that signs now. */
  private Transaction order(KeyPair who, Operation operation) {
    return chain.order(!replacing || below(8) == 0 ? who : current(who), operation);
  }

  private KeyPair current(KeyPair who) {
    PublicKey key = KeyNames.current(chain.state(), who.publicKey());
    return SPARE.stream().filter(each -> each.publicKey().equals(key)).findFirst().orElse(who);
  }

  private Transaction transaction(String move) {
    return switch (move) {
      case "upload" -> {
        KeyPair patient = one(PATIENTS);
        KeyPair signer = replacing ? current(patient) : patient;
        yield order(signer, new UploadRecord(TestChain.record(signer, "image", below(RECORDS))));
      }
      case "replace" ->
          order(
              TestChain.CENTER,
              new ReplaceKey(
                  one(below(4) == 0 ? SPARE : EVERYBODY).publicKey(), one(SPARE).publicKey()));
      case "judge" -> order(TestChain.CENTER, rarely(6, new JudgeRecord(record())));
      case "freeze" -> order(TestChain.CENTER, new FreezeAccount(one(DOCTORS).publicKey()));
      case "thaw" -> order(TestChain.CENTER, new ThawAccount(one(DOCTORS).publicKey()));
      case "leave" -> order(one(PATIENTS), rarely(20, new LeaveChain()));
      case "issue" -> order(mostly(owner()), new IssueDirective(terms(), untilMs()));
      case "revoke" -> order(mostly(owner()), new RevokeDirective(terms().id()));
      case "appoint" ->
          order(
              mostly(below(2) == 0 ? owner() : TestChain.CENTER),
              new AppointDelegate(
                  owner().publicKey(), one(EVERYBODY.subList(2, 7)).publicKey(), untilMs()));
      case "end" ->
          order(
              mostly(owner()),
              new EndDelegation(owner().publicKey(), one(EVERYBODY.subList(2, 7)).publicKey()));
      case "read" -> order(one(EVERYBODY), new ReadRecord(record(), one(READ)));
      case "glass" -> order(one(DOCTORS), new ReadRecord(record(), Purpose.BTG));
      default -> order(below(5) == 0 ? one(DOCTORS) : TestChain.DOCTOR, attest());
    };
  }

  private KeyPair owner() {
    return PATIENTS.get(below(4) == 0 ? 1 : 0);
  }

  private KeyPair mostly(KeyPair who) {
    return below(5) == 0 ? one(EVERYBODY) : who;
  }

  /** Few, so that they meet: one of those that can be named. */
  private DirectiveTerms terms() {
    DirectiveScope scope =
        switch (below(4)) {
          case 0 -> new DirectiveScope.OneRecord(record());
          case 1 -> new DirectiveScope.OfType("image");
          default -> new DirectiveScope.AllRecords();
        };
    Grantee grantee =
        below(3) == 0
            ? new Grantee.AnyOf(one(List.of(Role.DOCTOR, Role.HOSPITAL)))
            : new Grantee.Party(one(EVERYBODY).publicKey());
    Purpose purpose = one(GIVEN);
    return new DirectiveTerms(owner().publicKey(), scope, grantee, purpose);
  }

  /** Soon, now and then never, now and then over. */
  private long untilMs() {
    long nowMs = chain.blocks().getLast().header().timestampMs();
    return switch (below(6)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> nowMs;
      default -> nowMs + 1_000L * (2 + below(40));
    };
  }

  /** Once in that number of moves; else an attestation, which who may not give it gives. */
  private Operation rarely(int oneIn, Operation operation) {
    return below(oneIn) == 0 ? operation : attest();
  }

  private Operation attest() {
    return new AttestRecord(record());
  }

  private Hash record() {
    return TestChain.record(one(PATIENTS), "image", below(RECORDS + 1)).id();
  }
}
