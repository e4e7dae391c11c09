package org.medchain.measurements;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.medchain.application.search.Keyword;

/**
 * The count attack (Cash, Grubbs, Perry and Ristenpart 2015): who knows in how many records each
 * keyword is, and in how many two are together, finds searched keywords by the number of entries
 * that they find; first those whose number is unique, then those that occur with the found ones as
 * often as one keyword alone does.
 *
 * <p>What is left, or all where counts are not exact, is guessed: again and again the search whose
 * best keyword is ahead of the next by the most, by the likelihood of its counts alone and with the
 * searches before it (after the score attack of Damie, Hahn and Peter 2021, with no known search).
 *
 * <p>Which update belongs to which record is not used. The adversary's counts come from an index
 * that it makes itself of the records that it knows, padded alike, under a key of its own.
 */
final class CountAttack {
  private final List<BitSet> searches;
  private final List<Keyword> keywords;
  private final List<BitSet> model;
  private final double share;
  private final boolean exact;

  /** How unlikely each keyword is for each search: the less, the better. */
  private final double[][] scores;

  /** The number of the keyword found for each search, or -1. */
  private final int[] found;

  private final BitSet used = new BitSet();

  /**
   * Of these searches.
   *
   * @param searches the updates that each finds
   * @param model the same for each keyword in the adversary's own index
   * @param share of the records that it knows
   * @param exact whether its counts are those of the owner's index
   */
  CountAttack(List<BitSet> searches, Map<Keyword, BitSet> model, double share, boolean exact) {
    this.searches = searches;
    this.keywords = List.copyOf(model.keySet());
    this.model = List.copyOf(model.values());
    this.share = share;
    this.exact = exact;
    this.scores = new double[searches.size()][keywords.size()];
    this.found = new int[searches.size()];
    Arrays.fill(found, -1);
  }

  /** The keyword of each search, as far as there are keywords. */
  Map<Integer, Keyword> run() {
    for (int search = 0; search < found.length; search++) {
      for (int keyword = 0; keyword < keywords.size(); keyword++) {
        scores[search][keyword] =
            unlikely(searches.get(search).cardinality(), model.get(keyword).cardinality());
      }
    }
    if (exact) {
      findUnique();
    }
    guess();
    Map<Integer, Keyword> result = new LinkedHashMap<>();
    for (int search = 0; search < found.length; search++) {
      if (found[search] >= 0) {
        result.put(search, keywords.get(found[search]));
      }
    }
    return result;
  }

  /** With exact counts, a keyword that differs in one of them is not the one: its score says so. */
  private void findUnique() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int search = 0; search < found.length; search++) {
        List<Integer> candidates = found[search] >= 0 ? List.of() : possible(search);
        if (candidates.size() == 1) {
          find(search, candidates.get(0));
          changed = true;
        }
      }
    }
  }

  private List<Integer> possible(int search) {
    return IntStream.range(0, keywords.size())
        .filter(keyword -> !used.get(keyword) && scores[search][keyword] == 0)
        .boxed()
        .toList();
  }

  private void find(int search, int keyword) {
    found[search] = keyword;
    used.set(keyword);
    int[] own = together(model, model.get(keyword));
    int[] seen = together(searches, searches.get(search));
    for (int other = 0; other < found.length; other++) {
      for (int word = 0; found[other] < 0 && word < keywords.size(); word++) {
        scores[other][word] += unlikely(seen[other], own[word]);
      }
    }
  }

  private static int[] together(List<BitSet> all, BitSet one) {
    return all.stream().mapToInt(each -> UpdateSets.both(one, each).cardinality()).toArray();
  }

  private void guess() {
    for (int left = open(); left > 0 && used.cardinality() < keywords.size(); left--) {
      int surest = -1;
      double lead = -1;
      for (int search = 0; search < found.length; search++) {
        double own = found[search] < 0 ? lead(search) : -1;
        if (own > lead) {
          lead = own;
          surest = search;
        }
      }
      find(surest, best(scores[surest]));
    }
  }

  private int open() {
    return (int) Arrays.stream(found).filter(each -> each < 0).count();
  }

  /** The first of the best ones that are not found yet. */
  private int best(double[] own) {
    int best = -1;
    for (int keyword = 0; keyword < own.length; keyword++) {
      if (!used.get(keyword) && (best < 0 || own[keyword] < own[best])) {
        best = keyword;
      }
    }
    return best;
  }

  /** How far the best is ahead of the next. */
  private double lead(int number) {
    double[] own = scores[number];
    int best = best(own);
    double next = Double.MAX_VALUE;
    for (int keyword = 0; keyword < own.length; keyword++) {
      if (!used.get(keyword) && keyword != best) {
        next = Math.min(next, own[keyword]);
      }
    }
    return next - own[best];
  }

  /**
   * Of a count that is seen where the adversary counts its own: 0 where both are exact and equal;
   * else by a normal distribution with the variance of what a share of the records tells, and of
   * one entry.
   */
  private double unlikely(int seen, int own) {
    if (exact) {
      return seen == own ? 0 : 1;
    }
    double expected = own / share;
    double variance = (1 / share - 1) * (expected + 1) + 1;
    return (seen - expected) * (seen - expected) / variance + StrictMath.log(variance);
  }
}
