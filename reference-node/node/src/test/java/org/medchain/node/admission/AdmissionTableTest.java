package org.medchain.node.admission;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pow.PowMessages;
import org.medchain.network.Envelope;
import org.medchain.network.MessageType;
import org.medchain.node.transport.PeerRole;

/**
 * NODE-19: the table is whole, and says what {@code admission.txt} says; {@code -Drewrite} writes
 * that again. Writes the table of {@code spec/admission.md}.
 */
class AdmissionTableTest {
  private static final Path GOLDEN =
      Repository.file("reference-node/node/src/test/resources/admission.txt");
  private static final Path PAGE = Repository.file("reference-node/node/target/admission.md");
  private static final List<Column> COLUMNS = columns();
  private static final Map<String, BiFunction<PeerRole, PeerStanding, AdmissionOutcome>> KINDS =
      kinds();

  @Test
  void everyKindThatAProtocolHasIsInTheTable() {
    Set<Integer> codes =
        Stream.concat(PbftMessages.all().stream(), PowMessages.all().stream())
            .map(MessageType::code)
            .collect(Collectors.toSet());
    codes.add(Envelope.MAC_CODE);
    assertThat(Arrays.stream(MessageKind.values()).map(MessageKind::code))
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void whoIsNotCertifiedIsCutOffWithEverything() {
    for (PeerStanding standing :
        EnumSet.of(PeerStanding.REVOKED, PeerStanding.EXPIRED, PeerStanding.UNKNOWN)) {
      for (PeerRole role : PeerRole.values()) {
        for (MessageKind kind : MessageKind.values()) {
          assertThat(AdmissionTable.of(kind, role, standing)).isEqualTo(AdmissionOutcome.CLOSED);
        }
        for (CallKind kind : CallKind.values()) {
          assertThat(AdmissionTable.of(kind, role, standing)).isEqualTo(AdmissionOutcome.CLOSED);
        }
      }
    }
  }

  /**
   * A vote counts only from members, and from a new member before its epoch begins here. A
   * following node that the ledger makes a member is one: a quorum may need its vote.
   */
  @Test
  void votesAreMembers() {
    for (PeerStanding standing : PeerStanding.values()) {
      boolean member = standing == PeerStanding.MEMBER || standing == PeerStanding.DESIGNATED;
      for (PeerRole role : PeerRole.values()) {
        assertThat(AdmissionTable.of(MessageKind.COMMIT, role, standing) == AdmissionOutcome.TAKEN)
            .as("%s, %s", role, standing)
            .isEqualTo(member && role.isNode());
      }
    }
  }

  @Test
  void itIsWhatTheGoldenFileSays() throws IOException {
    List<String> found = new ArrayList<>();
    KINDS.forEach((name, admission) -> found.add(name + ": " + String.join(" ", cells(admission))));
    if (System.getProperty("rewrite") != null) {
      Files.write(GOLDEN, found);
    }
    assertThat(Files.readAllLines(GOLDEN)).isEqualTo(found);
  }

  @Test
  void theBuildWritesThePage() throws IOException {
    List<String> page = new ArrayList<>(List.of("# What a link may send", ""));
    page.add("| | " + COLUMNS.stream().map(Column::title).collect(joining(" | ")) + " |");
    page.add("|---".repeat(1 + COLUMNS.size()) + "|");
    KINDS.forEach(
        (name, admission) ->
            page.add("| " + name + " | " + String.join(" | ", cells(admission)) + " |"));
    Files.createDirectories(PAGE.getParent());
    Files.write(PAGE, page);
    assertThat(page).anyMatch(row -> row.startsWith("| pre prepare | taken | taken | refused |"));
  }

  private static Map<String, BiFunction<PeerRole, PeerStanding, AdmissionOutcome>> kinds() {
    Map<String, BiFunction<PeerRole, PeerStanding, AdmissionOutcome>> kinds = new LinkedHashMap<>();
    for (MessageKind kind : MessageKind.values()) {
      kinds.put(word(kind), (role, standing) -> AdmissionTable.of(kind, role, standing));
    }
    for (CallKind kind : CallKind.values()) {
      kinds.put("call " + word(kind), (role, standing) -> AdmissionTable.of(kind, role, standing));
    }
    return kinds;
  }

  private record Column(String title, PeerRole role, PeerStanding standing) {}

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (PeerStanding standing :
        List.of(
            PeerStanding.MEMBER,
            PeerStanding.DESIGNATED,
            PeerStanding.RETIRED,
            PeerStanding.CERTIFIED)) {
      String title = standing == PeerStanding.CERTIFIED ? "consensus node" : word(standing);
      columns.add(new Column(title, PeerRole.CONSENSUS_NODE, standing));
    }
    for (PeerRole role :
        List.of(
            PeerRole.FOLLOWING_NODE,
            PeerRole.REGULATORY_CENTER,
            PeerRole.AGENCY,
            PeerRole.ENTITY,
            PeerRole.LIGHT_CLIENT)) {
      columns.add(new Column(word(role), role, PeerStanding.CERTIFIED));
    }
    columns.add(new Column("revoked, expired, unknown", PeerRole.ENTITY, PeerStanding.REVOKED));
    return columns;
  }

  private static List<String> cells(BiFunction<PeerRole, PeerStanding, AdmissionOutcome> kind) {
    return COLUMNS.stream().map(each -> word(kind.apply(each.role(), each.standing()))).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
