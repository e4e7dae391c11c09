package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.ViewTimeouts;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.network.Authenticator;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.model.SymbolicSignatures;

/** What all parties of one world agree on: keys, chain, parameters, and how replicas are made. */
final class ScheduleSetup {
  /** When the genesis block was made, in ms of Unix time; clocks start here. */
  static final long GENESIS_MS = 1_700_000_000_000L;

  /** How long the oldest request waits before a replica suspects the primary. */
  static final long VIEW_TIMEOUT_NS = 1_000_000_000L;

  /** What the doubling of view timeouts does not exceed in schedules of liveness. */
  static final long LONGEST_VIEW_TIMEOUT_NS = 8 * VIEW_TIMEOUT_NS;

  /** After how long without progress a replica sends its STATUS. */
  static final long RETRANSMIT_NS = 200_000_000L;

  /** After how long a client sends an unanswered request again. */
  static final long CLIENT_RETRANSMIT_NS = 400_000_000L;

  /** What finding a block of proof of work takes while there are faults. */
  static final long MINING_NS = 150_000_000L;

  /** How many hashes are expected until a sealed block is found. */
  private static final long DIFFICULTY_COEFFICIENT = 4;

  private static final long MS = 1_000_000;

  private static final int FIRST_COLLUDER = 1000;

  /** The client of a double spend. */
  private static final String PAYER = "payer";

  final SchedulePlan plan;
  final SignatureScheme scheme = new SymbolicSignatures();
  private final List<KeyPair> nodes = new ArrayList<>();
  final KeyPair center;
  final Membership members;
  final ChainParameters chain;
  private final Optional<PowParameters> pow;
  private final ProtocolFactory protocol;
  final Authenticator authenticator;
  private final ByzantineKinds faults;

  ScheduleSetup(SchedulePlan plan) {
    this.plan = plan;
    for (int i = 0; i < plan.nodes() + plan.spares(); i++) {
      nodes.add(keys("node " + i));
    }
    center = keys("center");
    members =
        new Membership(nodes.subList(0, plan.nodes()).stream().map(KeyPair::publicKey).toList());
    Difficulty difficulty =
        plan.kind() == ScheduleKind.SEALED || plan.isProofOfWork()
            ? Difficulty.ofCoefficient(DIFFICULTY_COEFFICIENT)
            : Difficulty.NONE;
    List<PublicKey> clients =
        IntStream.range(0, plan.clients()).mapToObj(i -> client(i).publicKey()).toList();
    chain =
        new ChainParameters(
            genesis(difficulty),
            plan.window(),
            difficulty,
            10_000,
            registered(clients),
            RequestForm.ANY,
            ChainParameters.RecoveryTrust.NONE);
    BatchLimits batch = new BatchLimits(plan.batch(), 10_000, plan.seed() % 3 == 0 ? 1_000_000 : 0);
    pow = plan.isProofOfWork() ? Optional.of(powParameters(batch)) : Optional.empty();
    protocol =
        pow.map(set -> ProofOfWork.of(set, members, CLIENT_RETRANSMIT_NS))
            .orElseGet(() -> pbft(batch));
    authenticator =
        new Authenticator(chain.chain(), scheme, new MessageRegistry(protocol.messages()));
    faults = new ByzantineKinds(plan, chain, members, clients, List.of(spend(1), spend(2)));
  }

  /**
   * Nobody else may order (CONS-14). Those whom Byzantine members make requests up for may: blocks
   * with these are to fail, or not, for other reasons.
   */
  private OrderingRight registered(List<PublicKey> clients) {
    Set<PublicKey> all = new LinkedHashSet<>(clients);
    all.add(center.publicKey());
    all.add(keys(PAYER).publicKey());
    for (int node = 0; node < nodes.size(); node++) {
      all.add(colluder(node).publicKey());
    }
    if (plan.kind() == ScheduleKind.PARTIAL_CLIENT) {
      all.add(partialClient().publicKey());
    }
    if (plan.kind() == ScheduleKind.LIVENESS) {
      all.add(randomClient().publicKey());
    }
    return new OrderingRight.Registered(all);
  }

  /** The faulty client whose requests reach some members only (SCH-17). */
  KeyPair partialClient() {
    return client(2000);
  }

