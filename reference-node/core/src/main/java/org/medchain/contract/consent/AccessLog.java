package org.medchain.contract.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.consent.Directives.PlaceOfOwner;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;

/**
 * The owners' audit trails (CON-31; decision 0240): of each the last lines, since others write
 * them, and a hash that covers all.
 */
public final class AccessLog {
  /** How many granted reads the state holds of each owner. */
  public static final int GRANTED_KEPT = 64;

  /** How many refused ones, in places of their own: nobody pushes a granted read out by asking. */
  public static final int REFUSED_KEPT = 16;

  /** The most bytes that a line writes, keys included. */
  static final int MAX_BYTES =
      1 + PublicKey.SIZE + AccessTrail.SIZE + 1 + PublicKey.SIZE + 8 + AccessEntry.SIZE;

  static final Table<PublicKey, AccessTrail> TRAILS =
      new Table<>(0x42, "audit trails", PublicKey.CODEC, Codec.of(AccessTrail.class));

  static final Table<PlaceOfOwner, AccessEntry> ENTRIES =
      new Table<>(
          0x43, "lines of audit trails", Codec.of(PlaceOfOwner.class), Codec.of(AccessEntry.class));

  private AccessLog() {}

  /** The length of an owner's trail, and the hash that covers it. */
  public static AccessTrail of(WorldState state, PublicKey owner) {
    return TRAILS.get(state, owner).orElse(AccessTrail.NONE);
  }

  /** The lines of an owner that the state holds, the oldest first. */
  public static List<AccessEntry> lines(WorldState state, PublicKey owner) {
    List<AccessEntry> lines = new ArrayList<>();
    for (long place = 0; place < GRANTED_KEPT + REFUSED_KEPT; place++) {
      Optional<AccessEntry> line = ENTRIES.get(state, new PlaceOfOwner(owner, place));
      line.ifPresent(lines::add);
    }
    lines.sort(Comparator.comparingLong(AccessEntry::number));
    return lines;
  }

  /** The entry of a line: places from 0, first those of granted reads, then those of refused. */
  public static StateEntry<AccessEntry> lineEntry(PublicKey owner, long place) {
    return ENTRIES.entry(new PlaceOfOwner(owner, place));
  }

  static WorldState append(WorldState state, PublicKey owner, AccessTrail trail, AccessEntry line) {
    long place =
        line.answer().granted()
            ? trail.granted() % GRANTED_KEPT
            : GRANTED_KEPT + trail.refused() % REFUSED_KEPT;
    WorldState longer = TRAILS.put(state, owner, trail.plus(line));
    return ENTRIES.put(longer, new PlaceOfOwner(owner, place), line);
  }

  /** The entry of an owner's trail. */
  public static StateEntry<AccessTrail> trailEntry(PublicKey owner) {
    return TRAILS.entry(owner);
  }
}
