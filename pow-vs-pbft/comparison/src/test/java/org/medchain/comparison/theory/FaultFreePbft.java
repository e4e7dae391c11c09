package org.medchain.comparison.theory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
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
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/**
 * A run of the real replicas and contract in which nothing goes wrong and nothing is sent twice:
 * all requests come at time 0, processors and disks are free, timeouts are out of reach, and the
 * run continues until the last message has arrived.
 */
final class FaultFreePbft implements SimulationObserver {
  static final double DELAY_MS = 10;
  static final long DELAY_NS = 10_000_000;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long END_NS = 60 * SECOND_NS;
  private static final long NEVER_NS = 1_000_000 * SECOND_NS;

  /** CHECKPOINTs are not counted: there are n of them every K heights. */
  private static final long NO_CHECKPOINT = 1_000_000;

  private static final long GENESIS_MS = 1_600_000_000_000L;

  private final SignatureScheme scheme = new SymbolicSignatures();
  private final TreeMap<Long, Integer> sizes = new TreeMap<>();
  private final List<Long> committed = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();
  private SimulationReport report;

  private FaultFreePbft() {}

  /** The number of requests that fill the given blocks of the given size. */
  static FaultFreePbft run(int replicas, int batch, int blocks, DelayDistribution delay) {
    FaultFreePbft run = new FaultFreePbft();
    List<KeyPair> nodes =
        IntStream.range(0, replicas).mapToObj(node -> run.keys("node", node)).toList();
    List<KeyPair> patients =
        IntStream.range(0, batch * blocks).mapToObj(each -> run.keys("patient", each)).toList();
    Genesis genesis = run.genesis(nodes, patients);
    RunEnvironment environment =
        new RunEnvironment(
            55,
            NetworkModel.of(delay, Double.POSITIVE_INFINITY, 0),
            CpuModel.FREE,
            new DiskModel(0),
            MiningModel.NONE,
            FaultPlan.NONE);
    Load load = run.load(genesis, patients);
    run.report =
        new Simulation(run.cluster(genesis, nodes, batch), environment, load, run).run(END_NS);
    return run;
  }

  private KeyPair keys(String role, int index) {
    return scheme.keyPair(Hash.of(new Encoder().text(role).int32(index).toBytes()).toBytes());
  }

  private Genesis genesis(List<KeyPair> nodes, List<KeyPair> patients) {
    List<Participant> participants = new ArrayList<>();
    PublicKey clinic = keys("clinic", 0).publicKey();
    participants.add(new Participant(clinic, Role.HOSPITAL));
    participants.add(Participant.of(keys("doctor", 0).publicKey(), Role.DOCTOR, clinic));
    patients.forEach(each -> participants.add(new Participant(each.publicKey(), Role.PATIENT)));
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            nodes.stream().map(KeyPair::publicKey).toList(),
            4,
            Difficulty.NONE,
            10_000,
            keys("center", 0).publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    return new Genesis(terms, participants);
  }

  private Cluster cluster(Genesis genesis, List<KeyPair> nodes, int batch) {
    // The last block is full too, so the primary never waits for company.
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(batch, 1 << 20, END_NS),
            NEVER_NS,
            NEVER_NS,
            10_000,
            NO_CHECKPOINT);
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        nodes,
        Pbft.of(parameters, genesis.membership(), NEVER_NS, new SharedContexts()),
        executor -> new MedicalContract(genesis, executor));
  }

  /** Closed, because such a run ends at its time, not when the last request is accepted. */
  private Load load(Genesis genesis, List<KeyPair> patients) {
    Deque<Transaction> requests = new ArrayDeque<>();
    for (int i = 0; i < patients.size(); i++) {
      KeyPair keys = patients.get(i);
      requests.add(
          new Operations(scheme, genesis.chain(), keys).sign(1, new UploadRecord(record(keys, i))));
    }
    return new Load.Closed(
        1,
        patients.size(),
        DelayDistribution.NONE,
        END_NS,
        client -> Optional.ofNullable(requests.poll()));
  }

  private MedicalRecord record(KeyPair patient, int number) {
    KeyPair doctor = keys("doctor", 0);
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor.publicKey(),
            "synthetic/" + number,
            Hash.of(new Encoder().int32(number).toBytes())),
        new MedicalRecord.DigestBlock(GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    sizes.put(block.height(), block.transactions().size());
    committed.add(atNs);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    accepted.add(atNs - intendedNs);
  }

  /** What the simulation counted. */
  SimulationReport report() {
    return report;
  }

  /** Requests of each block. */
  List<Integer> blockSizes() {
    return List.copyOf(sizes.values());
  }

  /** When each replica committed each block, in ns after the requests' submission. */
  List<Long> committedAfterNs() {
    return List.copyOf(committed);
  }

  /** How long each request took, in ns. */
  List<Long> acceptedAfterNs() {
    return List.copyOf(accepted);
  }
}
