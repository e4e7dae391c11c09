package org.medchain.application.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The result of a search, for readers with the keys (paper §4 (3): users decrypt results with their
 * keys; VER-2): records that were added and not removed since.
 *
 * @param records by when they were entered
 * @param missing entries that the answers lack: it is incomplete unless 0
 * @param unreadable entries that were not made with the keyword's key
 */
public record SearchResults(List<Hash> records, int missing, int unreadable) {
  public SearchResults {
    records = List.copyOf(records);
  }

  /** Whether all entries were there and readable. */
  public boolean complete() {
    return missing == 0 && unreadable == 0;
  }

  /**
   * Opens the answers to a whole search.
   *
   * @param trapdoor the search's
   * @param pages the answers in order, one value for each of the trapdoor's entries
   * @throws IllegalArgumentException if there are more or fewer values, or an epoch's key is not
   *     here
   */
  public static SearchResults open(
      SearchKeyring keys, Keyword keyword, Trapdoor trapdoor, List<MaskedPage> pages) {
    List<Optional<Bytes>> values = pages.stream().flatMap(each -> each.values().stream()).toList();
    Argument.refuseIf(
        values.size() != trapdoor.entries(),
        "a search for %s entries is answered with %s",
        trapdoor.entries(),
        values.size());
    Opening opening = new Opening();
    int passed = 0;
    for (EpochRange range : trapdoor.ranges()) {
      KeywordKeys own = keysOf(keys, range.epoch(), keyword);
      for (int number = 0; number < range.count(); number++) {
        Optional<Bytes> value = values.get(passed + number);
        if (value.isPresent()) {
          opening.take(own, number, value.get());
        } else {
          opening.missing++;
        }
      }
      passed += range.count();
    }
    return new SearchResults(List.copyOf(opening.found), opening.missing, opening.unreadable);
  }

  private static KeywordKeys keysOf(SearchKeyring keys, int epoch, Keyword keyword) {
    return keys.key(epoch)
        .map(key -> KeywordKeys.of(key, keyword))
        .orElseThrow(() -> new IllegalArgumentException("no key of epoch " + epoch));
  }

  private static final class Opening {
    private final Set<Hash> found = new LinkedHashSet<>();
    private int missing;
    private int unreadable;

    void take(KeywordKeys keys, int number, Bytes masked) {
      Optional<EntryValue> value = EntryValue.unmasked(keys, number, masked);
      if (value.isEmpty()) {
        unreadable++;
        return;
      }
      switch (value.get().kind()) {
        case ADD -> found.add(value.get().record());
        case REMOVE -> found.remove(value.get().record());
        case PADDING -> {}
      }
    }
  }
}
