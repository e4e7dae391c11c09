package org.medchain.application.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many entries each keyword has in one epoch, by tag; and of the keywords that are known by
 * their text, which have the fewest.
 */
final class EpochCounts {
  private final EpochKey key;
  private final Map<Long, Integer> counts = new LinkedHashMap<>();
  private final Map<Long, Keyword> known = new LinkedHashMap<>();

  /**
   * The known ones with their counts, the fewest entries first; of equal counts by tag, so that a
   * reader that knows the records, but not the key, cannot tell which is padded next.
   */
  private final TreeSet<CountedKeyword> rarest =
      new TreeSet<>(
          Comparator.comparingInt(CountedKeyword::count).thenComparingLong(CountedKeyword::tag));

  private record CountedKeyword(int count, long tag, Keyword keyword) {}

  EpochCounts(EpochKey key) {
    this.key = key;
  }

  EpochKey key() {
    return key;
  }

  int of(Keyword keyword) {
    return of(KeywordKeys.tag(key, keyword));
  }

  private int of(long tag) {
    return counts.getOrDefault(tag, 0);
  }

  void learn(Keyword keyword) {
    long tag = KeywordKeys.tag(key, keyword);
    if (known.putIfAbsent(tag, keyword) == null) {
      rarest.add(new CountedKeyword(of(tag), tag, keyword));
    }
  }

  void add(long tag) {
    int count = counts.merge(tag, 1, Integer::sum);
    Optional.ofNullable(known.get(tag))
        .ifPresent(
            keyword -> {
              rarest.remove(new CountedKeyword(count - 1, tag, keyword));
              rarest.add(new CountedKeyword(count, tag, keyword));
            });
  }

  /**
   * Keywords to enter padding under: those with the fewest entries that are not taken, then
   * reserved ones; each once.
   */
  List<Keyword> fewest(int wanted, Set<Keyword> taken) {
    List<Keyword> chosen = new ArrayList<>(wanted);
    for (CountedKeyword each : rarest) {
      if (chosen.size() == wanted) {
        return chosen;
      }
      if (!taken.contains(each.keyword())) {
        chosen.add(each.keyword());
      }
    }
    for (int number = 0; chosen.size() < wanted; number++) {
      chosen.add(Keyword.reserved(number));
    }
    return chosen;
  }
}
