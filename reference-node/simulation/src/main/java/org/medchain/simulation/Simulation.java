package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.contract.BlockExecutor;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Authenticator;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.event.CoreReleased;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.LinksUp;
import org.medchain.simulation.event.StartEvent;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.fault.LinkSchedule;
import org.medchain.simulation.fault.NodeFaults;
import org.medchain.simulation.fault.Outages;
import org.medchain.simulation.fault.Partitions;
import org.medchain.simulation.host.CheckedEnvelopes;
import org.medchain.simulation.host.ClientCpu;
import org.medchain.simulation.host.ClientHost;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.MiningProcess;
import org.medchain.simulation.host.RunContext;
import org.medchain.simulation.host.SharedCores;
import org.medchain.simulation.host.SharedExecution;
import org.medchain.simulation.host.SimulatedReplicaHost;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.LoadDriver;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.network.AddressBook;
import org.medchain.simulation.network.MacEnvelopes;
import org.medchain.simulation.network.Network;
import org.medchain.simulation.observe.RunCounters;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/**
 * The seeded host: a whole cluster and its clients in one thread under a virtual clock, a
 * discrete-event simulation of the same replicas that real hosts run (SIM-1). The same cluster,
 * environment, load and code give the same run, event by event, on every platform.
 *
 * <p>Virtual time counts ns from 0, which is the genesis block's timestamp: replicas see Unix time
 * that begins there. Memory holds pending events only: nothing grows with the number of messages
 * delivered.
 */
public final class Simulation {
  private final EventQueue queue = new EventQueue();
  private final RunCounters counters = new RunCounters();
  private final MessageRegistry messageTypes;
  private final List<SimulatedReplicaHost> nodes = new ArrayList<>();
  private final LoadDriver driver;
  private final EventHandler[] parties;
  private final Optional<SharedCores> cores;
  private final List<Outages> outages;
  private final LinkSchedule links;

  /**
   * Assembles a run.
   *
   * @throws IllegalArgumentException if the environment names nodes that the cluster does not have
   */
  public Simulation(
      Cluster cluster, RunEnvironment environment, Load load, SimulationObserver observer) {
    this(cluster, environment, load, observer, BlockExecutor.ALONE);
  }

  /** The same, in which {@code executor} computes what the nodes then share. */
  Simulation(
      Cluster cluster,
      RunEnvironment environment,
      Load load,
      SimulationObserver observer,
      BlockExecutor executor) {
    int size = cluster.nodes().size();
    environment.faults().requireNodes(size);
    environment.network().requireNodes(size);
    RandomStreams random = new RandomStreams(environment.seed());
    messageTypes = new MessageRegistry(cluster.protocol().messages());
    NodeFaults[] faults = faults(environment.faults(), size + load.clients(), random);
    Partitions partitions = new Partitions(environment.faults(), size);
    outages = Stream.of(faults).limit(size).map(NodeFaults::outages).toList();
    links = new LinkSchedule(outages, partitions);
    RunContext world = runContext(cluster, environment, observer, faults, partitions, random);
    SharedExecution shared = new SharedExecution(executor, random);
    for (int node = 0; node < size; node++) {
      nodes.add(
          new SimulatedReplicaHost(
              world,
              node,
              shared.of(node),
              environment.disk(),
              outages.get(node),
              new MiningProcess(queue, node, environment.mining().rate(node), random)));
    }
    List<ClientHost> clients = new ArrayList<>();
    driver = new LoadDriver(queue, size + load.clients(), load, clients, random, world.clientCpu());
    for (int client = 0; client < load.clients(); client++) {
      clients.add(
          new ClientHost(
              world, client, size + client, cluster.protocol().client().get(), driver::accepted));
    }
    List<EventHandler> all = new ArrayList<>(nodes);
    all.addAll(clients);
    all.add(driver);
    EventHandler[] competing = all.toArray(EventHandler[]::new);
    cores =
        environment.host().cores().isPresent()
            ? Optional.of(new SharedCores(queue, competing, size, environment.host(), counters))
            : Optional.empty();
    cores.ifPresent(all::add);
    parties = all.toArray(EventHandler[]::new);
  }

  private static NodeFaults[] faults(FaultPlan plan, int parties, RandomStreams random) {
    NodeFaults[] faults = new NodeFaults[parties];
    for (int party = 0; party < parties; party++) {
      faults[party] = new NodeFaults(plan, party, random);
    }
    return faults;
  }

  private RunContext runContext(
      Cluster cluster,
      RunEnvironment environment,
      SimulationObserver observer,
      NodeFaults[] faults,
      Partitions partitions,
      RandomStreams random) {
    List<PublicKey> keys = cluster.nodes().stream().map(KeyPair::publicKey).toList();
    Network network =
        new Network(
            queue, environment.network(), faults, partitions, keys.size(), random, counters);
    return new RunContext(
        queue,
        network,
        new AddressBook(new Membership(keys), environment.network().access().agencies()),
        new CheckedEnvelopes(
            new Authenticator(cluster.chain().chain(), cluster.scheme(), messageTypes)),
        cluster,
        environment.cpu(),
        environment.host(),
        new ClientCpu(environment.cpu(), environment.host(), counters),
        counters,
        observer,
        cluster
            .macs()
            .map(
                macs ->
                    new MacEnvelopes(
                        macs, cluster.scheme(), cluster.chain().chain(), messageTypes, keys)));
  }

  /**
   * Runs until the load is over and every request accepted, or the bound is reached. To be called
   * once.
   *
   * @param untilNs the bound in ns of virtual time; later events do not happen
   */
  public SimulationReport run(long untilNs) {
    for (int node = 0; node < nodes.size(); node++) {
      queue.schedule(0, node, StartEvent.START);
      // Before all other events of that instant, which the new incarnation must get.
      for (long backNs : outages.get(node).restartTimesNs()) {
        queue.schedule(backNs, node, StartEvent.RESTART);
      }
    }
    links.forEach((atNs, node, peers) -> queue.schedule(atNs, node, new LinksUp(peers)));
    driver.begin();
    while (!isDrained() && queue.nextNs() <= untilNs && queue.next()) {
      handleNext();
    }
    return report(isDrained() ? queue.nowNs() : untilNs);
  }

  private void handleNext() {
    if (cores.isPresent() && !(queue.event() instanceof CoreReleased)) {
      cores.get().occur(queue.party(), queue.nowNs(), queue.event());
    } else {
      parties[queue.party()].handle(queue.nowNs(), queue.event());
    }
  }

  private boolean isDrained() {
    return driver.isFinished() && (driver.abandonsRequests() || counters.pending() == 0);
  }

  private SimulationReport report(long endNs) {
    List<Double> hashes = new ArrayList<>();
    for (SimulatedReplicaHost node : nodes) {
      hashes.add(node.hashesUntil(endNs));
    }
    return new SimulationReport(
        isDrained(),
        endNs,
        queue.takenCount(),
        counters.submitted,
        counters.accepted,
        counters.betweenNodes.byName(messageTypes),
        counters.withClients.byName(messageTypes),
        counters.lost,
        counters.withheld,
        counters.rejected,
        counters.unaddressed,
        counters.recoveries(),
        hashes,
        counters.busyNs);
  }
}
