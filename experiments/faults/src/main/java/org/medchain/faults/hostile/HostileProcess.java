package org.medchain.faults.hostile;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;

/**
 * Hostile peers as a process: they send from its start to its end; for each line that it reads, a
 * line says what they did since the last one ({@link HostileCounts}).
 */
public final class HostileProcess {
  private HostileProcess() {}

  /**
   * The arguments of the process.
   *
   * @param cluster that runs
   * @param seed of all that is drawn
   * @param member the node whose credentials a hostile member has
   * @param nodes numbers of those that they send to
   * @param roles of the peers
   */
  public static List<String> command(
      ClusterFolder cluster, long seed, int member, List<Integer> nodes, Set<HostileRole> roles) {
    return List.of(
        HostileProcess.class.getName(),
        cluster.folder().toString(),
        Long.toString(seed),
        Integer.toString(member),
        nodes.stream().map(String::valueOf).collect(Collectors.joining(",")),
        roles.stream().map(HostileRole::name).collect(Collectors.joining(",")));
  }

  /** The process, with what {@link #command} gives after the class. */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BlockingQueue<String> requests = OwnerWatch.requests();
    ClusterFolder cluster = new ClusterFolder(Path.of(args[0]));
    long seed = Long.parseLong(args[1]);
    Path member = cluster.node(Integer.parseInt(args[2])).resolve("credentials");
    List<NodeConfig.PeerAddress> nodes =
        cluster.addresses(Stream.of(args[3].split(",", -1)).map(Integer::valueOf).toList());
    Map<HostileRole, Identity> identities = new EnumMap<>(HostileRole.class);
    for (String each : args[4].split(",", -1)) {
      HostileRole role = HostileRole.valueOf(each);
      Path own = HostileCredentials.folder(cluster, role);
      identities.put(role, CredentialFiles.read(role == HostileRole.MEMBER ? member : own));
    }
    try (HostileFlood flood = new HostileFlood(cluster.genesis(), identities, nodes, seed)) {
      Thread.ofPlatform().daemon().name("counts").start(() -> answer(requests, flood));
      flood.sendForEver();
    }
  }

  private static void answer(BlockingQueue<String> requests, HostileFlood flood) {
    try {
      while (requests.take() != null) {
        System.out.println(HostileCounts.encode(flood.counts()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
