package org.medchain.contract.fuzz;

import static org.medchain.contract.TestChain.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.contract.Genesis;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.incentive.VerdictRules;

/** A chain under random orders: its state, and the part of its past that new orders refer to. */
final class FuzzWorld implements RandomValues.Known {
  private static final int REMEMBERED_EVENTS = 400;
  private static final int REMEMBERED_OF_EACH = 25;
  private static final PointRules POINTS = new PointRules(400, 10, 25, 7, 8_000);

  /** Verifiers, audits, levels, bonds, fees. */
  private static final IncentiveRules ALL =
      IncentiveRules.of(POINTS)
          .with(new VerdictRules(3, 2, 2, 30, 3, 4, 5, 6))
          .with(new IdentityRules(15, true))
          .with(
              new MembershipRules(
                  List.of(
                      new MembershipRules.MembershipLevel(5, 6, 3_000),
                      new MembershipRules.MembershipLevel(9, 4, 10_000))))
          .with(new AuditRules(5, 3, 2, 9, new ScoreRules(-1, 60, 0)))
          .with(new RedemptionRules(500, 8));

  /** The same without verifiers: the center decides on records, and readers pay from the start. */
  private static final IncentiveRules JUDGED =
      ALL.with(VerdictRules.NONE).with(new IdentityRules(0, false));

  /** The same, or with verifiers, where verdicts earn rewards, and bytes have a price. */
  private static final ScarcityRules SCARCE = new ScarcityRules(true, 1_500, 60, 1L << 40);

  /** Points and times so large that sums come near their ends. */
  private static final IncentiveRules LARGE =
      IncentiveRules.of(
              new PointRules(
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS / 4,
                  1))
          .with(
              new VerdictRules(
                  7,
                  4,
                  1,
                  9,
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS,
                  PointRules.MAX_POINTS))
          .with(new AuditRules(2, 2, PointRules.MAX_POINTS, PointRules.MAX_POINTS))
          .with(new RedemptionRules(9_999, 1));

  private static final List<IncentiveRules> RULES =
      List.of(
          ALL,
          JUDGED,
          ALL.with(SCARCE),
          JUDGED.with(SCARCE),
          LARGE,
          IncentiveRules.of(POINTS),
          ALL,
          JUDGED);

