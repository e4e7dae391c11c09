package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.directives.AppointDelegate;
import org.medchain.contract.directives.DirectiveEvents;
import org.medchain.contract.directives.DirectiveScope;
import org.medchain.contract.directives.DirectiveTerms;
import org.medchain.contract.directives.EndDelegation;
import org.medchain.contract.directives.Grantee;
import org.medchain.contract.directives.IssueDirective;
import org.medchain.contract.directives.Purpose;
import org.medchain.contract.directives.ReadRecord;
import org.medchain.contract.directives.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;

/**
 * CON-26, CON-29 to CON-33: who may do what, cell by cell: party × operation × consent × standing.
 * Every cell is a chain of its own, and all of them stand here once more.
 */
class AccessMatrixTest {
  private static final KeyPair OTHER_DOCTOR = TestChain.keys("doctor 1");
  private static final long FAR = Long.MAX_VALUE;
  private static final Grantee EVERY_HOSPITAL = new Grantee.AnyOf(Role.HOSPITAL);

  /** What the owner decided before. */
  private enum Consented {
    NOTHING,
    DIRECTIVE,
    EXPIRED,
    REVOKED,
    DELEGATE
  }

  /** What the center decided about the sender before. */
  private enum AccountState {
    GOOD,
    FROZEN
  }

  private static final String EXPECTED =
      """
      operation | consent | standing | owner patient author doctor hospital institution center
      attest | NOTHING | GOOD | no no ok no no no no
      attest | NOTHING | FROZEN | no no frozen no no no no
      attest | DIRECTIVE | GOOD | no no ok no no no no
      attest | DELEGATE | GOOD | no no ok no no no no
      issue | NOTHING | GOOD | ok no no no no no no
      issue | NOTHING | FROZEN | ok no no no no no no
      issue | DIRECTIVE | GOOD | ok no no no no no no
      issue | DELEGATE | GOOD | ok ok ok ok ok ok no
      issue | DELEGATE | FROZEN | ok frozen frozen frozen frozen frozen no
      revoke | NOTHING | GOOD | none none none none none none no
      revoke | DIRECTIVE | GOOD | ok no no no no no no
      revoke | DIRECTIVE | FROZEN | ok no no no no no no
      appoint | NOTHING | GOOD | ok no no no no no ok
      appoint | DELEGATE | GOOD | ok no no no no no ok
      end | NOTHING | GOOD | none no no no none no none
      end | DELEGATE | GOOD | ok no no no ok no none
      read TREAT | NOTHING | GOOD | OWNER NO_CONSENT AUTHOR NO_CONSENT NO_CONSENT NO_CONSENT no
      read TREAT | NOTHING | FROZEN | OWNER held held held held held no
      read TREAT | DIRECTIVE | GOOD | OWNER DIRECTIVE AUTHOR DIRECTIVE DIRECTIVE DIRECTIVE no
      read TREAT | DIRECTIVE | FROZEN | OWNER held held held held held no
      read TREAT | EXPIRED | GOOD | OWNER EXPIRED AUTHOR EXPIRED EXPIRED EXPIRED no
      read TREAT | REVOKED | GOOD | OWNER NO_CONSENT AUTHOR NO_CONSENT NO_CONSENT NO_CONSENT no
      read TREAT | DELEGATE | GOOD | OWNER DELEGATE AUTHOR DELEGATE DELEGATE DELEGATE no
      read TREAT | DELEGATE | FROZEN | OWNER held held held held held no
      read HRESCH | DIRECTIVE | GOOD | OWNER NO_CONSENT AUTHOR NO_CONSENT NO_CONSENT NO_CONSENT no
      read BTG | NOTHING | GOOD | OWNER NOT_A_DOCTOR glass glass NOT_A_DOCTOR NOT_A_DOCTOR no
      read BTG | NOTHING | FROZEN | OWNER held held held held held no
      read BTG | REVOKED | GOOD | OWNER NOT_A_DOCTOR glass glass NOT_A_DOCTOR NOT_A_DOCTOR no
      """;

  private static List<KeyPair> parties() {
    return List.of(
        TestChain.PATIENT,
        TestChain.OTHER_PATIENT,
        TestChain.DOCTOR,
        OTHER_DOCTOR,
        TestChain.HOSPITAL,
        TestChain.INSTITUTION,
        TestChain.CENTER);
  }

  private static DirectiveTerms terms(Grantee grantee) {
    return new DirectiveTerms(
        TestChain.PATIENT.publicKey(), new DirectiveScope.AllRecords(), grantee, Purpose.TREAT);
  }

  @Example
  void everyCell() {
    List<String> lines = new ArrayList<>();
    for (String line : EXPECTED.lines().toList()) {
      List<String> cells = List.of(line.split(" \\| ", -1));
      lines.add(lines.isEmpty() ? line : row(cells));
    }
    assertThat(lines).isEqualTo(EXPECTED.lines().toList());
  }

  private static String row(List<String> cells) {
    List<String> results = new ArrayList<>();
    for (KeyPair party : parties()) {
      Consented consented = Consented.valueOf(cells.get(1));
      results.add(cell(party, cells.get(0), consented, AccountState.valueOf(cells.get(2))));
    }
    return String.join(" | ", cells.subList(0, 3)) + " | " + String.join(" ", results);
  }

  private static String cell(
      KeyPair party, String operation, Consented consented, AccountState standing) {
    TestChain chain =
        new TestChain(
            GameScenario.PLAIN, List.of(new Participant(OTHER_DOCTOR.publicKey(), Role.DOCTOR)));
    Hash id = chain.upload(TestChain.PATIENT, "image", 1);
    prepare(chain, party, consented);
    if (standing == AccountState.FROZEN && !party.equals(TestChain.CENTER)) {
      chain.run(TestChain.CENTER, new FreezeAccount(party.publicKey()));
    }
    return word(chain.run(party, operation(operation, id, party)));
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
    return MedicalModules.events(receipt).getFirst() instanceof DirectiveEvents.ReadAnswered read
        ? read.line()
            .answer()
            .name()
            .replace("READER_FROZEN", "held")
            .replace("BREAK_GLASS", "glass")
        : "ok";
  }
}
