package org.medchain.faults.hostile.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.medchain.cluster.bench.BenchCluster;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.hostile.HostileCredentials;
import org.medchain.faults.hostile.HostileProcess;
import org.medchain.faults.hostile.HostileRole;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;

/** A cluster of four members under load, with certificates for hostile peers beside it. */
final class HostileCluster implements AutoCloseable {
  /** The one whose place a hostile member takes: the primary of view 0. */
  static final int MEMBER = 0;

  static final int MEMBERS = 4;
  private static final Duration CONNECT = Duration.ofSeconds(60);
  private static final List<String> JVM =
      List.of("-XX:CompileThresholdScaling=1", "-XX:+UseSerialGC", "-Xms256m", "-Xmx1g");

  private final ClusterFolder folder;
  private final List<Integer> running;
  private final BenchCluster cluster;

  /**
   * Starts the members and the client.
   *
   * @param whole whether all members run; otherwise the place of one is free
   * @param senders of the load
   */
  HostileCluster(Path where, boolean whole, int senders)
      throws UserInputException, IOException, InterruptedException {
    HostileCredentials credentials = new HostileCredentials(Neighbours.clients());
    folder =
        ClusterFolder.create(
            where,
            ClusterPlan.of(MEMBERS)
                .withClients(senders + 1)
                .withParticipants(credentials.participants())
                .withJvm(JVM));
    credentials.issue(folder);
    running = IntStream.range(0, MEMBERS).filter(node -> whole || node != MEMBER).boxed().toList();
    cluster = new BenchCluster(folder, running, senders, BenchCluster.CLIENT);
    try {
      revoke(senders);
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  /** Has the ledger revoke the key of the peer that is to be revoked. */
  private void revoke(int client) throws UserInputException, IOException, InterruptedException {
    Identity relaying = folder.clientIdentity(client);
    Identity center = CredentialFiles.read(folder.center().resolve("credentials"));
    List<NodeConfig.PeerAddress> nodes = folder.addresses(running);
    try (ClusterLedgerClient relay =
        new ClusterLedgerClient(
            folder.genesis(),
            ConsensusConfig.defaults(),
            relaying,
            List.of(center.ledger()),
            nodes)) {
      relay.await(nodes.size(), CONNECT);
      var unused =
          relay
              .submit(HostileCredentials.revocation(folder, folder.genesis().chain()))
              .get(CONNECT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the revocation is not ordered: " + e, e);
    }
  }

  /** Starts hostile peers at the least priority. */
  ChildJvm startHostile(Set<HostileRole> roles, long seed) throws IOException {
    return ChildJvm.startBy(
        List.of("nice", "-n", "19"),
        "hostile peers",
        folder.folder(),
        "hostile.err",
        JVM,
        HostileProcess.command(folder, seed, MEMBER, running, roles));
  }

  BenchCluster.LoadMeasurement run(LoadPlan plan) throws IOException {
    return cluster.run(plan);
  }

  NodeReadings readings() throws IOException, InterruptedException {
    return NodeReadings.of(cluster);
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
