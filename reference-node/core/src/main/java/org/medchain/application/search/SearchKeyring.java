package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Argument;

/**
 * Keys of a generation's epochs from its first on: an owner makes them from its {@link SearchKey},
 * and a delegate from its given key. It can search and count in these epochs and in no later one
 * (VER-7), nor in another generation (VER-13). Never printed.
 *
 * @param keys by epoch, from the first of a generation, without gaps
 */
public record SearchKeyring(List<EpochKey> keys) {
  /** Refuses no key, too many, and gaps. */
  public SearchKeyring {
    keys = List.copyOf(keys);
    Argument.refuseOutside(
        1, Trapdoor.MAX_EPOCHS, keys.size(), "a keyring has %s to %s keys, not %s");
    for (int i = 0; i < keys.size(); i++) {
      Argument.refuseIf(
          keys.get(i).epoch() % Trapdoor.MAX_EPOCHS != i,
          "a keyring has the key of each epoch from the first of a generation on");
    }
  }

  /** The keys that follow from the key of one epoch: that of each epoch up to it. */
  public static SearchKeyring upTo(EpochKey last) {
    List<EpochKey> keys = new ArrayList<>(List.of(last));
    while (keys.get(0).epoch() % Trapdoor.MAX_EPOCHS > 0) {
      keys.add(0, keys.get(0).before());
    }
    return new SearchKeyring(keys);
  }

  /** The key of an epoch; nothing if it is a later one, or one of another generation. */
  public Optional<EpochKey> key(int epoch) {
    int place = epoch - keys.get(0).epoch();
    return place >= 0 && place < keys.size() ? Optional.of(keys.get(place)) : Optional.empty();
  }

  /** The key of the last epoch here, which an owner's entries are made under. */
  public EpochKey last() {
    return keys.get(keys.size() - 1);
  }

  @Override
  public String toString() {
    return "SearchKeyring[" + keys.size() + " keys, hidden]";
  }
}
