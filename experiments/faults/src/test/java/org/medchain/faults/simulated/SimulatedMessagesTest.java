package org.medchain.faults.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostMessage;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workloads;

/** FAULT-14: the messages of a window. */
class SimulatedMessagesTest {
  private static final long S = 1_000_000_000L;
  private static final SimulatedHost HOST = new SimulatedHost();

  private static final HarnessTest TEST = alone(2, 4);

  /** This node is alone from 2 s on. */
  private static HarnessTest alone(int node, double untilS) {
    return new HarnessTest(
        7,
        4,
        Workloads.of("register").orElseThrow(),
        new InterpreterSettings(4, S / 10, S, 5 * S, 6 * S, 10 * S),
        List.of(
            new FaultEvent(
                NemesisKind.PARTITION_SINGLE, 2, untilS, List.of(node), OptionalDouble.empty())),
        Path.of("unused"),
        what -> {});
  }

  @Test
  void everyMessageIsOfItsWindowAndArrivesAfterItWasMade() {
    List<HostMessage> messages = HOST.messages(TEST, S, S + S / 5);
    assertThat(messages).hasSizeGreaterThan(40);
    assertThat(messages)
        .allMatch(each -> each.sentNs() >= S && each.sentNs() <= S + S / 5)
        .allMatch(each -> each.deliveredNs().orElseThrow() > each.sentNs());
    assertThat(messages)
        .extracting(HostMessage::kind)
        .contains("pre-prepare", "prepare", "commit", "reply");
    // Each node says commit to the three others.
    long commits = messages.stream().filter(each -> each.kind().equals("commit")).count();
    long proposals = messages.stream().filter(each -> each.kind().equals("pre-prepare")).count();
    assertThat(commits).isEqualTo(4 * proposals);
    assertThat(messages)
        .filteredOn(each -> each.kind().equals("reply"))
        .allMatch(each -> each.from().startsWith("n") && each.to().startsWith("c"));
  }

  @Test
  void whatAPartitionCutsNeverArrives() {
    List<HostMessage> messages = HOST.messages(TEST, 2 * S + S / 2, 2 * S + 7 * S / 10);
    List<HostMessage> cut =
        messages.stream()
            .filter(each -> each.from().startsWith("n") && each.to().startsWith("n"))
            .filter(each -> each.from().equals("n2") != each.to().equals("n2"))
            .toList();
    assertThat(cut).isNotEmpty().allMatch(each -> each.deliveredNs().isEmpty());
    assertThat(messages).anyMatch(each -> each.deliveredNs().isPresent());
  }

  @Test
  void theSameWindowIsTheSame() {
    assertThat(HOST.messages(TEST, S, S + S / 5)).isEqualTo(HOST.messages(TEST, S, S + S / 5));
    assertThat(HOST.run(alone(0, 5)).viewChangeNs().orElseThrow()).isGreaterThan(2 * S);
  }
}
