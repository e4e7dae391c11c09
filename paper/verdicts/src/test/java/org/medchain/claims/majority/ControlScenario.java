package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.claims.majority.ControlScenario.RightsOfOthers.Power;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PendingRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;

/**
 * A chain with one sender of each role, and others on whom they try each operation: a patient with
 * an offered record and a voucher, a patient with a frozen account, an institution that left.
 */
final class ControlScenario {
  /** The type of the records. */
  static final String TYPE = "image";

  /** Height of the block in which operations are tried: later than the preparation. */
  static final long HEIGHT = 10;

  private static final long BEGIN_MS = 1_600_000_000_000L;
  private static final int WINDOW = 4;
  private static final int CLOCK_TOLERANCE_MS = 10_000;

  private final SignatureScheme scheme = new Ed25519();
  private final long seed;
  private final Map<String, KeyPair> keys = new LinkedHashMap<>();
  private final Map<Role, KeyPair> senders = new LinkedHashMap<>();
  private final List<PublicKey> nodes;
  private final Genesis genesis;

  /** The number of each sender's last request. */
  private final Map<PublicKey, Long> sequences = new LinkedHashMap<>();

  private final WorldState prepared;
  private final Hash voucher;

  /** What came of one operation. */
  record OrderedAttempt(Outcome outcome, Set<Power> powers) {}

  ControlScenario(long seed, int nodeCount) {
    this.seed = seed;
    for (Role role : Role.values()) {
      senders.put(role, key("sender " + role.code()));
    }
    nodes = IntStream.range(0, nodeCount).mapToObj(each -> named("node " + each)).toList();
    genesis = genesis();
    WorldState state = genesis.state();
    state = prepare(state, key("owner"), new UploadRecord(record("owner", "first")));
    state = prepare(state, key("owner"), new OfferRecords(TYPE, 1, List.of(ownersRecord())));
    long points = state.points().redeemable(named("owner"));
    state = prepare(state, key("owner"), new RedeemPoints(points));
    voucher = Hash.of(new RequestId(named("owner"), sequences.get(named("owner"))).encoded());
    state = prepare(state, center(), new FreezeAccount(named("frozen")));
    prepared = prepare(state, key("left"), new LeaveChain());
  }

  private Genesis genesis() {
    List<Participant> participants = new ArrayList<>();
    senders.forEach(
        (role, keyPair) -> {
          if (role != Role.REGULATORY_CENTER) {
            participants.add(Participant.of(keyPair.publicKey(), role, sender(Role.HOSPITAL)));
          }
        });
    participants.add(new Participant(named("owner"), Role.PATIENT));
    participants.add(new Participant(named("frozen"), Role.PATIENT));
    participants.add(new Participant(named("left"), Role.RESEARCH));
    Genesis.Terms terms =
        new Genesis.Terms(
            BEGIN_MS,
            nodes,
            WINDOW,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            center().publicKey(),
            rules());
    return new Genesis(terms, participants);
  }

  private static IncentiveRules rules() {
    return IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
        .with(new MembershipRules(List.of(new MembershipRules.MembershipLevel(5, 6, 3_000))))
        .with(new AuditRules(5, 3, 2, 9))
        .with(new RedemptionRules(500, 1));
  }

  /** Executes an operation that must have its effect. */
  private WorldState prepare(WorldState state, KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return done(execute(state, sender, sequence, operation, 1), operation);
  }

  private static WorldState done(TransactionExecution.Step step, Operation operation) {
    if (Outcome.of(step.receipt()) != Outcome.OK) {
      throw new IllegalStateException(operation.type() + ": " + Outcome.of(step.receipt()));
    }
    return step.state();
  }

  private TransactionExecution.Step execute(
      WorldState state, KeyPair sender, long sequence, Operation operation, long height) {
    return new TransactionExecution(
            MedicalModules.REGISTRY, height, OptionalLong.of(BEGIN_MS + height * 1_000))
        .execute(
            state, new Operations(scheme, genesis.chain(), sender).sign(sequence, operation), 0);
  }

