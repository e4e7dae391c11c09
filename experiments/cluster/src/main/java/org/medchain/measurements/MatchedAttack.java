package org.medchain.measurements;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.medchain.application.search.Keyword;

/**
 * The guess of an attacker that knows to which record each update belongs, for all searches at
 * once: the likeliest assignment of one keyword to each. A keyword fits a search that finds all of
 * its known records. What the search finds besides is padding, and as likely as padding was in that
 * part of the history in an index that the adversary makes itself of the records that it knows.
 * What lies at records that it does not know tells by its number.
 *
 * <p>The assignment is the best one (a maximum weight matching), so that no guess misleads a later
 * one; that it is the likeliest is as true as the model of padding, which takes updates for
 * independent of each other. Keywords that nothing tells apart are assigned by chance.
 */
final class MatchedAttack {
  /** Parts of the history, in each of which padding has one rate. */
  private static final int PARTS = 16;

  /** How much the rate over the whole history counts in a part, in updates. */
  private static final double WEIGHT = 2;

  /** Lower than every sum of likelihoods, and low enough to add without loss. */
  private static final double IMPOSSIBLE = -1e8;

  /** How far the adversary's own index may be off in its counts, as a share. */
  private static final double OFF = 0.2;

  private static final double LEAST = 1e-6;

  /**
   * What the adversary knows.
   *
   * @param records the places of the known records, by keyword
   * @param model the places of the entries of the same keywords in its own index
   * @param places of all known records
   * @param history number of records, known or not
   * @param padded whether there is padding
   */
  record Knowledge(
      Map<Keyword, BitSet> records,
      Map<Keyword, BitSet> model,
      BitSet places,
      int history,
      boolean padded) {
    double share() {
      return history == 0 ? 0 : (double) places.cardinality() / history;
    }
  }

  /** What is expected of one keyword. */
  private static final class Expected {
    /** Known ones that have it, by part. */
    private final int[] records;

    /** Logarithms of the rates of padding and of no padding, by part. */
    private final double[] padding = new double[PARTS];

    private final double[] none = new double[PARTS];

    /** Of it in the adversary's own index. */
    private final double entries;

    /** Logarithm of how likely it is searched, up to a constant. */
    private final double prior;

    Expected(int[] records, double[] rates, double entries, double searched) {
      this.records = records;
      this.entries = entries;
      this.prior = StrictMath.log(searched);
      for (int part = 0; part < PARTS; part++) {
        double rate = Math.clamp(rates[part], LEAST, 1 - LEAST);
        padding[part] = StrictMath.log(rate);
        none[part] = StrictMath.log(1 - rate);
      }
    }
  }

  private final Knowledge knowledge;
  private final int[] known;
  private final List<Keyword> keywords;
  private final List<Expected> expected;

  /** What is expected of a keyword that no known record has, if there may be one. */
  private final Optional<Expected> unknown;

  /** The ties are broken by {@code chance}. */
  MatchedAttack(Knowledge knowledge, SplittableRandom chance) {
    this.knowledge = knowledge;
    this.known = counts(knowledge.places());
    List<Keyword> drawn = new ArrayList<>(knowledge.records().keySet());
    Collections.shuffle(drawn, new Random(chance.nextLong()));
    this.keywords = List.copyOf(drawn);
    this.expected = keywords.stream().map(this::expected).toList();
    this.unknown = unknown();
  }

  private int[] counts(BitSet set) {
    int[] counts = new int[PARTS];
    for (int place = set.nextSetBit(0); place >= 0; place = set.nextSetBit(place + 1)) {
      counts[(int) ((long) place * PARTS / knowledge.history())]++;
    }
    return counts;
  }

