package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.ViewTimeouts;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.network.MacAuthentication;

/** A small chain from the patients' keys to the contract: each uploads synthetic records. */
public final class EndToEndRun {
  static final int CONFIRMATIONS = 3;
  static final int CHECKPOINT_INTERVAL = 4;
  static final long MS = TestCluster.MS;

  private final SignatureScheme scheme;
  private final List<KeyPair> nodes;
  private final List<KeyPair> patients = new ArrayList<>();
  private final KeyPair doctor;
  private final Genesis genesis;

  EndToEndRun(SignatureScheme scheme, int nodes, int patients, Difficulty difficulty) {
    this(scheme, nodes, patients, 0, difficulty);
  }

  private EndToEndRun(
      SignatureScheme scheme, int nodes, int patients, int idle, Difficulty difficulty) {
    this.scheme = scheme;
    this.nodes = TestCluster.nodes(scheme, nodes);
    this.doctor = scheme.keyPair(TestCluster.seed("doctor", 0));
    List<Participant> participants = new ArrayList<>();
    PublicKey clinic = scheme.keyPair(TestCluster.seed("clinic", 0)).publicKey();
    participants.add(new Participant(clinic, Role.HOSPITAL));
    participants.add(Participant.of(doctor.publicKey(), Role.DOCTOR, clinic));
    for (int i = 0; i < patients; i++) {
      KeyPair patient = scheme.keyPair(TestCluster.seed("patient", i));
      this.patients.add(patient);
      participants.add(new Participant(patient.publicKey(), Role.PATIENT));
    }
    for (int i = 0; i < idle; i++) {
      participants.add(
          new Participant(scheme.keyPair(TestCluster.seed("idle", i)).publicKey(), Role.RESEARCH));
    }
    Genesis.Terms terms =
        new Genesis.Terms(
            TestCluster.GENESIS_MS,
            this.nodes.stream().map(KeyPair::publicKey).toList(),
            2,
            difficulty,
            10_000,
            scheme.keyPair(TestCluster.seed("center", 0)).publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    this.genesis = new Genesis(terms, participants);
  }

  public static EndToEndRun pbft(SignatureScheme scheme, int nodes, int patients) {
    return new EndToEndRun(scheme, nodes, patients, Difficulty.NONE);
  }

  /** With {@code idle} participants more who send nothing: they make the state larger. */
  static EndToEndRun large(SignatureScheme scheme, int nodes, int patients, int idle) {
    return new EndToEndRun(scheme, nodes, patients, idle, Difficulty.NONE);
  }

  static EndToEndRun pow(SignatureScheme scheme, int nodes, int patients) {
    return new EndToEndRun(scheme, nodes, patients, Difficulty.ofCoefficient(64));
  }

  public Cluster pbftCluster(int batch) {
    return pbftCluster(batch, ClientAuthentication.SIGNATURE);
  }

  /** Under message authentication codes, of this scheme, instead of signatures. */
  Cluster macCluster(int batch, MacScheme macs) {
    return pbftCluster(batch, ClientAuthentication.MAC)
        .with(new MacAuthentication(macs, key -> patientWith(key).orElseThrow()));
  }

  Optional<KeyPair> patientWith(PublicKey key) {
    return patients.stream().filter(each -> each.publicKey().equals(key)).findFirst();
  }

  private Cluster pbftCluster(int batch, ClientAuthentication proof) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(batch, 1 << 16, 2 * MS),
            ViewTimeouts.of(500 * MS),
            200 * MS,
            1_000,
            CHECKPOINT_INTERVAL,
            proof);
    return cluster(Pbft.of(parameters, genesis.membership(), 1_000 * MS, new SharedContexts()));
  }

  Cluster powCluster(int batch) {
    return powCluster(batch, new DifficultyRule.Constant());
  }

  Cluster powCluster(int batch, DifficultyRule rule) {
    return powCluster(batch, rule, Optional.empty());
  }

  Cluster linkedPowCluster(int batch, NeighbourGraph links) {
    return powCluster(batch, new DifficultyRule.Constant(), Optional.of(links));
  }

  private Cluster powCluster(int batch, DifficultyRule rule, Optional<NeighbourGraph> links) {
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            CONFIRMATIONS,
            new BatchLimits(batch, 1 << 16, 50 * MS),
            1_000,
            2_000 * MS,
            rule,
            PowParameters.BRANCH_DEPTH,
            links);
    return cluster(ProofOfWork.of(parameters, genesis.membership(), 60_000 * MS));
  }

  private Cluster cluster(ProtocolFactory protocol) {
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        nodes,
        protocol,
        executor -> new MedicalContract(genesis, executor));
  }

  List<KeyPair> nodes() {
    return nodes;
  }

  Genesis genesis() {
    return genesis;
  }

  /** States that this chain never had. */
  ForgedStates forgedStates() {
    return new ForgedStates(genesis, scheme, scheme.keyPair(TestCluster.seed("center", 0)));
  }

  /** Each patient in turn uploads a record, the first at {@code firstNs}. */
  public Load.Open uploads(int count, long firstNs, long intervalNs) {
    List<RequestArrival> arrivals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int patient = i % patients.size();
      KeyPair keys = patients.get(patient);
      Operations operations = new Operations(scheme, genesis.chain(), keys);
      int sequence = 1 + i / patients.size();
      arrivals.add(
          new RequestArrival(
              firstNs + i * intervalNs,
              patient,
              operations.sign(sequence, new UploadRecord(record(keys, i)))));
    }
    return new Load.Open(arrivals);
  }

  /** Each patient has this number of uploads in flight and thinks for 10 ms on average. */
  Load.Closed closedUploads(int outstanding, long endNs) {
    int[] uploads = new int[patients.size()];
    return new Load.Closed(
        patients.size(),
        outstanding,
        new DelayDistribution.Exponential(0, 10),
        endNs,
        patient -> {
          KeyPair keys = patients.get(patient);
          int upload = uploads[patient]++;
          Operations operations = new Operations(scheme, genesis.chain(), keys);
          MedicalRecord record = record(keys, 1_000 * patient + upload);
          return Optional.of(operations.sign(1 + upload, new UploadRecord(record)));
        });
  }

  /** The same of opaque operations, which leave nothing in the state, with a second to think. */
  Load.Closed closedOpaque(int outstanding, long endNs) {
    long[] sent = new long[patients.size()];
    return new Load.Closed(
        patients.size(),
        outstanding,
        new DelayDistribution.Exponential(0, 1000),
        endNs,
        patient -> {
          Operations operations = new Operations(scheme, genesis.chain(), patients.get(patient));
          return Optional.of(operations.sign(++sent[patient], new Opaque(Bytes.EMPTY)));
        });
  }

  private MedicalRecord record(KeyPair patient, int number) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor.publicKey(), "synthetic/" + number, Hash.of(TestCluster.seed("file", number))),
        new MedicalRecord.DigestBlock(
            TestCluster.GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
  }

  /** Latencies with a tail, a limited uplink, costs and a disk: nothing happens at one time. */
  public static RunEnvironment environment(long seed, MiningModel mining, FaultPlan faults) {
    return new RunEnvironment(
        seed,
        NetworkModel.of(new DelayDistribution.Lognormal(15, 0.4), 100, 0),
        new CpuModel(22, 48, 1, 5, 20),
        new DiskModel(100),
        mining,
        faults);
  }
}
