package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.twins.TwinPartition;
import org.medchain.adversary.twins.TwinsReplica;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.transition.PbftTransitionReader;
import org.medchain.transition.TraceJson;

/** Lets the simulation run as planned, and keeps the trace. */
final class TracedSimulation {
  /** Of virtual time: enough for a view change or two. */
  private static final long UNTIL_NS = 2_500 * TraceTestChain.MS;

  private TracedSimulation() {}

  static void record(TracedRunPlan plan, Path file) throws IOException {
    Files.write(file, lines(plan, plan.hasByzantine() ? List.of(plan.byzantineNode()) : List.of()));
  }

  /** The lines of all nodes but the faulty ones. */
  static List<String> lines(TracedRunPlan plan, List<Integer> faulty) {
    TraceTestChain ward = new TraceTestChain(plan);
    Block genesis = ward.genesis().chainParameters().genesis();
    TraceJson text = new TraceJson(ward.nodes().stream().map(KeyPair::publicKey).toList());
    List<Integer> members = IntStream.range(0, plan.members()).boxed().toList();
    List<String> lines = new ArrayList<>();
    lines.add(text.head("pbft", members, faulty, plan.window(), plan.interval(), genesis.hash()));
    ProtocolTrace trace =
        new ProtocolTrace(text, faulty, key -> new PbftTransitionReader(key, genesis), lines::add);
    new Simulation(cluster(plan, ward), environment(plan), ward.load(), trace).run(UNTIL_NS);
    return lines;
  }

  private static RunEnvironment environment(TracedRunPlan plan) {
    return new RunEnvironment(
        plan.seed(),
        NetworkModel.of(new DelayDistribution.Lognormal(6, 0.6), 100, plan.loss()),
        new CpuModel(22, 48, 1, 5, 20),
        new DiskModel(500),
        MiningModel.NONE,
        new FaultPlan(plan.faults()));
  }

  private static Cluster cluster(TracedRunPlan plan, TraceTestChain ward) {
    Cluster correct = ward.cluster();
    return plan.hasByzantine()
        ? correct.with(
            (node, replica) ->
                node == plan.byzantineNode() ? byzantine(plan, ward, replica) : replica)
        : correct;
  }

  private static Replica byzantine(TracedRunPlan plan, TraceTestChain ward, Replica correct) {
    PublicKey self = ward.nodes().get(plan.byzantineNode()).publicKey();
    AdversarySetup surroundings =
        new AdversarySetup(
            ward.members(), ward.genesis().chainParameters(), self, List.of(), plan.seed());
    if (plan.kind() == TracedRunPlan.Kind.BYZANTINE) {
      return AdversaryFactory.wrap(plan.byzantine(), correct, surroundings);
    }
    Set<Integer> others =
        IntStream.range(0, plan.members())
            .filter(each -> each != plan.byzantineNode())
            .boxed()
            .collect(Collectors.toSet());
    int alone = others.stream().skip(plan.seed() / 2 % others.size()).findFirst().orElseThrow();
    Set<Integer> rest = others.stream().filter(each -> each != alone).collect(Collectors.toSet());
    Replica second = new PbftReplica(ward.parameters(), ward.members(), self);
    return new TwinsReplica(
        TwinPartition.always(Set.of(alone), rest), correct, second, ward.state(), surroundings);
  }
}
