package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import org.medchain.checkout.Repository;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** CON-26, CON-29, CON-30, CON-31, CON-32, CON-33: the permissions, each cell on its own chain. */
class AccessMatrixTest {
  private static final KeyPair OTHER_DOCTOR = TestChain.keys("doctor 1");
  private static final String FILE = "golden/access-matrix.txt";
  private static final long FAR = Long.MAX_VALUE;
  private static final Grantee EVERY_HOSPITAL = new Grantee.AnyOf(Role.HOSPITAL);

  /** The owner's earlier decision. */
  private enum Consented {
    NOTHING,
    DIRECTIVE,
    EXPIRED,
    REVOKED,
    DELEGATE,
    /** A directive as well, for a purpose that the reader pays for. */
    RESEARCH,
    /** The same, but to let others read. */
    SHARE
  }

  private enum AccountState {
    GOOD,
    FROZEN
  }

  private static final List<Role> FURTHER =
      OperationPermissions.PARTICIPANT.roles().stream()
          .filter(
              role ->
                  role.code() > Role.HOSPITAL.code()
                      && role != Role.RESEARCH
                      && role != Role.LABORATORY)
          .toList();

  private static final String HEAD =
      "operation | consent | standing | owner patient author doctor hospital research laboratory "
          + FURTHER.stream().map(Role::word).collect(Collectors.joining(" "))
          + " center";

  private static final List<String> OPERATIONS =
      List.of(
          "attest",
          "issue",
          "revoke",
          "appoint",
          "end",
          "read TREAT",
          "read HRESCH",
          "read BTG",
          "read PUBHLTH",
          "offer",
          "quote",
          "replace");

  private static List<KeyPair> parties() {
    List<KeyPair> parties =
        new ArrayList<>(
            List.of(
                TestChain.PATIENT,
                TestChain.OTHER_PATIENT,
                TestChain.DOCTOR,
                OTHER_DOCTOR,
                TestChain.HOSPITAL,
                TestChain.INSTITUTION,
                TestChain.PRACTICE));
    FURTHER.forEach(role -> parties.add(keys(role)));
    parties.add(TestChain.CENTER);
    return parties;
  }

  private static KeyPair keys(Role role) {
    return TestChain.keys(role.word());
  }

  private static DirectiveTerms terms(Grantee grantee) {
    return terms(grantee, Purpose.TREAT);
  }

  private static DirectiveTerms terms(Grantee grantee, Purpose purpose) {
    return new DirectiveTerms(
        TestChain.PATIENT.publicKey(), new DirectiveScope.AllRecords(), grantee, purpose);
  }

  /** The file is written again with {@code -Drewrite}, for a human to review. */
  @Example
  void everyCell() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (String operation : OPERATIONS) {
      for (Consented consented : Consented.values()) {
        for (AccountState standing : AccountState.values()) {
          lines.add(row(operation, consented, standing));
        }
      }
    }
    if (System.getProperty("rewrite") != null) {
      Files.write(Repository.file("reference-node/core/src/test/resources").resolve(FILE), lines);
    }
    assertThat(lines).isEqualTo(golden());
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = AccessMatrixTest.class.getResourceAsStream("/" + FILE)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String row(String operation, Consented consented, AccountState standing) {
    List<String> results = new ArrayList<>();
    for (KeyPair party : parties()) {
      results.add(cell(party, operation, consented, standing));
    }
    return String.join(" | ", operation, consented.name(), standing.name())
        + " | "
        + String.join(" ", results);
  }

  /** Each is ordered twice: the second time nothing happens, as a replay would have it (CON-3). */
  private static String cell(
      KeyPair party, String operation, Consented consented, AccountState standing) {
    TestChain chain =
        new TestChain(
            ContractSamples.PLAIN,
            Stream.concat(
                    Stream.of(TestChain.doctor(OTHER_DOCTOR)),
                    FURTHER.stream().map(role -> new Participant(keys(role).publicKey(), role)))
                .toList());
    Hash id = chain.upload(TestChain.PATIENT, "image", 1);
    prepare(chain, party, consented);
    if (standing == AccountState.FROZEN && !party.equals(TestChain.CENTER)) {
      chain.run(TestChain.CENTER, new FreezeAccount(party.publicKey()));
    }
    Transaction order = chain.order(party, operation(operation, id, party));
    String told = word(chain.add(List.of(order)).receipts().getFirst());
    Hash root = chain.state().tree().root();
    assertThat(Outcome.of(chain.add(List.of(order)).receipts().getFirst()))
        .isEqualTo(Outcome.DUPLICATE);
    assertThat(chain.state().tree().root()).isEqualTo(root);
    return told;
  }

