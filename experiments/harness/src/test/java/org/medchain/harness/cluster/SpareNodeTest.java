package org.medchain.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.InterpreterSettings;
import org.medchain.harness.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** FAULT-30 on processes: a spare node takes a member's place and gives it back, under load. */
class SpareNodeTest {
  private static final long S = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  @Tag("exhaustive")
  void aMemberLeavesAndComesBack() throws Exception {
    FaultEvent change =
        new FaultEvent(NemesisKind.MEMBERSHIP, 1, 11, List.of(1), OptionalDouble.empty());
    HarnessTest test =
        new HarnessTest(
            1,
            4,
            Workloads.of("set").orElseThrow(),
            new InterpreterSettings(6, S / 10, 5 * S, 16 * S, 17 * S, 60 * S),
            List.of(change),
            folder,
            what -> {});
    HostOutcome outcome = new ClusterHost().run(test);
    Judgement judgement = Judgement.of(outcome);

    assertThat(outcome.problems()).isEmpty();
    assertThat(judgement.verdict())
        .as(judgement.results().toString())
        .isEqualTo(HistoryVerdict.VALID);
    assertThat(outcome.actions()).hasSize(2).allMatch(each -> each.problem().isEmpty());
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
}