  private Expected expected(Keyword keyword) {
    BitSet own = knowledge.records().get(keyword);
    int[] records = counts(own);
    BitSet padding = (BitSet) knowledge.model().get(keyword).clone();
    padding.andNot(own);
    int[] padded = counts(padding);
    int free = knowledge.places().cardinality() - own.cardinality();
    double whole = (padding.cardinality() + 0.5) / (free + 1);
    double[] rates = new double[PARTS];
    for (int part = 0; part < PARTS; part++) {
      rates[part] = (padded[part] + WEIGHT * whole) / (known[part] - records[part] + WEIGHT);
    }
    int entries = knowledge.model().get(keyword).cardinality();
    return new Expected(records, rates, entries, own.cardinality() + 0.5);
  }

  /**
   * The keywords of one known record stand for those of none: also by their number, which says how
   * many there are (Good 1953).
   */
  private Optional<Expected> unknown() {
    double[] rates = new double[PARTS];
    double entries = 0;
    int once = 0;
    for (int word = 0; word < keywords.size(); word++) {
      if (knowledge.records().get(keywords.get(word)).cardinality() == 1) {
        once++;
        entries += expected.get(word).entries;
        for (int part = 0; part < PARTS; part++) {
          rates[part] += StrictMath.exp(expected.get(word).padding[part]);
        }
      }
    }
    double searched = once * (1 - knowledge.share());
    if (searched == 0) {
      return Optional.empty();
    }
    int all = once;
    double[] mean = Arrays.stream(rates).map(each -> each / all).toArray();
    return Optional.of(new Expected(new int[PARTS], mean, entries / once, searched));
  }

  /** The keyword of each search that one fits. */
  Map<Integer, Keyword> run(List<BitSet> searches) {
    double[][] weights = new double[searches.size()][keywords.size() + searches.size()];
    for (int search = 0; search < searches.size(); search++) {
      BitSet found = searches.get(search);
      BitSet seen = UpdateSets.both(found, knowledge.places());
      int[] counts = counts(seen);
      int outside = found.cardinality() - seen.cardinality();
      for (int word = 0; word < keywords.size(); word++) {
        weights[search][word] = weight(seen, counts, outside, word);
      }
      boolean may = knowledge.padded() || seen.isEmpty();
      double none =
          unknown
              .filter(each -> may)
              .map(each -> likelihood(each, counts, outside))
              .orElse(IMPOSSIBLE);
      Arrays.fill(weights[search], keywords.size(), weights[search].length, none);
    }
    int[] assigned = MaximumAssignment.of(weights);
    Map<Integer, Keyword> result = new LinkedHashMap<>();
    for (int search = 0; search < assigned.length; search++) {
      if (assigned[search] < keywords.size() && weights[search][assigned[search]] > IMPOSSIBLE) {
        result.put(search, keywords.get(assigned[search]));
      }
    }
    return result;
  }

  /** Log-likelihood of what a search finds, if it is for this keyword. */
  private double weight(BitSet seen, int[] counts, int outside, int word) {
    BitSet own = knowledge.records().get(keywords.get(word));
    boolean fits = knowledge.padded() ? UpdateSets.has(seen, own) : seen.equals(own);
    return fits ? likelihood(expected.get(word), counts, outside) : IMPOSSIBLE;
  }

  private double likelihood(Expected own, int[] counts, int outside) {
    double sum = own.prior;
    for (int part = 0; knowledge.padded() && part < PARTS; part++) {
      int padding = counts[part] - own.records[part];
      int rest = known[part] - counts[part];
      sum += padding * own.padding[part] + rest * own.none[part];
    }
    return sum + outside(own.entries, outside);
  }

  /** Of the entries at unknown records: a normal distribution about what the known ones promise. */
  private double outside(double entries, int outside) {
    double share = knowledge.share();
    if (share == 0 || share == 1) {
      return 0;
    }
    double mean = entries * (1 - share) / share;
    double off = knowledge.padded() ? OFF * mean : 0;
    double variance = mean / share + off * off + 1;
    return -(outside - mean) * (outside - mean) / (2 * variance) - StrictMath.log(variance) / 2;
  }
}
