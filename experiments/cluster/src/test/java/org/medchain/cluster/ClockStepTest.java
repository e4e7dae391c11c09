package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.cluster.Awaited.PATIENCE;
import static org.medchain.cluster.Awaited.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.NodePorts;
import org.medchain.node.operations.NodeState;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** TIME-1, TIME-2: the clock of one of four machines is set by an hour, both ways. */
@Tag("process")
class ClockStepTest {
  private static final int NODES = 4;
  private static final int OFF = 3;
  private static final Bytes CLOCK = Bytes.of(new byte[] {12});
  private static final long HOUR_NS = Duration.ofHours(1).toNanos();

  @TempDir private Path folder;

  @AutoClose private InProcessNodes nodes;
  private final AtomicLong steppedNs = new AtomicLong();
  private final AtomicBoolean silent = new AtomicBoolean();
  private final AtomicLong told = new AtomicLong();

  private ClusterFolder startAll() throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(NODES));
    nodes = new InProcessNodes(files);
    for (int i = 0; i < NODES; i++) {
      start(i);
    }
    return files;
  }

  private void start(int number) throws Exception {
    HostClock machine = NodePorts.system().clock();
    NodePorts ports =
        new NodePorts() {
          @Override
          public HostClock clock() {
            return () -> machine.nowNs() + (number == OFF ? steppedNs.get() : 0);
          }

          @Override
          public List<RpcService> services(List<RpcService> own) {
            return own.stream().map(each -> number == 0 ? each : telling(each)).toList();
          }
        };
    var unused = nodes.start(number, ports);
  }

  /** OPERATING.md#skewed. */
  @Test
  void itIsNoticedAndTheNodeVotesAgainWhenItIsCorrected() throws Exception {
    ClusterFolder files = startAll();
    try (ClusterLedgerClient client = InProcessNodes.client(files, 0)) {
      await("all are ready", () -> nodes.all().stream().allMatch(each -> each.status().ready()));

      steppedNs.set(HOUR_NS);
      awaitSkew("ahead of what f + 1 members show");
      assertThat(jumps()).isEqualTo(1);
      for (int i = 0; i < OFF; i++) {
        assertThat(nodes.get(i).status().state()).as("one of four lies").isEqualTo(NodeState.READY);
      }
      // It never goes back: only a new start takes the corrected time at once.
      nodes.stop(OFF);
      steppedNs.set(0);
      start(OFF);
      await("ready after a start", () -> nodes.get(OFF).status().ready());

      steppedNs.set(-HOUR_NS);
      awaitSkew("behind what f + 1 members show");
      nodes.stop(0); // the others need its vote
      CompletableFuture<Output.Accepted> request =
          client.submit(1, new Opaque(Bytes.of(new byte[16])));
      steppedNs.set(0);
      assertThat(request.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).receipt().succeeded())
          .isTrue();
      await("ready again", () -> nodes.get(OFF).status().ready());
    }
  }

  /** TIME-2: before f + 1 have told their time a node does not know whether it could vote. */
  @Test
  void aNodeWithoutTheOthersTimeIsNotReady() throws Exception {
    silent.set(true);
    var unused = startAll();
    await("all were asked again and again", () -> told.get() > 10 * NODES);
    assertThat(nodes.get(0).status().state()).isEqualTo(NodeState.SYNCING);
    assertThat(nodes.get(0).status().reason())
        .isEqualTo("waits for the heights or clocks of 2 more members");
    silent.set(false);
    await("all are ready", () -> nodes.all().stream().allMatch(each -> each.status().ready()));
  }

  /** A service that gives no time for a while; what else it is asked it answers. */
  private RpcService telling(RpcService own) {
    return new RpcService() {
      @Override
      public RpcMethod method() {
        return own.method();
      }

      @Override
      public Bytes handle(Peer asker, Bytes question) throws RefusedException {
        if (silent.get() && question.equals(CLOCK)) {
          told.incrementAndGet();
          return Bytes.EMPTY;
        }
        return own.handle(asker, question);
      }
    };
  }

  private double jumps() {
    return nodes.get(OFF).meters().get("medchain.node.clock.jumps").counter().count();
  }

  private void awaitSkew(String reason) throws Exception {
    await("its clock is off", () -> nodes.get(OFF).status().state() == NodeState.SKEWED);
    assertThat(nodes.get(OFF).status().reason()).contains(reason);
    assertThat(nodes.get(OFF).status().ready()).isFalse();
  }
}
