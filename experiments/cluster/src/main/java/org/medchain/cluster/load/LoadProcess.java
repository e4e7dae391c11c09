package org.medchain.cluster.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.identity.Identity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client's process: reads loads from standard input, a line each, plays each against a running
 * cluster, and writes a line of results for each. It stays, so that later measurements run compiled
 * code.
 */
public final class LoadProcess {
  private final Genesis genesis;
  private final Identity identity;
  private final List<KeyPair> keys = new ArrayList<>();
  private final Map<PublicKey, InetSocketAddress> nodes = new LinkedHashMap<>();

  /** A client of these nodes of a cluster, with the given number of senders. */
  public LoadProcess(ClusterFolder folder, List<Integer> nodes, int senders)
      throws UserInputException, IOException {
    genesis = folder.genesis();
    identity = folder.clientIdentity(0);
    for (int i = 0; i < senders; i++) {
      keys.add(folder.clientIdentity(i).ledger());
    }
    folder.addresses(nodes).forEach(each -> this.nodes.put(each.key(), each.address()));
  }

  /**
   * The process.
   *
   * @param args the cluster's folder, the numbers of the nodes to which it connects with commas
   *     between them, how many senders there are
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    BlockingQueue<String> requests = OwnerWatch.requests();
    ClusterFolder folder = new ClusterFolder(Path.of(args[0]));
    List<Integer> nodes = Arrays.stream(args[1].split(",", -1)).map(Integer::valueOf).toList();
    LoadProcess process = new LoadProcess(folder, nodes, Integer.parseInt(args[2]));
    while (true) {
      LoadPlan plan = JsonMapper.shared().readValue(requests.take(), LoadPlan.class);
      System.out.println(JsonMapper.shared().writeValueAsString(process.run(plan)));
    }
  }

  /** Plays one load to its end. */
  public LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
    // Numbers of earlier loads on the same ledger, this process's or another's, come before.
    return run(plan, System.currentTimeMillis() * 1000, (each, dueNs, atNs) -> {});
  }

  /**
   * Plays one load to its end.
   *
   * @param first the number before each sender's first request
   * @param observer hears of each answer, by this process's {@link System#nanoTime}
   */
  public LoadResult run(LoadPlan plan, long first, ClusterLoadDriver.FinalityObserver observer)
      throws IOException, InterruptedException {
    List<KeyPair> used = keys.subList(0, plan.senders());
    try (LoadClient client = new LoadClient(plan, genesis, used, first, observer)) {
      return client.run(identity, nodes);
    }
  }

  /** How long a load of this plan takes at most, with connecting and all. */
  public static Duration limit(LoadPlan plan) {
    return plan.warmup().plus(plan.duration()).plusSeconds(60);
  }
}
