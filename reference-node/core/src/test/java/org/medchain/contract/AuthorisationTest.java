package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.KeyPair;

/** CON-26: who may order what, for every operation and every role. */
class AuthorisationTest {
  /** One sender of each role. */
  private static final Map<Role, KeyPair> SENDERS =
      new TreeMap<>(
          Map.of(
              Role.PATIENT, PATIENT,
              Role.DOCTOR, DOCTOR,
              Role.HOSPITAL, HOSPITAL,
              Role.INSTITUTION, INSTITUTION,
              Role.REGULATORY_CENTER, CENTER));

  /**
   * The rows in which some roles' operations are refused: number, then patient, doctor, hospital,
   * institution, center. Written down here again, so that no module changes a right by itself.
   */
  private static final Map<Integer, String> RESTRICTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1, "----C"),
              Map.entry(2, "P----"),
              Map.entry(6, "----C"),
              Map.entry(7, "P-H--"),
              Map.entry(10, "----C"),
              Map.entry(15, "----C"),
              Map.entry(16, "----C"),
              Map.entry(24, "----C"),
              Map.entry(25, "PDHI-"),
              Map.entry(27, "----C"),
              Map.entry(28, "----C"),
              Map.entry(29, "----C"),
              Map.entry(30, "----C"),
              Map.entry(31, "-D---"),
              Map.entry(32, "PDHI-"),
              Map.entry(33, "PDHI-"),
              Map.entry(34, "P---C"),
              Map.entry(36, "PDHI-"),
              Map.entry(37, "----C"),
              Map.entry(38, "P----"),
              Map.entry(39, "P----"),
              Map.entry(41, "PDHI-"),
              Map.entry(44, "--HI-"),
              Map.entry(45, "--HI-"),
              Map.entry(46, "--HI-"),
              Map.entry(47, "P-H--"),
              Map.entry(48, "P-HI-")));

  private static String row(OperationType<?> type) {
    StringBuilder row = new StringBuilder();
    for (Role role : Role.values()) {
      boolean may = type.senders().roles().contains(role);
      char letter = role == Role.REGULATORY_CENTER ? 'C' : role.name().charAt(0);
      row.append(may ? letter : '-');
    }
    return row.toString();
  }

  @Example
  void theRightsAreTheseAndNoOthers() {
    Map<Integer, String> restricted = new TreeMap<>();
    RegistryTest.operations()
        .filter(type -> !row(type).equals("PDHIC"))
        .forEach(type -> restricted.put(type.number(), row(type)));
    assertThat(restricted).isEqualTo(RESTRICTED);
  }

  /**
   * On a chain: a sender whose role is not allowed gets that outcome first, even if more is wrong;
   * strangers are unknown.
   */
  @Example
  void theChainKeepsThem() {
    TestChain chain = new TestChain();
    for (Operation operation : ContractSamples.operations()) {
      assertThat(chain.outcome(STRANGER, operation)).isEqualTo(Outcome.UNKNOWN_SENDER);
      SENDERS.forEach(
          (role, sender) -> {
            if (!operation.type().senders().roles().contains(role)) {
              assertThat(chain.outcome(sender, operation))
                  .as("%s by %s", operation, role)
                  .isEqualTo(Outcome.NOT_ALLOWED);
            }
          });
    }
  }

  /** Clients offer nothing that is refused by role, but for institutions in a hospital's client. */
  @Example
  void clientsOfferWhatIsExecuted() {
    RegistryTest.operations()
        .forEach(
            type ->
                assertThat(type.senders().clients())
                    .as(type.name())
                    .filteredOn(role -> role != Role.INSTITUTION)
                    .isSubsetOf(type.senders().roles()));
    assertThat(AskBalance.TYPE.senders().clients()).hasSize(4);
    assertThat(Opaque.TYPE.senders().clients()).isEqualTo(List.of());
  }
}
