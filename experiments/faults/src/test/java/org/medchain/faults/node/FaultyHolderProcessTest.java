package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.DetachedJvm;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.faults.node.FaultyHolderProcess.SnapshotFilter;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.ReplicaNetwork;

/**
 * PBFT-35, PBFT-36: over real connections a node with an empty folder gets the certified state,
 * though one of the three holders is a process that serves false ones.
 */
class FaultyHolderProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int JOINING = 3;
  private static final int BLOCKS = 20;

  @TempDir private Path temp;
  private final List<FullNode> correct = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private ClusterFolder files;
  private long sequence;

  @AfterEach
  void end() throws IOException {
    processes.forEach(each -> each.destroyForcibly().onExit().join());
    for (FullNode each : correct) {
      each.close();
    }
  }

  /** A checkpoint after every second block, so that the others have no blocks for who is new. */
  private static ConsensusConfig consensus() {
    ConsensusConfig usual = ConsensusConfig.defaults();
    return new ConsensusConfig(
        usual.protocol(),
        usual.requests(),
        1,
        usual.batchBytes(),
        usual.batchDelayMs(),
        2_000,
        100,
        usual.poolCapacity(),
        2,
        usual.confirmations(),
        usual.longestViewTimeoutMs(),
        usual.networkDelayMs(),
        usual.neighbours());
  }

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Tag("exhaustive")
  void anEmptyNodeGetsTheCertifiedState(int seed) throws Exception {
    files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4).with(consensus()));
    Path said = temp.resolve("holder.log");
    for (int i = 1; i < JOINING; i++) {
      correct.add(node(i, silentUntilFalse(said)));
    }
    startHolder(seed, said);
    long height = submit();
    FullNode joined = node(JOINING, NodePorts.system());
    correct.add(joined);
    NodeUnderFaults.await(
        "the empty node has all",
        () -> joined.failed().isDone() || joined.ledger().height() >= height);
    assertThat(joined.failed()).isNotDone();
    assertThat(root(joined, height)).isEqualTo(root(correct.get(0), height));
    assertThat(Files.readString(said)).contains(FaultyHolderProcess.FALSE_PART);
  }

  /** The correct holders' parts are lost until the faulty one, who signed as well, was queried. */
  private static NodePorts silentUntilFalse(Path said) {
    return new NodePorts() {
      @Override
      public ReplicaNetwork network(HostedNetwork own) {
        return new SnapshotFilter(
            own.network(), part -> Optional.of(part).filter(each -> hasSentFalseParts(said)));
      }
    };
  }

  private static boolean hasSentFalseParts(Path said) {
    try {
      return Files.readString(said).contains(FaultyHolderProcess.FALSE_PART);
    } catch (IOException e) {
      return false; // it has said nothing yet
    }
  }

  private static Hash root(FullNode node, long height) {
    return node.ledger().stateAt(height).orElseThrow().tree().root();
  }

  private FullNode node(int number, NodePorts ports) throws Exception {
    return FullNode.start(NodeConfigFile.read(files.nodeFile(number)), ports, (view, height) -> {});
  }

  private void startHolder(int seed, Path said) throws IOException {
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms32m", "-Xmx256m");
    Process started =
        new DetachedJvm(options, System.getProperty("java.class.path"))
            .start(
                ProcessTag.fresh(files.node(0)),
                List.of(
                    FaultyHolderProcess.class.getName(),
                    files.nodeFile(0).toString(),
                    Integer.toString(seed)),
                said);
    processes.add(started);
  }

  /** Has some requests ordered, one a block; the last height. */
  private long submit() throws Exception {
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    long height = 0;
    try (ClusterLedgerClient client =
        new ClusterLedgerClient(
            files.genesis(), center.consensus(), files.clientIdentity(0), center.peers())) {
      client.await(3, PATIENCE);
      for (int i = 0; i < BLOCKS; i++) {
        height =
            client
                .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .height();
      }
    }
    return height;
  }
}
