package org.medchain.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.adversary.Adversaries;
import org.medchain.adversary.Surroundings;
import org.medchain.adversary.TwinSplit;
import org.medchain.adversary.Twins;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTransitions;
import org.medchain.consensus.trace.TraceText;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.simulation.Cluster;
import org.medchain.simulation.CpuModel;
import org.medchain.simulation.DelayDistribution;
import org.medchain.simulation.DiskModel;
import org.medchain.simulation.Environment;
import org.medchain.simulation.FaultPlan;
import org.medchain.simulation.MiningModel;
import org.medchain.simulation.NetworkModel;
import org.medchain.simulation.ProtocolTrace;
import org.medchain.simulation.Simulation;

/** Lets the simulation run as planned, and keeps the trace. */
final class RecordedRun {
  /** Of virtual time: enough for a view change or two. */
  private static final long UNTIL_NS = 2_500 * Ward.MS;

  private RecordedRun() {}

  static void record(RunPlan plan, Path file) throws IOException {
    Ward ward = new Ward(plan);
    Block genesis = ward.genesis().chainParameters().genesis();
    List<PublicKey> keys = ward.nodes().stream().map(KeyPair::publicKey).toList();
    TraceText text = new TraceText(keys);
    List<Integer> members = IntStream.range(0, plan.members()).boxed().toList();
    List<Integer> faulty = plan.hasByzantine() ? List.of(plan.byzantineNode()) : List.of();
    StringBuilder lines = new StringBuilder();
    lines
        .append(text.head("pbft", members, faulty, plan.window(), plan.interval(), genesis.hash()))
        .append('\n');
    ProtocolTrace trace =
        new ProtocolTrace(
            text,
            faulty,
            key -> new PbftTransitions(key, genesis),
            line -> lines.append(line).append('\n'));
    new Simulation(cluster(plan, ward), environment(plan), ward.load(), trace).run(UNTIL_NS);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(lines);
    }
  }

  private static Environment environment(RunPlan plan) {
    return new Environment(
        plan.seed(),
        NetworkModel.of(new DelayDistribution.Lognormal(6, 0.6), 100, plan.loss()),
        new CpuModel(22, 48, 1, 5, 20),
        new DiskModel(500),
        MiningModel.NONE,
        new FaultPlan(plan.faults()));
  }

  private static Cluster cluster(RunPlan plan, Ward ward) {
    Cluster correct = ward.cluster();
    return plan.hasByzantine()
        ? correct.with(
            (node, replica) ->
                node == plan.byzantineNode() ? byzantine(plan, ward, replica) : replica)
        : correct;
  }

  private static Replica byzantine(RunPlan plan, Ward ward, Replica correct) {
    PublicKey self = ward.nodes().get(plan.byzantineNode()).publicKey();
    Surroundings surroundings =
        new Surroundings(
            ward.members(), ward.genesis().chainParameters(), self, List.of(), plan.seed());
    if (plan.kind() == RunPlan.Kind.BYZANTINE) {
      return Adversaries.wrap(plan.byzantine(), correct, surroundings);
    }
    Set<Integer> others =
        IntStream.range(0, plan.members())
            .filter(each -> each != plan.byzantineNode())
            .boxed()
            .collect(Collectors.toSet());
    int alone = others.stream().skip(plan.seed() / 2 % others.size()).findFirst().orElseThrow();
    Set<Integer> rest = others.stream().filter(each -> each != alone).collect(Collectors.toSet());
    Replica second = new PbftReplica(ward.parameters(), ward.members(), self);
    return new Twins(
        TwinSplit.always(Set.of(alone), rest), correct, second, ward.state(), surroundings);
  }
}
