package org.medchain.comparison;

import java.util.List;
import org.medchain.comparison.config.CpuConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.MachineConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.SealedConfig;
import org.medchain.simulation.CheckpointModel;
import org.medchain.simulation.CpuModel;
import org.medchain.simulation.DelayDistribution;
import org.medchain.simulation.DiskModel;
import org.medchain.simulation.Environment;
import org.medchain.simulation.HostModel;
import org.medchain.simulation.Link;
import org.medchain.simulation.MiningModel;
import org.medchain.simulation.NetworkModel;

/** A config's network, processors, disks and hash power as the simulation wants them. */
final class Surroundings {
  private Surroundings() {}

  static Environment of(TrialCell cell, Faulty faulty) {
    ExperimentConfig config = cell.config();
    return new Environment(
        cell.seed(),
        network(config.network()),
        cpu(config.cpu()),
        new DiskModel(config.disk().forceUs()),
        mining(cell, faulty),
        faulty.plan(),
        host(config.machine()));
  }

  private static NetworkModel network(NetworkConfig config) {
    DelayDistribution usual = latency(config.latency());
    // CMP-14
    List<Link> links =
        config.links().stream()
            .map(link -> new Link(link.from(), link.to(), latency(link.latency()), link.loss()))
            .toList();
    return new NetworkModel(usual, usual, config.bandwidthMbps(), config.loss(), false, links);
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
  private static MiningModel mining(TrialCell cell, Faulty faulty) {
    PowConfig pow = cell.config().pow();
    SealedConfig sealed = cell.config().sealed();
    int nodes = cell.nodes();
    return switch (cell.protocol()) {
      case PBFT -> MiningModel.NONE;
      case POW -> {
        double total = pow.difficulty() / pow.intervalS();
        yield new MiningModel(
            HashPower.shares(cell, faulty.nodes()).stream().map(share -> share * total).toList());
      }
      case SEALED -> MiningModel.equal(nodes, nodes * (sealed.difficulty() / sealed.searchS()));
    };
  }
}
