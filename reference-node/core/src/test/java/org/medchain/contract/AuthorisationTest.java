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
import java.util.function.Predicate;
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

/** CON-26, ROLE-8: who may order what is in {@code golden/roles.txt}; writes spec/roles.md. */
class AuthorisationTest {
  private static final Path GOLDEN =
      Repository.file("reference-node/core/src/test/resources/golden/roles.txt");
  private static final Path PAGE = Repository.file("reference-node/core/target/roles.md");

  private static final Map<Integer, OperationType<?>> OPERATIONS = new TreeMap<>();

  static {
    RegistryTest.operations().forEach(type -> OPERATIONS.put(type.number(), type));
  }

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

  /** On a chain the role is asked first; strangers are unknown, and every "no" is executed. */
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

  /** ROLE-8: files go to roles that store them, and verifiers are on the roll. */
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
  void theyAreWhatTheGoldenFileSays() throws IOException {
    List<String> found = new ArrayList<>();
    for (Role role : Role.values()) {
      found.add(word(role.name()) + ": " + words(Role.Duty.values(), role::has));
    }
    OPERATIONS.forEach(
        (number, type) ->
            found.add(number + " " + type.name() + ": " + words(Role.values(), mayOrder(type))));
    if (System.getProperty("rewrite") != null) {
      Files.write(GOLDEN, found);
    }
    assertThat(Files.readAllLines(GOLDEN)).isEqualTo(found);
  }

  @Example
  void theBuildWritesThePage() throws IOException {
    List<String> page = new ArrayList<>(List.of("# Roles", "", "## Duties", ""));
    page.addAll(head("role", Role.Duty.values()));
    for (Role role : Role.values()) {
      page.add(row(word(role.name()), Role.Duty.values(), role::has));
    }
    page.addAll(List.of("", "## Operations", ""));
    page.addAll(head("operation", Role.values()));
    OPERATIONS.values().forEach(type -> page.add(row(type.name(), Role.values(), mayOrder(type))));
    Files.createDirectories(PAGE.getParent());
    Files.write(PAGE, page);
    assertThat(page).contains("| judge | no | no | no | yes" + " | no".repeat(9) + " |");
  }

  private static Predicate<Role> mayOrder(OperationType<?> type) {
    return role -> type.permissions().roles().contains(role);
  }

  private static List<String> head(String first, Enum<?>[] columns) {
    String names =
        Arrays.stream(columns).map(each -> word(each.name())).collect(Collectors.joining(" | "));
    return List.of("| " + first + " | " + names + " |", "|---".repeat(1 + columns.length) + "|");
  }

  private static <E> String row(String first, E[] columns, Predicate<E> holds) {
    return Arrays.stream(columns)
        .map(each -> holds.test(each) ? "yes" : "no")
        .collect(Collectors.joining(" | ", "| " + first + " | ", " |"));
  }

  private static <E extends Enum<E>> String words(E[] all, Predicate<E> holds) {
    List<String> words = Arrays.stream(all).filter(holds).map(each -> word(each.name())).toList();
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
