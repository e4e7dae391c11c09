package org.medchain.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.ServiceRead;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.Workloads;
import org.medchain.history.check.HistoryValidity;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** FAULT-3: what faults do to a cluster of processes, and what clients see of them. */
class ClusterFaultsTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private static FaultEvent fault(NemesisKind kind, double fromS, double untilS, Integer... nodes) {
    return new FaultEvent(kind, fromS, untilS, List.of(nodes), OptionalDouble.empty());
  }

  /** A load on a set that lasts so long; all faults are done, and the history is valid. */
  private HostOutcome outcome(int workers, long loadS, List<FaultEvent> plan) throws Exception {
    HarnessTest test =
        new HarnessTest(
            27,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(workers, S / 10, 5 * S, loadS * S, (loadS + 1) * S, 60 * S),
            plan,
            folder,
            told::add);
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);
    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryValidity.VALID);
    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.actions())
        .hasSize(2 * plan.size())
        .allMatch(each -> each.problem().isEmpty() || each.problem().get().startsWith("skipped: "));
    return outcome;
  }

  /** FAULT-28: a client and a member lose their certificates while others work. */
  @Test
  @Tag("exhaustive")
  void revokedOnesAreRefusedAndAClientComesBackWithAnotherKey() throws Exception {
    HostOutcome outcome =
        outcome(
            4,
            7,
            List.of(
                fault(NemesisKind.CLIENT_REVOCATION, 1, 4, 0, 1, 2, 3),
                fault(NemesisKind.MEMBER_REVOCATION, 2, 5, 2)));
    assertThat(outcome.actions()).allMatch(each -> each.problem().isEmpty());
    assertThat(outcome.ledgers().get(2).faithful()).isFalse();
  }

  /** FAULT-27: Chaos Monkey attacks two shells, and consensus does not notice. */
  @Test
  @Tag("exhaustive")
  void attackedShellsAreSlowOrFailAndAnswerAfterTheHeal() throws Exception {
    HostOutcome outcome =
        outcome(
            4,
            8,
            List.of(
                new FaultEvent(
                    NemesisKind.SERVICE_LATENCY, 2, 6, List.of(0), OptionalDouble.of(1_000)),
                fault(NemesisKind.SERVICE_EXCEPTION, 2, 6, 1)));
    assertThat(outcome.actions()).allMatch(each -> each.problem().isEmpty());
    List<ServiceRead> reads = outcome.serviceReads();
    assertThat(reads).extracting(ServiceRead::node).contains(0, 1).doesNotContain(2, 3);
    assertThat(reads).anyMatch(each -> each.node() == 0 && each.tookMs() >= 1_000);
    assertThat(reads).anyMatch(each -> each.node() == 1 && each.code() == 500);
    assertThat(reads.getLast().answered()).isTrue();
  }

  /** FAULT-30: a spare node takes a member's place and gives it back, under load. */
  @Test
  @Tag("exhaustive")
  void aMemberLeavesAndComesBack() throws Exception {
    HostOutcome outcome = outcome(6, 16, List.of(fault(NemesisKind.MEMBERSHIP, 1, 11, 1)));
    assertThat(outcome.actions()).allMatch(each -> each.problem().isEmpty());
    assertThat(outcome.ledgers()).hasSize(5).allMatch(each -> each.problem().isEmpty());
    ClusterFolder files = new ClusterFolder(folder.resolve("cluster"));
    assertThat(voters(files)).contains(files.nodeKey(4), files.nodeKey(0));
  }

  /** Whose votes decided some block. */
  private static Set<PublicKey> voters(ClusterFolder files) throws Exception {
    Set<PublicKey> voters = new TreeSet<>();
    Path store = files.node(0).resolve("data").resolve("store");
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (long at = 1; at <= opened.blocks().highestHeight(); at++) {
        opened
            .blocks()
            .blockAt(at)
            .map(block -> (QuorumCertificate) block.certificate())
            .ifPresent(made -> made.votes().forEach(v -> voters.add(v.signer())));
      }
    }
    return voters;
  }

  /** FAULT-31: rolling upgrades. */
  @Test
  @Tag("exhaustive")
  void allNodesAreUpgradedUnderLoad() throws Exception {
    HostOutcome outcome =
        outcome(4, 10, List.of(fault(NemesisKind.ROLLING_UPGRADE, 1, 8, 0, 1, 2, 3)));
    assertThat(outcome.actions()).allMatch(each -> each.problem().isEmpty());
    assertThat(folder.resolve("next-version")).isDirectoryContaining(Files::isDirectory);
  }

  /** FAULT-29: all nodes get a signal at once too; an orderly end of all loses nothing. */
  @Test
  @Tag("exhaustive")
  void nodesEndInOrderAndLoseNothing() throws Exception {
    HostOutcome outcome =
        outcome(
            4,
            10,
            List.of(
                fault(NemesisKind.SIGNAL_QUIT, 1, 2, 0),
                fault(NemesisKind.SIGNAL_INT, 2, 3, 1),
                fault(NemesisKind.SIGNAL_HUP, 4, 5, 2),
                fault(NemesisKind.SIGNAL_GROUP, 6, 7, 3),
                fault(NemesisKind.SIGNAL_TERM, 8, 9, 0, 1, 2, 3)));
    assertThat(outcome.actions()).hasSize(10);
  }

  /** What a process was started with is known before it gets a signal. */
  @Test
  void aProcessThatIgnoresASignalIsKnown() throws Exception {
    for (boolean ignores : List.of(true, false)) {
      String trap = ignores ? "trap '' INT; exec sleep 60" : "exec sleep 60";
      Process process = new ProcessBuilder("bash", "-c", trap).start();
      try {
        if (ignores && Path.of("/proc/self/status").toFile().exists()) {
          long endNs = System.nanoTime() + 10 * S;
          while (!ProcessSignals.isIgnored(process.toHandle(), "INT")) {
            assertThat(System.nanoTime()).isLessThan(endNs);
            Thread.sleep(5);
          }
        }
        assertThat(ProcessSignals.isIgnored(process.toHandle(), "TERM")).isFalse();
        // It leads no group: the tests' own process does.
        assertThatThrownBy(() -> ProcessSignals.sendToGroup(process.toHandle(), "TERM"))
            .hasMessageContaining("skipped: ");
        ProcessSignals.send(process.toHandle(), "TERM");
        assertThat(process.waitFor()).isNotZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** FAULT-32: hostile peers beside a load on processes. */
  @Test
  void eachHostileKindHasItsRole() {
    for (NemesisKind kind : NemesisKind.values()) {
      if (kind.group() == NemesisKind.Group.HOSTILE) {
        assertThat("hostile-" + HostilePeerFault.role(kind).word()).isEqualTo(kind.word());
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void aMemberAnAgencyAndARevokedPeerHoldNothingUp() throws Exception {
    HostOutcome outcome =
        outcome(
            6,
            32,
            List.of(
                fault(NemesisKind.HOSTILE_MEMBER, 1, 30, 2),
                fault(NemesisKind.HOSTILE_AGENCY, 2, 28, 0, 1, 2, 3),
                fault(NemesisKind.HOSTILE_REVOKED, 3.5, 31, 0, 1, 2, 3)));
    assertThat(outcome.actions()).allMatch(each -> each.problem().isEmpty());
    assertThat(told)
        .filteredOn(each -> each.matches("hostile-.* sent [1-9].*"))
        .hasSizeGreaterThan(1);
  }

  /** FAULT-22: what a power failure leaves follows from the plan. */
  @Test
  void aPowerFailureLosesAllThatWasNotForcedOrTheEndOfTheLastWrite() throws Exception {
    assertThat(faultsOfPowerLossUntil(2.000))
        .contains("disk-lose-unforced", "disk-slow-ms 200")
        .doesNotContain("disk-torn");
    assertThat(faultsOfPowerLossUntil(2.001))
        .contains("disk-torn", "disk-slow-ms 200")
        .doesNotContain("disk-lose-unforced");
  }

  private String faultsOfPowerLossUntil(double untilS) throws Exception {
    new InjectedNodeFaults(7, node -> folder).begin(fault(NemesisKind.POWER_LOSS, 1, untilS, 0), 0);
    return Files.readString(folder.resolve("faults.txt"));
  }
}
