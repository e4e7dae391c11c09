package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;

/** Four node processes and their center, and all that they have acknowledged. */
final class RecoveringCluster {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** K. */
  static final int INTERVAL = 8;

  private final ClusterFolder files;
  private final Map<RequestId, Output.Accepted> acknowledged = new ConcurrentSkipListMap<>();
  private long sequence;

  private RecoveringCluster(ClusterFolder files) {
    this.files = files;
  }

  static RecoveringCluster up(Path folder) throws Exception {
    return up(folder, 4);
  }

  static RecoveringCluster up(Path folder, int nodes) throws Exception {
    ClusterPlan plan =
        ClusterPlan.of(nodes)
            .with(ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, INTERVAL))
            .withJvm(ShortLivedJvms.OPTIONS);
    ClusterFolder files = ClusterFolder.create(folder, plan);
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.start(each);
      }
      cluster.awaitReady(PATIENCE, state -> {});
    }
    return new RecoveringCluster(files);
  }

  void awaitReady() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.awaitReady(PATIENCE, state -> {});
    }
  }

  ClusterFolder files() {
    return files;
  }

  /** The highest height of an acknowledged request. */
  long lastHeight() {
    return acknowledged.values().stream().mapToLong(Output.Accepted::height).max().orElse(0);
  }

  /** How many requests were acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  void killAll() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.kill(each);
      }
    }
  }

  ClusterLedgerClient client() throws Exception {
    return InProcessNodes.client(files, 0);
  }

  void submit(ClusterLedgerClient client) throws Exception {
    Output.Accepted accepted =
        client
            .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    acknowledged.put(accepted.request(), accepted);
  }

  /** As if its disk were new. */
  void loseStore(String name) throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.kill(cluster.member(name));
      WholeFolder.delete(cluster.member(name).folder().resolve("data"));
    }
  }

  CommandRunner.CommandResult recover(String name) {
    return CommandRunner.cluster("start", name, "--recover", "--folder=" + files.folder());
  }

  void kill(String name) throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.kill(cluster.member(name));
    }
  }

  /**
   * All stop and are read; a node that was killed may lack the last blocks, and only one was.
   *
   * @return by node: what it holds
   */
  List<StoredLedger> everyLedgerHoldsWhatWasAcknowledged(PublicKey... voters) throws Exception {
    List<StoredLedger> all = new ArrayList<>();
    int whole = 0;
    awaitOneHeight();
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.stopAll(PATIENCE, member -> {});
    }
    for (int i : files.nodeNumbers()) {
      StoredLedger ledger = StoredLedger.read(files.node(i), files.genesis());
      all.add(ledger);
      assertThat(ledger.height()).as("n%d", i).isPositive();
      acknowledged.values().stream()
          .filter(each -> each.height() <= ledger.height())
          .forEach(
              each -> assertThat(ledger.heights()).containsEntry(each.request(), each.height()));
      if (ledger.heights().keySet().containsAll(acknowledged.keySet())) {
        assertThat(ledger.voters()).containsAll(List.of(voters));
        whole++;
      }
    }
    assertThat(whole)
        .as(
            "ledgers with all %d requests, to height %d, of %s",
            acknowledged(), lastHeight(), all.stream().map(StoredLedger::height).toList())
        .isGreaterThan(2);
    return all;
  }

  /** A member that does not reply counts as one that is behind; at most one does not run. */
  private void awaitOneHeight() throws Exception {
    List<Long> heights = new ArrayList<>();
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      boolean isOne =
          Polling.until(
              PATIENCE,
              100,
              () -> {
                heights.clear();
                cluster.states().stream()
                    .filter(each -> each.member().role().equals("member"))
                    .flatMap(each -> each.status().stream())
                    .forEach(each -> heights.add(each.height()));
                return isOneHeight(heights);
              });
      assertThat(isOne).as("heights %s of %d", heights, lastHeight()).isTrue();
    }
  }

  private boolean isOneHeight(List<Long> heights) {
    return heights.size() > 2
        && heights.stream().distinct().count() == 1
        && heights.get(0) >= lastHeight();
  }

  /** One request after the other, until it is told to end; the result ends with the last answer. */
  CompletableFuture<Void> load(AtomicBoolean ended, ClusterLedgerClient client) {
    return CompletableFuture.runAsync(
        () -> submitUntil(ended, client), task -> Thread.ofPlatform().daemon().start(task));
  }

  void submitUntil(AtomicBoolean ended, ClusterLedgerClient client) {
    try {
      while (!ended.get()) {
        submit(client);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
