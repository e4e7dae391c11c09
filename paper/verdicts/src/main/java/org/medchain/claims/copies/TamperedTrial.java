package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.network.Envelope;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * A trial of a config whose clients send altered requests, too. Other trials have no such load, so
 * this one puts the simulation together itself, from the config's values.
 */
final class TamperedTrial implements SimulationObserver {
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;

  private final TrialCell cell;
  private final ExperimentConfig config;
  private final SignatureScheme scheme;
  private final ChainParticipants participants;
  private final Genesis genesis;
  private final AlteredUploads uploads;
  private final Set<Hash> committed = new LinkedHashSet<>();
  private final Map<Hash, Set<PublicKey>> reasons = new LinkedHashMap<>();
  private long accepted;

  /** A trial that has not begun. */
  TamperedTrial(TrialCell cell, SyntheticRecords records) {
    this.cell = cell;
    this.config = cell.config();
    this.scheme =
        config.signatures() == Signatures.ED25519 ? new Ed25519() : new SymbolicSignatures();
    this.participants =
        new ChainParticipants(
            scheme, records, cell.pairSeed(), cell.nodes(), config.workload().clients());
    this.genesis = genesis(records);
    WorkloadPlan plan =
        new WorkloadPlan(
            config.workload(),
            cell.timing().durationS(),
            config.points(),
            records,
            participants,
            scheme,
            genesis.chain(),
            cell.pairSeed());
    if (!(plan.load() instanceof Load.Open open)) {
      throw new IllegalArgumentException("altered requests are of an open load");
    }
    this.uploads =
        AlteredUploads.of(
            open.arrivals(), new RandomStreams(cell.seed()).stream("claims-altered", 0));
  }

  private Genesis genesis(SyntheticRecords records) {
    List<PublicKey> nodes = participants.nodes().stream().map(KeyPair::publicKey).toList();
    PointRules points =
        new PointRules(
            config.points().initial(),
            config.points().uploadReward(),
            config.points().falsePenalty(),
            config.points().queryPrice(),
            (int) Math.round(config.points().ownerShare() * PointRules.WHOLE_BP));
    return new Genesis(
        new Genesis.Terms(
            records.latestMs(),
            nodes,
            config.pbft().window(),
            Difficulty.NONE,
            Math.round(config.pbft().clockToleranceMs()),
            participants.center().publicKey(),
            points),
        participants.registered());
  }

  /** Runs it up to the end of the load and the time that the config gives it then. */
  void play() {
    var unused =
        new Simulation(cluster(), environment(), new Load.Open(uploads.arrivals()), this)
            .run(Math.round(cell.timing().endS() * NS_PER_S));
  }

  private Cluster cluster() {
    PbftConfig pbft = config.pbft();
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(
                pbft.batchTransactions(), pbft.batchBytes(), msToNs(pbft.batchDelayMs())),
            msToNs(pbft.viewTimeoutMs()),
            msToNs(pbft.retransmitMs()),
            pbft.poolCapacity(),
            pbft.checkpointInterval());
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        participants.nodes(),
        Pbft.of(
            parameters,
            genesis.membership(),
            msToNs(pbft.clientRetransmitMs()),
            new SharedContexts()),
        executor -> new MedicalContract(genesis, executor));
  }

  private RunEnvironment environment() {
    if (!(config.network().latency() instanceof Latency.Constant latency)) {
      throw new IllegalArgumentException("this trial has links of constant latency");
    }
    return new RunEnvironment(
        cell.seed(),
        NetworkModel.of(
            new DelayDistribution.Constant(latency.ms()),
            config.network().bandwidthMbps(),
            config.network().loss()),
        new CpuModel(
            config.cpu().signUs(),
            config.cpu().verifyUs(),
            config.cpu().hashUsPerKib(),
            config.cpu().handleUs(),
            config.cpu().executeUs()),
        new DiskModel(config.disk().forceUs()),
        MiningModel.NONE,
        new FaultPlan(List.of()));
  }

  private static long msToNs(double ms) {
    return Math.round(ms * NS_PER_MS);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    block.transactions().stream().map(Transaction::id).forEach(committed::add);
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    boolean atClient = party.startsWith("c");
    if (atClient
        && envelope.code() == RequestRejection.TYPE.code()
        && RequestRejection.TYPE.decoder().apply(envelope) instanceof RequestRejection reason) {
      reasons.computeIfAbsent(reason.body(), id -> new TreeSet<>()).add(envelope.sender());
    }
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    accepted++;
  }

  /** Altered requests that were sent. */
  int altered() {
    return uploads.altered().size();
  }

  /** Those that are in a block. */
  long alteredInBlocks() {
    return uploads.altered().stream().filter(committed::contains).count();
  }

  /** Those whose client did not get a reason from f + 1 nodes, as many as it believes. */
  long alteredWithoutReason() {
    int weak = new QuorumSizes(cell.nodes()).weak();
    return uploads.altered().stream()
        .filter(id -> reasons.getOrDefault(id, Set.of()).size() < weak)
        .count();
  }

  /** Requests that nobody altered and that did not become final. */
  long honestNotFinal() {
    return uploads.arrivals().size() - altered() - accepted;
  }
}
