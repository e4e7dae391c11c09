package org.medchain.contract.economy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Lists;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.ScarcityRules;

/** The price of lasting state for its orderer (CON-44; decision 0195; table in spec/memory.md). */
public final class Quotas {
  /** The bytes that an entry takes in a node's memory besides its key and value. */
  public static final int ENTRY_BYTES = 64;

  /** The bytes that each participant's orders left, less those taken out again and those bought. */
  static final Table<PublicKey, Long> QUOTAS =
      new Table<>(0x72, "lasting bytes", PublicKey.CODEC, Codec.INT64);

  /**
   * Prefixes of the tables that count for nobody, because something else bounds them: a price of
   * their own, the number of participants or records, a ring. All others count, also those of
   * modules to come.
   */
  private static final List<Integer> BOUNDED_OTHERWISE =
      List.of(
          0x22, 0x29, 0x2A, 0x2B, 0x2F, 0x30, 0x31, 0x32, 0x34, 0x35, 0x36, 0x3C, 0x3D, 0x42, 0x43,
          0x46, 0x51, 0x54, 0x55, 0x70, 0x71, 0x72);

  /** Tables of trade, whose reactions write them (CON-12). */
  private static final int PURCHASES = 0x25;

  private static final int OFFERS = 0x26;
  private static final int POSITIONS = 0x28;

  private Quotas() {}

  /** Whether entries under this prefix count for their orderer. */
  public static boolean counts(int prefix) {
    return prefix >= Table.FIRST_PREFIX && !BOUNDED_OTHERWISE.contains(prefix);
  }

  /** The bytes that count for a participant, besides those that it bought. */
  public static long of(WorldState state, PublicKey participant) {
    return QUOTAS.get(state, participant).orElse(0L);
  }

  static Result charge(WorldState before, Call call, Result done) {
    ScarcityRules rules = before.rules().scarcity();
    // The center answers for its own orders, and it has no points.
    if (rules.bytesPerPoint() == 0 || call.role() == Role.REGULATORY_CENTER) {
      return done;
    }
    long left = newBytes(done.state(), before) - newBytes(before, done.state());
    if (left == 0) {
      return done;
    }
    PublicKey sender = call.sender();
    long used = of(before, sender) + left;
    // State left by reactions is paid with the next order that leaves something.
    long points = left < 0 ? 0 : rules.pointsFor(used - rules.freeBytes());
    long counted = used - points * rules.bytesPerPoint();
    if (points == 0) {
      return Result.done(QUOTAS.put(done.state(), sender, counted), done.events());
    }
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(before, sender));
    List<Event> events = Lists.plus(done.events(), new EconomyEvents.QuotaBought(sender, points));
    CreditPoints paid =
        done.state()
            .points()
            .payService(sender, points)
            .orElseThrow(Outcome.INSUFFICIENT_POINTS::refusal);
    return Result.done(QUOTAS.put(done.state().with(paid), sender, counted), events);
  }

  /** Purchases count for the buyer, offers and positions for whose they are. */
  static WorldState count(WorldState before, WorldState after) {
    if (after.rules().scarcity().bytesPerPoint() == 0) {
      return after;
    }
    Map<PublicKey, Long> left = new TreeMap<>();
    forEachNew(
        after,
        before,
        (key, bytes) -> owner(key).ifPresent(each -> left.merge(each, bytes, Long::sum)));
    forEachNew(
        before,
        after,
        (key, bytes) -> owner(key).ifPresent(each -> left.merge(each, -bytes, Long::sum)));
    left.values().removeIf(bytes -> bytes == 0);
    WorldState state = after;
    for (Map.Entry<PublicKey, Long> each : left.entrySet()) {
      state = QUOTAS.put(state, each.getKey(), of(state, each.getKey()) + each.getValue());
    }
    return state;
  }

  /** Whose the entries are that reactions leave. */
  private static Optional<PublicKey> owner(Bytes key) {
    return switch (key.at(0) & 0xFF) {
      case PURCHASES -> Optional.of(named(key, 1 + Hash.SIZE));
      case OFFERS, POSITIONS -> Optional.of(named(key, 1));
      default -> Optional.empty();
    };
  }

  private static PublicKey named(Bytes key, int from) {
    return new PublicKey(key.slice(from, from + PublicKey.SIZE));
  }

  private static long newBytes(WorldState newer, WorldState older) {
    long[] sum = new long[1];
    forEachNew(newer, older, (key, bytes) -> sum[0] += bytes);
    return sum[0];
  }

  /** Of the entries that count and that {@code older} does not have as they are. */
  private static void forEachNew(WorldState newer, WorldState older, ObjLongConsumer<Bytes> found) {
    newer
        .tree()
        .changesSince(
            older.tree(),
            (key, value) -> {
              if (value.isPresent() && counts(key.at(0) & 0xFF)) {
                found.accept(key, key.size() + value.get().size() + ENTRY_BYTES);
              }
            });
  }

  /** Their entry in the state; absence means none. */
  public static StateEntry<Long> entry(PublicKey participant) {
    return QUOTAS.entry(participant);
  }
}
