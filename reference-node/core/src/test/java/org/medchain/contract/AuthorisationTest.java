package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.STRANGER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import org.medchain.checkout.Repository;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/**
 * CON-26, ROLE-8: who may order what, for every operation and every role, is what {@code
 * spec/roles.md} shows; {@code -Drewrite} writes its tables again.
 */
class AuthorisationTest {
  private static final Path PAGE = Repository.file("spec/roles.md");
  private static final String DUTIES = "| role | store | ";
  private static final String OPERATIONS = "| no. | operation | ";

  /** One sender of each role. */
  private static final Map<Role, KeyPair> SENDERS = senders();

  private static Map<Role, KeyPair> senders() {
    Map<Role, KeyPair> senders = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      senders.put(
          role, role == Role.REGULATORY_CENTER ? CENTER : TestChain.keys(role.word() + "'s"));
    }
    return senders;
  }

  private static TestChain chain() {
    List<Participant> all = new ArrayList<>();
    OperationPermissions.PARTICIPANT
        .roles()
        .forEach(role -> all.add(TestChain.of(SENDERS.get(role).publicKey(), role)));
    return new TestChain(ContractSamples.PLAIN, all);
  }

  /**
   * On a chain: a sender whose role is not allowed gets that outcome first, even if more is wrong;
   * strangers are unknown. Every "no" of the table is executed.
   */
  @Example
  void theChainKeepsThem() {
    TestChain chain = chain();
    for (Operation operation : ContractSamples.operations()) {
      chain.expect(STRANGER, operation, Outcome.UNKNOWN_SENDER);
      SENDERS.forEach(
          (role, sender) -> {
            if (!operation.type().permissions().roles().contains(role)) {
              assertThat(chain.outcome(sender, operation))
                  .as("%s by %s", operation, role)
                  .isEqualTo(Outcome.NOT_ALLOWED);
            }
          });
    }
  }

  /**
   * ROLE-8: files go to roles that store them, and verifiers are on the roll; CON-42 and CON-43
   * have their tests with doctors and members.
   */
  @Example
  void theChainKeepsTheDuties() {
    TestChain chain = chain();
    Hash id = chain.upload(TestChain.PATIENT, "image", 1);
    OperationPermissions.PARTICIPANT
        .roles()
        .forEach(
            role -> {
              PublicKey key = SENDERS.get(role).publicKey();
              Operation entrusting = new EntrustFile(id, key, ContractSamples.TREE.root(), 3);
              assertThat(chain.outcome(TestChain.PATIENT, entrusting))
                  .as("%s", role)
                  .isEqualTo(role.has(Role.Duty.STORE) ? Outcome.OK : Outcome.UNKNOWN_PARTICIPANT);
              assertThat(VerifierRoll.isEnlisted(chain.state(), key))
                  .as("%s", role)
                  .isEqualTo(role.has(Role.Duty.VERIFY));
            });
  }

  /** Clients offer nothing that is refused by role. */
  @Example
  void clientsOfferWhatIsExecuted() {
    RegistryTest.operations()
        .forEach(
            type ->
                assertThat(type.permissions().clients())
                    .as(type.name())
                    .isSubsetOf(type.permissions().roles()));
    assertThat(AskBalance.TYPE.permissions().clients())
        .isEqualTo(OperationPermissions.PARTICIPANT.roles());
    assertThat(Opaque.TYPE.permissions().clients()).isEqualTo(List.of());
  }

  @Example
  void thePageShowsThem() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> written = withTables(page);
    if (System.getProperty("rewrite") != null) {
      Files.write(PAGE, written);
    }
    assertThat(page).isEqualTo(written);
  }

  /** The page with the tables as they should be, in place of the present ones. */
  private static List<String> withTables(List<String> page) {
    List<String> lines = new ArrayList<>();
    boolean old = false;
    for (String line : page) {
      old &= line.startsWith("|");
      if (!old) {
        lines.add(line);
      }
      if (line.startsWith(DUTIES) || line.startsWith(OPERATIONS)) {
        old = true;
        lines.removeLast();
        lines.addAll(line.startsWith(DUTIES) ? duties() : operations());
      }
    }
    return lines;
  }

  private static List<String> duties() {
    List<String> words = Arrays.stream(Role.Duty.values()).map(each -> word(each.name())).toList();
    List<String> lines = new ArrayList<>();
    lines.add("| role | " + String.join(" | ", words) + " |");
    lines.add("|---".repeat(1 + words.size()) + "|");
    for (Role role : Role.values()) {
      List<String> cells = new ArrayList<>();
      for (Role.Duty duty : Role.Duty.values()) {
        cells.add(role.has(duty) ? "yes" : "no");
      }
      lines.add("| " + word(role.name()) + " | " + String.join(" | ", cells) + " |");
    }
    return lines;
  }

  private static List<String> operations() {
    List<String> words = Arrays.stream(Role.values()).map(each -> word(each.name())).toList();
    List<String> lines = new ArrayList<>();
    lines.add(OPERATIONS + String.join(" | ", words) + " |");
    lines.add("|---".repeat(2 + words.size()) + "|");
    Map<Integer, String> rows = new TreeMap<>();
    RegistryTest.operations()
        .forEach(
            type ->
                rows.put(
                    type.number(),
                    "| " + type.number() + " | " + type.name() + " | " + cells(type) + " |"));
    lines.addAll(rows.values());
    return lines;
  }

  private static String cells(OperationType<?> type) {
    return Arrays.stream(Role.values())
        .map(role -> type.permissions().roles().contains(role) ? "yes" : "no")
        .collect(Collectors.joining(" | "));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
