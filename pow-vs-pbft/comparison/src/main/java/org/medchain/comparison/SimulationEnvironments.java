package org.medchain.comparison;

import java.util.List;
import java.util.Optional;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.CpuConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.MachineConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.RegionsConfig;
import org.medchain.comparison.config.SealedConfig;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.model.CheckpointModel;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;

/** A config's network, processors, disks and hash power in the simulation's types. */
final class SimulationEnvironments {
  private SimulationEnvironments() {}

  static RunEnvironment environment(TrialCell cell, FaultAssignment faulty) {
    ExperimentConfig config = cell.config();
    return new RunEnvironment(
        cell.ownSeed(),
        network(cell),
        cpu(config.cpu()),
        new DiskModel(config.disk().forceUs()),
        mining(cell, faulty),
        faulty.faultPlan(),
        host(config.machine()));
  }

  static NetworkModel network(TrialCell cell) {
    NetworkConfig config = cell.config().network();
    // CMP-61
    List<List<Regions.Path>> paths =
        config.paths().stream()
            .map(row -> row.stream().map(SimulationEnvironments::path).toList())
            .toList();
    // CMP-14
    List<LinkOverride> links =
        config.links().stream()
            .map(
                link ->
                    new LinkOverride(link.from(), link.to(), latency(link.latency()), link.loss()))
            .toList();
    return new NetworkModel(
        new Regions(paths, config.nodeRegions(), config.clientRegions()),
        config.loss(),
        false,
        links,
        config.clients().map(SimulationEnvironments::access).orElse(ClientAccess.DIRECT),
        cell.consensus().relays() ? cell.neighbours() : Optional.empty());
  }

  private static Regions.Path path(RegionsConfig.Path path) {
    return new Regions.Path(latency(path.latency()), path.bandwidthMbps());
  }

  /** CMP-54. */
  private static ClientAccess access(ClientAccessConfig config) {
    return new ClientAccess(
        config.links().stream()
            .map(
                link ->
                    new ClientAccess.ClientLink(
                        link.client(), link.node(), latency(link.latency())))
            .toList(),
        config.agencies());
  }

  private static DelayDistribution latency(Latency latency) {
    return switch (latency) {
      case Latency.Constant it -> new DelayDistribution.Constant(it.ms());
      case Latency.Uniform it -> new DelayDistribution.Uniform(it.minMs(), it.maxMs());
      case Latency.Exponential it -> new DelayDistribution.Exponential(it.minMs(), it.meanMs());
      case Latency.Lognormal it -> new DelayDistribution.Lognormal(it.medianMs(), it.sigma());
    };
  }

  private static HostModel host(MachineConfig config) {
    return new HostModel(
        config.receiveUs().orElse(0),
        config.sendUs().orElse(0),
        config.replyUs(),
        config.rememberedSignatures().orElse(0),
        config.recallUs().orElse(0),
        config.wakeUs().orElse(0),
        config.coresShared(),
        new CheckpointModel(
            config.checkpointUs().orElse(0),
            config.checkpointUsPerKib().orElse(0),
            config.checkpointForceUs().orElse(0),
            config.checkpointForceUsPerKib().orElse(0)));
  }

  private static CpuModel cpu(CpuConfig config) {
    return new CpuModel(
        config.signUs(),
        config.verifyUs(),
        config.hashUsPerKib(),
        config.handleUs(),
        config.executeUs());
  }

  /**
   * Proof of work: all n nodes together find a block in the mean interval; those that crash are
   * missed. Sealed PBFT: each primary finds one in the mean search.
   */
  private static MiningModel mining(TrialCell cell, FaultAssignment faulty) {
    PowConfig pow = cell.config().pow();
    SealedConfig sealed = cell.config().sealed();
    int nodes = cell.nodes();
    return switch (cell.protocol()) {
      case PBFT -> MiningModel.NONE;
      case POW -> {
        double total = pow.difficulty() / pow.intervalS();
        yield new MiningModel(
            HashPowerShares.shares(cell, faulty.nodes()).stream()
                .map(share -> share * total)
                .toList());
      }
      case SEALED -> MiningModel.equal(nodes, nodes * (sealed.difficulty() / sealed.searchS()));
    };
  }
}
