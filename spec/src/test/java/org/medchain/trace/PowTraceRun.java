package org.medchain.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.transition.PowTransitionReader;
import org.medchain.transition.TraceJson;

/**
 * A run of proof of work with something that goes wrong, drawn from its seed: blocks come every 120
 * ms, messages take a quarter of that, so there are forks.
 */
final class PowTraceRun {
  /** What goes wrong. */
  enum Kind {
    NOTHING,
    CRASH,
    RESTART,
    PARTITION,
    LOSS,
    SELFISH
  }

  private static final long MS = 1_000_000;
  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final long SPACING_MS = 120;
  private static final int COEFFICIENT = 16;
  private static final int UPLOADS = 4;

  /** Of virtual time: about twenty blocks. */
  private static final long UNTIL_NS = 20 * SPACING_MS * MS;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final Random random;
  private final List<KeyPair> nodes = new ArrayList<>();
  private final KeyPair patient = scheme.keyPair(seed("patient", 0));
  private final KeyPair doctor = scheme.keyPair(seed("doctor", 0));
  private final long number;
  private final Kind kind;
  private final int confirmations;
  private final Genesis genesis;

  PowTraceRun(long seed) {
    number = seed;
    random = new Random(seed);
    kind = Kind.values()[(int) (seed % Kind.values().length)];
    int count = 3 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      nodes.add(scheme.keyPair(seed("node", i)));
    }
    confirmations = 1 + random.nextInt(4);
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            keys(),
            1 + random.nextInt(3),
            Difficulty.ofCoefficient(COEFFICIENT),
            10_000,
            scheme.keyPair(seed("center", 0)).publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    PublicKey clinic = scheme.keyPair(seed("clinic", 0)).publicKey();
    genesis =
        new Genesis(
            terms,
            List.of(
                new Participant(clinic, Role.HOSPITAL),
                Participant.of(doctor.publicKey(), Role.DOCTOR, clinic),
                new Participant(patient.publicKey(), Role.PATIENT)));
  }

  private static Bytes seed(String name, int index) {
    return Hash.of(new Encoder().text(name).int32(index).toBytes()).toBytes();
  }

  private List<PublicKey> keys() {
    return nodes.stream().map(KeyPair::publicKey).toList();
  }

  @Override
  public String toString() {
    return kind + " " + number;
  }

  /** Lets it run, and keeps what the correct nodes did. */
  void record(Path file) throws IOException {
    Block first = genesis.chainParameters().genesis();
    TraceJson text = new TraceJson(keys());
    List<Integer> faulty = kind == Kind.SELFISH ? List.of(0) : List.of();
    List<String> lines = new ArrayList<>();
    lines.add(
        text.head(
            "pow",
            IntStream.range(0, nodes.size()).boxed().toList(),
            faulty,
            genesis.chainParameters().window(),
            confirmations,
            first.hash()));
    ProtocolTrace trace =
        new ProtocolTrace(text, faulty, key -> new PowTransitionReader(key, first), lines::add);
    new Simulation(cluster(), environment(), uploads(), trace).run(UNTIL_NS);
    Files.write(file, lines);
  }

  private Cluster cluster() {
    Membership members = genesis.membership();
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            confirmations,
            new BatchLimits(2, 1 << 16, 20 * MS),
            1_000,
            200 * MS,
            rule(),
            PowParameters.BRANCH_DEPTH,
            Optional.empty());
    Cluster correct =
        new Cluster(
            genesis.chainParameters(),
            scheme,
            nodes,
            ProofOfWork.of(parameters, members, 400 * MS),
            executor -> new MedicalContract(genesis, executor));
    if (kind != Kind.SELFISH) {
      return correct;
    }
    return correct.with(
        (node, replica) ->
            node == 0
                ? AdversaryFactory.wrap(
                    new ByzantineBehaviour.SelfishMiningStrategy(ActivePeriod.ALWAYS),
                    replica,
                    new AdversarySetup(
                        members, genesis.chainParameters(), members.key(0), List.of(), number))
                : replica);
  }

  /** One difficulty, or one of the rules that make work and number of blocks differ. */
  private DifficultyRule rule() {
    Difficulty easiest = Difficulty.ofCoefficient(4);
    return switch (random.nextInt(3)) {
      case 1 -> new DifficultyRule.Asert(SPACING_MS, 4 * SPACING_MS, easiest);
      case 2 -> new DifficultyRule.Windowed(4, SPACING_MS, easiest);
      default -> new DifficultyRule.Constant();
    };
  }

  private RunEnvironment environment() {
    double total = COEFFICIENT * 1000.0 / SPACING_MS;
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      double share = kind == Kind.SELFISH && i == 0 ? 0.4 : 1.0 / nodes.size();
      rates.add(total * share);
    }
    double loss = kind == Kind.LOSS ? 0.1 + 0.2 * random.nextDouble() : 0;
    return new RunEnvironment(
        number,
        NetworkModel.of(new DelayDistribution.Lognormal(30, 0.5), 100, loss),
        new CpuModel(22, 48, 1, 5, 2_000),
        new DiskModel(500),
        new MiningModel(rates),
        new FaultPlan(faults()));
  }

  private List<Fault> faults() {
    int node = random.nextInt(nodes.size());
    long fromNs = (2 + random.nextInt(6)) * SPACING_MS * MS;
    long untilNs = fromNs + (2 + random.nextInt(6)) * SPACING_MS * MS;
    List<Integer> rest =
        IntStream.range(0, nodes.size()).filter(each -> each != node).boxed().toList();
    return switch (kind) {
      case CRASH -> List.of(new Fault.Crash(List.of(node), fromNs));
      case RESTART -> List.of(new Fault.Restart(List.of(node), fromNs, untilNs));
      case PARTITION -> List.of(new Fault.Partition(List.of(List.of(node), rest), fromNs, untilNs));
      default -> List.of();
    };
  }

  private Load uploads() {
    Operations operations = new Operations(scheme, genesis.chain(), patient);
    List<RequestArrival> arrivals = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      MedicalRecord record =
          new MedicalRecord(
              patient.publicKey(),
              new MedicalRecord.MetadataBlock(
                  doctor.publicKey(), "synthetic/" + i, Hash.of(seed("file", i))),
              new MedicalRecord.DigestBlock(
                  GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
      arrivals.add(
          new RequestArrival(
              (10 + 150L * i) * MS, 0, operations.sign(1 + i, new UploadRecord(record))));
    }
    return new Load.Open(arrivals);
  }
}
