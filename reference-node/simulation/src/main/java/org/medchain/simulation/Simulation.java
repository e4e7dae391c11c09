package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Authenticator;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;

/**
 * The seeded host: a whole cluster and its clients in one thread under a virtual clock, a
 * discrete-event simulation of the same replicas that real hosts run (SIM-1). The same cluster,
 * environment, load and code give the same run, event by event, on every platform.
 *
 * <p>Virtual time counts ns from 0, which is the genesis block's timestamp: replicas see Unix time
 * that begins there. Memory holds what is under way, not what has been: nothing grows with the
 * number of messages delivered.
 */
public final class Simulation {
  private final EventQueue queue = new EventQueue();
  private final Counters counters = new Counters();
  private final MessageRegistry kinds;
  private final List<NodeHost> nodes = new ArrayList<>();
  private final LoadDriver driver;
  private final Party[] parties;
  private final Optional<Cores> cores;

  /**
   * Assembles a run.
   *
   * @throws IllegalArgumentException if the environment names nodes that the cluster does not have
   */
  public Simulation(
      Cluster cluster, Environment environment, Load load, SimulationObserver observer) {
    int size = cluster.nodes().size();
    environment.faults().requireNodes(size);
    environment.network().requireNodes(size);
    RandomStreams random = new RandomStreams(environment.seed());
    kinds = new MessageRegistry(cluster.protocol().messages());
    NodeFaults[] faults = faults(environment.faults(), size + load.clients(), random);
    Surroundings world = surroundings(cluster, environment, observer, faults, random);
    for (int node = 0; node < size; node++) {
      nodes.add(node(cluster, environment, world, faults[node], random, node));
    }
    List<ClientHost> clients = new ArrayList<>();
    driver = new LoadDriver(queue, size + load.clients(), load, clients, random, world.clients());
    for (int client = 0; client < load.clients(); client++) {
      clients.add(
          new ClientHost(
              world, client, size + client, cluster.protocol().client().get(), driver::accepted));
    }
    List<Party> all = new ArrayList<>(nodes);
    all.addAll(clients);
    all.add(driver);
    Party[] competing = all.toArray(Party[]::new);
    cores =
        environment.host().cores().stream()
            .mapToObj(
                count ->
                    new Cores(
                        queue,
                        competing.length,
                        competing,
                        size,
                        environment.host(),
                        count,
                        counters))
            .findFirst();
    cores.ifPresent(all::add);
    parties = all.toArray(Party[]::new);
  }

  private static NodeFaults[] faults(FaultPlan plan, int parties, RandomStreams random) {
    NodeFaults[] faults = new NodeFaults[parties];
    for (int party = 0; party < parties; party++) {
      faults[party] = new NodeFaults(plan, party, random);
    }
    return faults;
  }

  private Surroundings surroundings(
      Cluster cluster,
      Environment environment,
      SimulationObserver observer,
      NodeFaults[] faults,
      RandomStreams random) {
    List<PublicKey> keys = cluster.nodes().stream().map(KeyPair::publicKey).toList();
    Network network =
        new Network(
            queue,
            environment.network(),
            faults,
            new Cuts(environment.faults(), keys.size()),
            keys.size(),
            random,
            counters);
    return new Surroundings(
        queue,
        network,
        new Addresses(new Membership(keys)),
        new Authenticator(cluster.chain().chain(), cluster.scheme(), kinds),
        cluster.scheme(),
        cluster.chain().chain(),
        environment.cpu(),
        environment.host(),
        new ClientCore(environment.cpu(), environment.host(), counters),
        counters,
        observer,
        cluster
            .macs()
            .map(macs -> new MacPost(macs, cluster.scheme(), cluster.chain().chain(), kinds, keys)),
        cluster.chain().genesis().header().timestampMs() * 1_000_000);
  }

  private NodeHost node(
      Cluster cluster,
      Environment environment,
      Surroundings world,
      NodeFaults faults,
      RandomStreams random,
      int node) {
    return new NodeHost(
        world,
        node,
        cluster,
        environment.disk(),
        faults.outages(),
        new Miner(queue, node, environment.mining().rate(node), random));
  }

  /**
   * Runs until the load is over and every request accepted, or the bound is reached. To be called
   * once.
   *
   * @param untilNs the bound in ns of virtual time; what would happen later does not
   */
  public SimulationReport run(long untilNs) {
    for (int node = 0; node < nodes.size(); node++) {
      queue.schedule(0, node, Start.START);
      // Before everything else of that instant, which the new life is to see.
      for (long backNs : nodes.get(node).restartsNs()) {
        queue.schedule(backNs, node, Start.AGAIN);
      }
    }
    driver.begin();
    while (!isDrained() && queue.nextNs() <= untilNs && queue.next()) {
      occur();
    }
    return report(isDrained() ? queue.nowNs() : untilNs);
  }

  private void occur() {
    if (cores.isPresent() && !(queue.occurrence() instanceof Released)) {
      cores.get().occur(queue.party(), queue.nowNs(), queue.occurrence());
    } else {
      parties[queue.party()].occur(queue.nowNs(), queue.occurrence());
    }
  }

  private boolean isDrained() {
    return driver.isOver() && counters.pending() == 0;
  }

  private SimulationReport report(long endNs) {
    List<Double> hashes = new ArrayList<>();
    for (NodeHost node : nodes) {
      hashes.add(node.hashesUntil(endNs));
    }
    return new SimulationReport(
        isDrained(),
        endNs,
        queue.taken(),
        counters.submitted,
        counters.accepted,
        counters.betweenNodes(kinds),
        counters.withClients(kinds),
        counters.lost,
        counters.withheld,
        counters.rejected,
        counters.unaddressed,
        counters.recoveries(),
        hashes,
        counters.busyNs);
  }
}
