package org.medchain.application.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/** VER-3, VER-5: a node that applies every function of the scheme to all its trapdoors' secrets. */
final class TrapdoorAdversary {
  private static final Bytes ENTRY = Bytes.utf8("entry");

  /** All that follows, and the number of the leaf that it belongs to. */
  private final Map<Hash, Integer> secrets = new LinkedHashMap<>();

  /** The trapdoor's own addresses. */
  private final Set<Hash> searched = new LinkedHashSet<>();

  void take(Trapdoor trapdoor) {
    trapdoor.addresses(0, trapdoor.entries(), searched::add);
    for (EpochRange range : trapdoor.ranges()) {
      int first = 0;
      int rest = range.count();
      for (Hash seed : range.seeds()) {
        int size = Integer.highestOneBit(rest);
        // A level deeper than there are leaves: these would be others' if the tree were not fixed.
        follow(seed, Integer.numberOfTrailingZeros(size) + 1, first);
        first += size;
        rest -= size;
      }
    }
  }

  private void follow(Hash node, int levels, int firstLeaf) {
    secrets.put(node, firstLeaf);
    Hash.Keyed keyed = Hash.Keyed.by(node);
    secrets.put(keyed.of(ENTRY), firstLeaf);
    for (int side = 0; side < 2 && levels > 0; side++) {
      // The last level is under leaves: it has no separate numbers.
      int half = levels > 1 ? 1 << (levels - 2) : 0;
      follow(keyed.of(new Encoder().uint8(side).toBytes()), levels - 1, firstLeaf + side * half);
    }
  }

  /** The addresses of the updates that it derives beyond those that the trapdoors are for. */
  Set<Hash> unsearched(List<IndexUpdate> updates) {
    Set<Hash> derived = new LinkedHashSet<>();
    for (IndexUpdate update : updates) {
      update.entries().stream()
          .map(each -> each.address())
          .filter(each -> secrets.containsKey(each) && !searched.contains(each))
          .forEach(derived::add);
    }
    return derived;
  }

  /** The records, of those that are known, that it reads under the masks of these values. */
  Set<Hash> opened(Map<Hash, Bytes> values, Set<Hash> records) {
    Set<Hash> opened = new LinkedHashSet<>();
    secrets.forEach(
        (secret, leaf) -> {
          Optional<Bytes> own = Optional.ofNullable(values.get(Hash.Keyed.by(secret).of(ENTRY)));
          for (Hash key : keys(secret)) {
            own.ifPresent(
                value -> read(key, leaf, value).filter(records::contains).ifPresent(opened::add));
          }
        });
    return opened;
  }

  /** The secret itself, and the scheme's results from a key for a value, or a level below. */
  private static List<Hash> keys(Hash secret) {
    List<Hash> keys = new ArrayList<>(List.of(secret));
    Hash.Keyed keyed = Hash.Keyed.by(secret);
    for (Bytes label : List.of(ENTRY, Bytes.utf8("value"), Bytes.of(new byte[1]), Bytes.EMPTY)) {
      keys.add(keyed.of(label));
    }
    keys.add(new EpochKey(0, secret).derive("value", Bytes.EMPTY));
    return keys;
  }

  private static Optional<Hash> read(Hash key, int number, Bytes value) {
    byte[] open = new ValuePermutation(Hash.Keyed.by(key), number).invert(value).toArray();
    return EntryKind.of(open[0] & 0xFF).map(kind -> Hash.fromArray(open, 1));
  }
}
