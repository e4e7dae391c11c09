package org.medchain.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

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

/** NODE-19: the table is whole, and the page shows it. */
class AdmissionTableTest {
  private static final Path PAGE = Repository.file("spec/admission.md");
  private static final String BEGIN = "<!-- table -->\n";

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

  /** {@code -Drewrite} writes the page. */
  @Test
  void thePageShowsTheTable() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String expected = page.substring(0, begin) + table();
    if (System.getProperty("rewrite") != null) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).isEqualTo(expected);
    }
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## Messages");
    lines.addAll(
        rows(
            Arrays.stream(MessageKind.values())
                .collect(
                    Collectors.toMap(
                        AdmissionTableTest::word,
                        each -> (role, standing) -> AdmissionTable.of(each, role, standing),
                        (a, b) -> a,
                        LinkedHashMap::new))));
    lines.add("");
    lines.add("## Calls");
    lines.addAll(
        rows(
            Arrays.stream(CallKind.values())
                .collect(
                    Collectors.toMap(
                        AdmissionTableTest::word,
                        each -> (role, standing) -> AdmissionTable.of(each, role, standing),
                        (a, b) -> a,
                        LinkedHashMap::new))));
    return String.join("\n", lines) + "\n";
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

  private static List<String> rows(
      Map<String, BiFunction<PeerRole, PeerStanding, AdmissionOutcome>> kinds) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| | " + String.join(" | ", columns().stream().map(Column::title).toList()) + " |");
    lines.add("|---|" + "---|".repeat(columns().size()));
    kinds.forEach(
        (name, admission) ->
            lines.add(
                columns().stream()
                    .map(column -> word(admission.apply(column.role(), column.standing())))
                    .collect(Collectors.joining(" | ", "| " + name + " | ", " |"))));
    return lines;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
