package org.medchain.agents;

import static org.medchain.credit.Parameter.QUERIES;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.agents.LedgerHost.PbftHost;
import org.medchain.contract.Genesis;
import org.medchain.contract.Genesis.Terms;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.Strategy;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Who there is in one replicate, and their keys. All keys are made here, from the replicate's seed.
 */
final class AgentPopulation {
  static final long GENESIS_MS = 1_600_000_000_000L;
  static final int NODES = 4;

  final LedgerScenario scenario;
  final CreditParameters parameters;
  final List<Strategy> strategies;
  final SymbolicSignatures scheme = new SymbolicSignatures();
  final List<KeyPair> nodes = new ArrayList<>();
  final Genesis genesis;
  final TransactionSigner center;
  final TransactionSigner doctor;

  /** Employs the doctors, and orders what changes nothing, to keep the chain going. */
  final TransactionSigner heartbeat;

  final List<TransactionSigner> buyers = new ArrayList<>();
  final List<LedgerAgent> agents = new ArrayList<>();

  /** The owner of a key. */
  final Map<PublicKey, LedgerAgent> agentByKey = new LinkedHashMap<>();

  private final ReplicateSeed seed;
  private int keysMade;

  AgentPopulation(LedgerScenario scenario, ReplicateSeed seed) {
    this.scenario = scenario;
    this.parameters = scenario.parameters();
    this.strategies = scenario.played();
    this.seed = seed;
    int size = scenario.host() instanceof PbftHost pbft ? pbft.nodes() : NODES;
    for (int node = 0; node < size; node++) {
      nodes.add(fresh());
    }
    KeyPair centerKeys = fresh();
    KeyPair doctorKeys = fresh();
    KeyPair clockKeys = fresh();
    List<Participant> first = new ArrayList<>();
    first.add(Participant.of(doctorKeys.publicKey(), Role.DOCTOR, clockKeys.publicKey()));
    first.add(new Participant(clockKeys.publicKey(), Role.LABORATORY));
    List<KeyPair> patients = keysOf(scenario, AgentPopulation::isSettled, Role.PATIENT, first);
    List<KeyPair> practices = keysOf(scenario, Strategy::verifies, Role.HOSPITAL, first);
    this.genesis = new Genesis(terms(centerKeys.publicKey()), first);
    this.center = signer(centerKeys);
    this.doctor = signer(doctorKeys);
    this.heartbeat = signer(clockKeys);
    enrol(patients, practices);
    int users = Math.max(2, 2 * parameters.intValue(QUERIES));
    for (int buyer = 0; buyer < users; buyer++) {
      buyers.add(signer(fresh()));
    }
  }

  /** Whether it has had its key for long when the run begins; others get theirs as they go. */
  private static boolean isSettled(Strategy strategy) {
    return switch (strategy.identityPolicy()) {
      case KEEP, HIT_AND_RUN, ADD_EVERY_ROUND -> true;
      case REJOIN_AFTER_CONVICTION, REPLACE_EVERY_ROUND -> false;
    };
  }

  private List<KeyPair> keysOf(
      LedgerScenario of, Predicate<Strategy> has, Role role, List<Participant> participants) {
    List<KeyPair> keys = new ArrayList<>();
    int[] counts = of.counts();
    for (int strategy = 0; strategy < counts.length; strategy++) {
      for (int each = 0; each < counts[strategy] && has.test(strategies.get(strategy)); each++) {
        KeyPair made = fresh();
        keys.add(made);
        participants.add(new Participant(made.publicKey(), role));
      }
    }
    return keys;
  }

  private void enrol(List<KeyPair> patients, List<KeyPair> practices) {
    int[] counts = scenario.counts();
    int patient = 0;
    int practice = 0;
    for (int strategy = 0; strategy < counts.length; strategy++) {
      for (int each = 0; each < counts[strategy]; each++) {
        LedgerAgent member = new LedgerAgent(strategy);
        agents.add(member);
        if (isSettled(strategies.get(strategy))) {
          member.patientKey = Optional.of(newSigner(member, patients.get(patient++)));
        }
        if (strategies.get(strategy).verifies()) {
          member.hospitalKey = Optional.of(newSigner(member, practices.get(practice++)));
        }
      }
    }
  }

  /** Settled accounts have their points from the start: the rules of genesis grant them. */
  private Terms terms(PublicKey centerKey) {
    IncentiveRules rules = parameters.rules();
    return new Terms(
        GENESIS_MS,
        nodes.stream().map(KeyPair::publicKey).toList(),
        1,
        Difficulty.NONE,
        10_000,
        centerKey,
        rulesGranting(scenario.endowment(), rules.identity().bond()));
  }

  /** The scenario's rules, except for a new key's grant. */
  IncentiveRules rulesGranting(long points, long bond) {
    IncentiveRules rules = parameters.rules();
    PointRules old = rules.points();
    PointRules changed =
        new PointRules(
            points,
            old.uploadReward(),
            old.falsePenalty(),
            old.queryPrice(),
            old.ownerShareBp(),
            old.rule());
    return rules.with(changed).with(new IdentityRules(bond, false));
  }

  /** A new key of a member's. */
  TransactionSigner newSigner(LedgerAgent member) {
    return newSigner(member, fresh());
  }

  private TransactionSigner newSigner(LedgerAgent member, KeyPair keys) {
    TransactionSigner signer = signer(keys);
    member.addAccount(signer);
    agentByKey.put(signer.key(), member);
    return signer;
  }

  private TransactionSigner signer(KeyPair keys) {
    return new TransactionSigner(new Operations(scheme, genesis.chain(), keys));
  }

  private KeyPair fresh() {
    return scheme.keyPair(bytes("key", keysMade++));
  }

  /** 32 bytes that are unique to this replicate. */
  Bytes bytes(String name, int number) {
    return Hash.of(new Encoder().text(name).int64(seed.value()).int32(number).toBytes()).toBytes();
  }

  Strategy strategyOf(LedgerAgent member) {
    return strategies.get(member.strategy);
  }

  int[] counts() {
    int[] counts = new int[strategies.size()];
    agents.forEach(member -> counts[member.strategy]++);
    return counts;
  }
}