  /** Has the sender of a role order an operation, on the prepared state. */
  OrderedAttempt attempt(Role role, Operation operation) {
    KeyPair sender = senders.get(role);
    List<PublicKey> others =
        keys.values().stream()
            .map(KeyPair::publicKey)
            .filter(each -> !each.equals(sender.publicKey()))
            .toList();
    List<Hash> records = List.of(ownersRecord());
    TransactionExecution.Step step = execute(prepared, sender, next(sender), operation, HEIGHT);
    RightsOfOthers before = RightsOfOthers.in(prepared, others, records);
    return new OrderedAttempt(
        Outcome.of(step.receipt()),
        before.changedTo(RightsOfOthers.in(step.state(), others, records)));
  }

  WorldState orderedByCenter(WorldState state, int earlier, Operation operation) {
    return done(execute(state, center(), next(center()) + earlier, operation, HEIGHT), operation);
  }

  private long next(KeyPair sender) {
    return sequences.getOrDefault(sender.publicKey(), 0L) + 1;
  }

  private KeyPair center() {
    return senders.get(Role.REGULATORY_CENTER);
  }

  private KeyPair key(String name) {
    Bytes identity = new Encoder().text("medchain/control").int64(seed).text(name).toBytes();
    return keys.computeIfAbsent(name, same -> scheme.keyPair(Hash.of(identity).toBytes()));
  }

  PublicKey named(String name) {
    return key(name).publicKey();
  }

  PublicKey sender(Role role) {
    return senders.get(role).publicKey();
  }

  List<PublicKey> nodes() {
    return nodes;
  }

  /** A record of a patient with this name. */
  MedicalRecord record(String patient, String path) {
    return record(named(patient), path);
  }

  /** A synthetic record. */
  MedicalRecord record(PublicKey patient, String path) {
    PublicKey doctor = sender(Role.DOCTOR);
    return new MedicalRecord(
        patient,
        new MedicalRecord.MetadataBlock(doctor, path, Hash.of(Bytes.utf8(path))),
        new MedicalRecord.DigestBlock(BEGIN_MS, doctor, "synthetic", TYPE));
  }

  Hash ownersRecord() {
    return record("owner", "first").id();
  }

  Hash voucher() {
    return voucher;
  }

  WorldState prepared() {
    return prepared;
  }

  /**
   * What a state says of all but one sender: what this sender must not change alone if no single
   * key controls the system.
   */
  record RightsOfOthers(
      List<PublicKey> members,
      IncentiveRules rules,
      Optional<PendingRules> nextRules,
      Map<PublicKey, Optional<Role>> roles,
      Map<PublicKey, Boolean> frozen,
      Map<Hash, Boolean> valid) {
    /** A kind of power over others. */
    enum Power {
      /** The consensus nodes change. */
      MEMBERS,
      /** The rules of the incentive layer change. */
      RULES,
      /** A key is admitted, or excluded. */
      PARTICIPATION,
      /** An account is frozen, or thawed. */
      ACCOUNT,
      /** A record of another counts no longer. */
      RECORD
    }

    /** Of the others in a state. */
    static RightsOfOthers in(
        WorldState state, Collection<PublicKey> others, Collection<Hash> records) {
      Map<PublicKey, Optional<Role>> roles = new TreeMap<>();
      Map<PublicKey, Boolean> frozen = new TreeMap<>();
      Map<Hash, Boolean> valid = new TreeMap<>();
      for (PublicKey each : others) {
        roles.put(each, Registration.activeRole(state, each));
        frozen.put(each, Freezing.isFrozen(state, each));
      }
      for (Hash each : records) {
        valid.put(each, Records.find(state, each).filter(StoredRecord::isValid).isPresent());
      }
      return new RightsOfOthers(
          ConsensusNodes.of(state).keys(), state.rules(), state.nextRules(), roles, frozen, valid);
    }

    /** The powers that make this state's rights of these. */
    Set<Power> changedTo(RightsOfOthers after) {
      Set<Power> changed = EnumSet.noneOf(Power.class);
      add(changed, Power.MEMBERS, members.equals(after.members));
      add(changed, Power.RULES, rules.equals(after.rules) && nextRules.equals(after.nextRules));
      add(changed, Power.PARTICIPATION, roles.equals(after.roles));
      add(changed, Power.ACCOUNT, frozen.equals(after.frozen));
      add(changed, Power.RECORD, valid.equals(after.valid));
      return changed;
    }

    private static void add(Set<Power> changed, Power power, boolean same) {
      if (!same) {
        changed.add(power);
      }
    }
  }
}