  /** Those of whom there are several. */
  private static final List<Role> MANY =
      List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH);

  final Random random;
  final Genesis genesis;
  final RandomValues values;

  /** The components of the last events. */
  private final List<Map<String, Object>> history = new ArrayList<>();

  private final Map<Class<?>, List<Event>> recent = new LinkedHashMap<>();
  final Map<Role, List<PublicKey>> cast = new TreeMap<>();
  final List<PublicKey> everybody = new ArrayList<>();
  final List<Hash> stored = new ArrayList<>();
  private final List<Hash> hashes = new ArrayList<>();
  private int made;

  WorldState state;
  long height = 1;

  FuzzWorld(long seed) {
    random = new Random(seed);
    values = new RandomValues(random, this);
    List<Participant> participants = new ArrayList<>();
    for (Role role : Role.values()) {
      for (int i = 0; i < (MANY.contains(role) ? 4 : 1) && role != Role.REGULATORY_CENTER; i++) {
        PublicKey hospital = keys(Role.HOSPITAL + " " + i % 3).publicKey();
        participants.add(Participant.of(keys(role + " " + i).publicKey(), role, hospital));
      }
    }
    List<PublicKey> nodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      nodes.add(TestChain.node(i));
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                1_600_000_000_000L,
                nodes,
                TestChain.WINDOW,
                Difficulty.NONE,
                5_000,
                TestChain.CENTER.publicKey(),
                RULES.get((int) Math.floorMod(seed, (long) RULES.size()))),
            participants);
    state = genesis.state();
    join(TestChain.CENTER.publicKey(), Role.REGULATORY_CENTER);
    participants.forEach(each -> join(each.key(), each.role()));
  }

  private void join(PublicKey key, Role role) {
    cast.computeIfAbsent(role, each -> new ArrayList<>()).add(key);
    everybody.add(key);
  }

  /** Takes in the events, as subjects of later orders. */
  void happened(List<Event> events) {
    for (Event event : events) {
      if (event instanceof RegistrationEvents.Registered joined) {
        join(joined.key(), joined.role());
      }
      if (event instanceof RecordEvents.RecordStored upload) {
        stored.add(upload.record());
      }
      Map<String, Object> components = RandomValues.components((Record) event);
      history.add(components);
      List<Event> alike = recent.computeIfAbsent(event.getClass(), each -> new ArrayList<>());
      alike.add(event);
      if (alike.size() > REMEMBERED_OF_EACH) {
        alike.remove(0);
      }
      for (Object each : components.values()) {
        if (each instanceof Hash hash) {
          hashes.add(hash);
        }
      }
    }
    while (history.size() > REMEMBERED_EVENTS) {
      history.remove(random.nextInt(REMEMBERED_EVENTS / 2));
    }
  }

  @Override
  public PublicKey key() {
    return switch (random.nextInt(12)) {
      case 0 -> keys("stranger " + random.nextInt(5)).publicKey();
      case 1 -> TestChain.node(random.nextInt(9));
      case 2, 3 -> keys("new " + made++ + "/" + random.nextInt()).publicKey();
      default -> everybody.get(random.nextInt(everybody.size()));
    };
  }

  /** One that may order, mostly; also who has left or was revoked, at times. */
  PublicKey active(List<Role> roles) {
    PublicKey key = TestChain.CENTER.publicKey();
    for (int i = 0; i < 6; i++) {
      List<PublicKey> of = cast.get(roles.get(random.nextInt(roles.size())));
      key = of.get(random.nextInt(of.size()));
      if (Registration.activeRole(state, key).isPresent()) {
        return key;
      }
    }
    return key;
  }

  @Override
  public Hash hash() {
    if (hashes.isEmpty() || random.nextInt(6) == 0) {
      return Hash.of(Bytes.utf8("fresh " + random.nextInt()));
    }
    int recent = Math.min(hashes.size(), 60);
    return hashes.get(hashes.size() - 1 - random.nextInt(recent));
  }

  @Override
  public String type() {
    return switch (random.nextInt(20)) {
      case 0 -> "";
      case 1 -> "é".repeat(64);
      case 2 -> "x".repeat(129);
      default -> random.nextInt(3) == 0 ? "image" : "report";
    };
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public IncentiveRules rules() {
    return random.nextInt(4) > 0
        ? genesis.terms().rules()
        : RULES.get(random.nextInt(RULES.size()));
  }

  Optional<StoredRecord> record(Hash id) {
    return Records.find(state, id);
  }

  /** A recent event's components: of one of these types, or with one of these names. */
  Map<String, Object> like(List<Class<? extends Event>> types, List<String> names) {
    for (Class<? extends Event> type : types) {
      Optional<? extends Event> event = recent(type);
      if (event.isPresent() && random.nextInt(4) > 0) {
        return RandomValues.components((Record) event.get());
      }
    }
    for (int i = 0; i < 12 && !history.isEmpty(); i++) {
      Map<String, Object> one = history.get(random.nextInt(history.size()));
      if (one.keySet().stream().anyMatch(names::contains)) {
        return one;
      }
    }
    return Map.of();
  }

  <E extends Event> Optional<E> recent(Class<E> type) {
    List<Event> events = recent.getOrDefault(type, List.of());
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(type.cast(events.get(random.nextInt(events.size()))));
  }

  /** A participant that joined late: those that were there from the start stay. */
  PublicKey late(Role role) {
    List<PublicKey> of = cast.get(role);
    return of.get(Math.min(of.size() - 1, 3 + random.nextInt(of.size())));
  }
}