  /** The faulty client that numbers its requests as it likes (SCH-24). */
  KeyPair randomClient() {
    return client(2001);
  }

  private ProtocolFactory pbft(BatchLimits batch) {
    ViewTimeouts timeouts =
        plan.kind() == ScheduleKind.LIVENESS
            ? new ViewTimeouts(VIEW_TIMEOUT_NS, LONGEST_VIEW_TIMEOUT_NS, plan.latencyMs() * MS)
            : ViewTimeouts.of(VIEW_TIMEOUT_NS);
    return Pbft.of(
        new PbftParameters(
            chain,
            batch,
            timeouts,
            RETRANSMIT_NS,
            200,
            plan.interval(),
            ClientAuthentication.SIGNATURE),
        members,
        CLIENT_RETRANSMIT_NS,
        ContextMaker.ALONE);
  }

  private PowParameters powParameters(BatchLimits batch) {
    return new PowParameters(
        chain,
        plan.interval(),
        batch,
        200,
        RETRANSMIT_NS,
        difficultyRule(plan.seed()),
        PowParameters.BRANCH_DEPTH,
        Optional.empty());
  }

  private static Block genesis(Difficulty difficulty) {
    Header header =
        new Header(
            Header.VERSION,
            Hash.ZERO,
            GENESIS_MS,
            MerkleTree.EMPTY_ROOT,
            0,
            0,
            RegisterStateMachine.genesisRoot(),
            MerkleTree.EMPTY_ROOT,
            difficulty,
            RandomString.ZERO);
    return Block.of(header, List.of());
  }

  private KeyPair keys(String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  /** Of one sender and number, so that a chain can hold but one of them. */
  private Transaction spend(long value) {
    return Transaction.signed(
        scheme,
        chain.chain(),
        keys(PAYER),
        1,
        RegisterStateMachine.WRITE,
        new Encoder().text("spent").int64(value).toBytes());
  }

  /**
   * One difficulty, or one of the rules that make work and number of blocks differ. Blocks come
   * faster here than they should, so difficulties rise, and with clocks apart branches differ.
   */
  private DifficultyRule difficultyRule(long seed) {
    Difficulty easiest = Difficulty.ofCoefficient(2);
    return switch (plan.isProofOfWork() ? SeededDraws.of(seed, "rule").below(3) : 0) {
      case 1 -> new DifficultyRule.Asert(200, 2000, easiest);
      case 2 -> new DifficultyRule.Windowed(4, 200, easiest);
      default -> new DifficultyRule.Constant();
    };
  }

  /** What miners are set to. */
  PowParameters pow() {
    return pow.orElseThrow();
  }

  /** The state that everything begins with. */
  RegisterStateMachine freshStateMachine() {
    return new RegisterStateMachine(
        center.publicKey(),
        plan.isProofOfWork() ? Integer.MAX_VALUE : RegisterStateMachine.RETAINED);
  }

  Block genesis() {
    return chain.genesis();
  }

  /** The number of one more host, whose key nobody has yet. */
  int freshNode() {
    nodes.add(keys("node " + nodes.size()));
    return nodes.size() - 1;
  }

  /** The keys of a host, spares included. */
  KeyPair node(int number) {
    return nodes.get(number);
  }

  /** The public key of a host. */
  PublicKey key(int number) {
    return node(number).publicKey();
  }

  /** The client that the member of this number makes requests up for. */
  KeyPair colluder(int member) {
    return client(FIRST_COLLUDER + member);
  }

  KeyPair client(int number) {
    return keys("client " + number);
  }

  /** A replica in its first or a later incarnation, Byzantine if the plan says so. */
  Replica replica(int number) {
    PublicKey key = key(number);
    Replica correct = protocol.replica().apply(key);
    return plan.byzantine().containsKey(number) ? faults.wrap(number, correct) : correct;
  }

  ClientSession session() {
    return protocol.client().get();
  }

  /** The first random string with which the hash is, or is not, under the target. */
  static Header sealed(Header header, boolean under) {
    Header sealed = header;
    while (sealed.difficulty().isMetBy(sealed.hash()) != under) {
      RandomString last = sealed.randomString();
      sealed = sealed.with(new RandomString(last.salt(), last.counter() + 1));
    }
    return sealed;
  }
}
