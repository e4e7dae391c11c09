package org.medchain.faults.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medchain.consensus.Replica;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.NodePorts.HostedNetwork;
import org.medchain.node.host.NodePorts.HostedReplica;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.transport.RpcService;
import org.slf4j.LoggerFactory;

/** The faults of a process, behind the ports of its node (FN-1). */
final class InjectedFaults implements NodePorts {
  /** Streams of randomness: what one fault draws is not what another one draws. */
  private static final long TEARING = 0x7ea5;

  private static final long MESSAGES = 0x3e55;

  private final SkewedClock clock = new SkewedClock(HostClock.system());
  private final NodePorts replicas;
  private final HeldResources resources = new HeldResources();
  private final Random random = new Random();
  private final Random tearing = new Random();
  private final Random messages = new Random();
  private final List<UnreliableVolume> volumes = new CopyOnWriteArrayList<>();
  private volatile Faults faults = Faults.NONE;

  /** From the seed of the start; {@code replicas} gives what speaks in the node's name. */
  InjectedFaults(Faults atStart, NodePorts replicas) {
    this.replicas = replicas;
    seed(atStart);
  }

  private void seed(Faults from) {
    random.setSeed(from.number(FaultKey.SEED));
    tearing.setSeed(from.number(FaultKey.SEED) ^ TEARING);
    messages.setSeed(from.number(FaultKey.SEED) ^ MESSAGES);
  }

  /** These from now on; a seed that is another one begins its streams. */
  void set(Faults now) {
    if (now.number(FaultKey.SEED) != faults.number(FaultKey.SEED)) {
      seed(now);
    }
    faults = now;
    clock.set(now);
    for (UnreliableVolume each : volumes) {
      try {
        each.settle();
      } catch (IOException e) {
        LoggerFactory.getLogger(InjectedFaults.class).error("what was held is not written", e);
      }
    }
    resources.set(now);
  }

  @Override
  public HostClock clock() {
    return clock;
  }

  @Override
  public InstantSource calendar() {
    return clock.calendar();
  }

  @Override
  public Replica replica(HostedReplica correct) throws IOException {
    return replicas.replica(correct);
  }

  @Override
  public List<RpcService> services(List<RpcService> own) {
    return own.stream()
        .<RpcService>map(each -> new LyingService(each, () -> faults.lies()))
        .toList();
  }

  @Override
  public ReplicaNetwork network(HostedNetwork own) {
    return new UnreliableNetwork(own, () -> faults, messages);
  }

  @Override
  public Volume volume(Path folder) throws IOException {
    UnreliableVolume volume =
        new UnreliableVolume(FolderVolume.open(folder), () -> faults, random, tearing);
    volumes.add(volume);
    return volume;
  }
}
