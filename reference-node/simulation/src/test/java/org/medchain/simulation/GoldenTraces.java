package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;
import org.medchain.simulation.observe.TraceHash;
import org.medchain.simulation.observe.TraceWriter;

/** Twenty small runs of both protocols, each of its number only, and their traces' hashes. */
public final class GoldenTraces {
  static final int SEEDS = 20;

  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;
  private static final int PATIENTS = 3;

  private GoldenTraces() {}

  /** Prints the line of each seed, or of those given; for only one its trace instead. */
  public static void main(String[] arguments) {
    if (arguments.length > 1) {
      Stream.of(arguments).map(Long::valueOf).map(GoldenTraces::line).forEach(System.out::println);
    } else if (arguments.length > 0) {
      long seed = Long.parseLong(arguments[0]);
      List<String> lines = new ArrayList<>();
      run(seed, new TraceWriter(cluster(seed).protocol().messages(), lines::add));
      lines.forEach(System.out::println);
    } else {
      lines().forEach(System.out::println);
    }
  }

  /** One line for each seed. */
  static List<String> lines() {
    return LongStream.rangeClosed(1, SEEDS).mapToObj(GoldenTraces::line).toList();
  }

  /** The seed, its run and the result, the hash. */
  private static String line(long seed) {
    TraceHash hash = new TraceHash(cluster(seed).protocol().messages());
    SimulationReport report = run(seed, hash);
    return String.join(
        " ",
        Long.toString(seed),
        isPow(seed) ? "pow" : "pbft",
        "n=" + nodes(seed),
        fault(seed).map(GoldenTraces::word).orElse("None"),
        "accepted=" + report.accepted(),
        "steps=" + hash.steps(),
        hash.finish().toHex());
  }

  /** A latency is a delay that is drawn. */
  private static String word(Fault fault) {
    return fault instanceof Fault.Latency ? "Delay" : fault.getClass().getSimpleName();
  }

  private static boolean isPow(long seed) {
    return seed % 2 == 0;
  }

  private static int nodes(long seed) {
    return 4 + (int) (seed % 3);
  }

  private static EndToEndRun whole(long seed) {
    SymbolicSignatures scheme = new SymbolicSignatures();
    return isPow(seed)
        ? EndToEndRun.pow(scheme, nodes(seed), PATIENTS)
        : EndToEndRun.pbft(scheme, nodes(seed), PATIENTS);
  }

  public static Cluster cluster(long seed) {
    return cluster(whole(seed), seed);
  }

  private static Cluster cluster(EndToEndRun run, long seed) {
    return isPow(seed) ? run.powCluster(3) : run.pbftCluster(3);
  }

  /** Node 0 is faulty: under PBFT the first primary. */
  private static Optional<Fault> fault(long seed) {
    List<Integer> node = List.of(0);
    return switch ((int) (seed / 2 % 8)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Fault.Crash(node, 0.05));
      case 2 -> Optional.of(new Fault.Silence(node, 0.02, Fault.NEVER_S));
      case 3 -> Optional.of(new Fault.Latency(node, 0, 5, new DelayDistribution.Uniform(200, 800)));
      case 4 -> Optional.of(new Fault.Loss(node, 0, Fault.NEVER_S, 0.2));
      case 5 -> Optional.of(new Fault.Restart(node, 0.06, 0.4));
      case 6 -> Optional.of(new Fault.Partition(List.of(List.of(0, 1), List.of(2, 3)), 0.04, 3));
      default -> Optional.of(new Fault.Eclipse(0, List.of(1), 0.03, 4));
    };
  }

  private static DelayDistribution latency(long seed) {
    return switch ((int) (seed / 3 % 4)) {
      case 0 -> new DelayDistribution.Constant(12);
      case 1 -> new DelayDistribution.Uniform(2, 30);
      case 2 -> new DelayDistribution.Exponential(3, 12);
      default -> new DelayDistribution.Lognormal(15, 0.4);
    };
  }

  private static ClientAccess access(int nodes) {
    return new ClientAccess(
        IntStream.range(0, PATIENTS * nodes)
            .mapToObj(
                i ->
                    new ClientAccess.ClientLink(
                        i / nodes, i % nodes, new DelayDistribution.Uniform(1, 5)))
            .toList(),
        List.of());
  }

  public static SimulationReport run(long seed, SimulationObserver observer) {
    EndToEndRun whole = whole(seed);
    long intervalNs = isPow(seed) ? 500 * MS : 20 * MS;
    Load load =
        seed % 5 < 3
            ? whole.uploads(12, 5 * MS, intervalNs)
            : whole.closedUploads(2, 4 * intervalNs);
    NetworkModel network =
        new NetworkModel(
            Regions.one(new Regions.Path(latency(seed), 100)),
            seed % 3 == 0 ? 0.01 : 0,
            seed % 4 < 2,
            List.of(new LinkOverride(1, 2, new DelayDistribution.Constant(40), 0.05)),
            access(nodes(seed)),
            Optional.empty());
    RunEnvironment environment =
        new RunEnvironment(
            seed,
            network,
            new CpuModel(22, 48, 1, 5, 20),
            new DiskModel(100),
            isPow(seed) ? MiningModel.equal(nodes(seed), 128) : MiningModel.NONE,
            new FaultPlan(fault(seed).stream().toList()));
    return new Simulation(cluster(whole, seed), environment, load, observer).run(60 * S);
  }
}