  private static void prepare(TestChain chain, KeyPair party, Consented consented) {
    boolean other = !party.equals(TestChain.PATIENT) && !party.equals(TestChain.CENTER);
    Grantee grantee = other ? new Grantee.Party(party.publicKey()) : EVERY_HOSPITAL;
    long now = chain.blocks().getLast().header().timestampMs();
    switch (consented) {
      case NOTHING -> {}
      case DIRECTIVE -> chain.run(TestChain.PATIENT, new IssueDirective(terms(grantee), FAR));
      case EXPIRED -> {
        chain.run(TestChain.PATIENT, new IssueDirective(terms(grantee), now + 2_000));
        chain.add(List.of());
      }
      case REVOKED -> {
        chain.run(TestChain.PATIENT, new IssueDirective(terms(grantee), FAR));
        chain.run(TestChain.PATIENT, new RevokeDirective(terms(grantee).id()));
      }
      case DELEGATE ->
          chain.run(
              TestChain.PATIENT,
              new AppointDelegate(
                  TestChain.PATIENT.publicKey(),
                  (other ? party : TestChain.HOSPITAL).publicKey(),
                  FAR));
      case RESEARCH ->
          chain.run(TestChain.PATIENT, new IssueDirective(terms(grantee, Purpose.HRESCH), FAR));
      case SHARE ->
          chain.run(TestChain.PATIENT, new IssueDirective(terms(grantee, Purpose.DISCLOSE), FAR));
    }
  }

  private static Operation operation(String name, Hash id, KeyPair party) {
    boolean other = !party.equals(TestChain.PATIENT) && !party.equals(TestChain.CENTER);
    Grantee grantee = other ? new Grantee.Party(party.publicKey()) : EVERY_HOSPITAL;
    KeyPair delegate = TestChain.HOSPITAL;
    return switch (name) {
      case "attest" -> new AttestRecord(id);
      case "issue" -> new IssueDirective(terms(new Grantee.AnyOf(Role.PATIENT)), FAR);
      case "revoke" -> new RevokeDirective(terms(grantee).id());
      case "appoint" ->
          new AppointDelegate(
              TestChain.PATIENT.publicKey(), TestChain.INSTITUTION.publicKey(), FAR);
      case "end" -> new EndDelegation(TestChain.PATIENT.publicKey(), delegate.publicKey());
      case "offer" -> new OfferRecords("image", 5, List.of(id));
      case "quote" -> new QuoteQuery(id);
      case "replace" ->
          new ReplaceKey(OTHER_DOCTOR.publicKey(), TestChain.keys("another").publicKey());
      default -> new ReadRecord(id, Purpose.valueOf(name.split(" ", 2)[1]));
    };
  }

  private static String word(Receipt receipt) {
    return switch (Outcome.of(receipt)) {
      case OK -> answer(receipt);
      case NOT_ALLOWED -> "no";
      case NOT_GRANTED -> "none";
      case ACCOUNT_FROZEN -> "frozen";
      default -> Outcome.of(receipt).name().toLowerCase(Locale.ROOT);
    };
  }

  private static String answer(Receipt receipt) {
    return switch (MedicalModules.events(receipt).getFirst()) {
      case ConsentEvents.ReadAnswered read -> word(read.line());
      case ConsentEvents.QueryQuoted quoted -> "costs_" + quoted.price();
      default -> "ok";
    };
  }

  private static String word(AccessEntry line) {
    String word =
        line.answer().name().replace("READER_FROZEN", "held").replace("BREAK_GLASS", "glass");
    return line.price() == 0 ? word : word + "_for_" + line.price();
  }
}
