package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;

/** VER-11: the best assignment of keywords to searches, on histories small enough to follow. */
class MatchedAttackTest {
  private static final Keyword FLU = Keyword.of("flu");
  private static final Keyword SCAN = Keyword.of("scan");
  private static final int RECORDED = 40;
  private static final Keyword RARE = Keyword.of("rare");

  private static BitSet places(int... numbers) {
    BitSet places = new BitSet();
    IntStream.of(numbers).forEach(places::set);
    return places;
  }

  private static MatchedAttack attack(
      Map<Keyword, BitSet> records, Map<Keyword, BitSet> model, boolean padded) {
    return new MatchedAttack(
        new MatchedAttack.Knowledge(records, model, places(0, 1, 2, 3, 4, 5), 6, padded),
        new SplittableRandom(1));
  }

  private static final Map<Keyword, BitSet> RECORDS =
      new TreeMap<>(Map.of(FLU, places(0, 1, 2, 3), SCAN, places(0, 1, 2), RARE, places(1)));

  @Test
  void withoutPaddingSetsAreEqual() {
    List<BitSet> searches = List.of(places(1), places(0, 1, 2, 3), places(0, 1, 2), places(4));
    assertThat(attack(RECORDS, RECORDS, false).run(searches))
        .as("the last is for none of them")
        .isEqualTo(Map.of(0, RARE, 1, FLU, 2, SCAN));
  }

  /**
   * In the adversary's own index "scan" is padded where the first search finds it, and "flu" is
   * not; but the second search, which lacks a record of "flu", can be for "scan" alone.
   */
  @Test
  void whatIsLikeliestAloneGivesWayToWhatIsLikeliestTogether() {
    Map<Keyword, BitSet> records = new TreeMap<>(Map.of(FLU, places(0, 1), SCAN, places(0)));
    Map<Keyword, BitSet> model = new TreeMap<>(Map.of(FLU, places(0, 1), SCAN, places(0, 1, 2)));
    BitSet either = places(0, 1, 2);
    assertThat(attack(records, model, true).run(List.of(either))).isEqualTo(Map.of(0, SCAN));
    assertThat(attack(records, model, true).run(List.of(either, places(0, 2))))
        .isEqualTo(Map.of(0, FLU, 1, SCAN));
    assertThat(attack(records, model, true).run(List.of(places(1, 2, 3))))
        .as("it lacks a record of each")
        .isEqualTo(Map.of());
  }

  /** A padded index of an owner, attacked by who knows all of the records. */
  @Test
  void ofAPaddedIndexMoreIsFoundThanByBestFitAlone() {
    OwnerRecords owner = new OwnerRecords(drawn());
    UpdateSets real = UpdateSets.of(owner, Padding.SMOOTHED, "owner");
    UpdateSets own = UpdateSets.of(owner, Padding.SMOOTHED, "adversary");
    Map<Keyword, BitSet> records = new TreeMap<>();
    Map<Keyword, BitSet> model = new TreeMap<>();
    BitSet all = new BitSet();
    all.set(0, RECORDED);
    for (int place = 0; place < RECORDED; place++) {
      for (Keyword each : owner.records().get(place)) {
        records.computeIfAbsent(each, missing -> new BitSet()).set(place);
      }
    }
    List<Keyword> queries = List.copyOf(records.keySet());
    queries.forEach(each -> model.put(each, own.search(each)));
    List<BitSet> searches = queries.stream().map(real::search).toList();
    var knowledge = new MatchedAttack.Knowledge(records, model, all, RECORDED, true);
    int alone = right(queries, AlignedAttack.run(searches, records, all, true));
    int matched =
        right(queries, new MatchedAttack(knowledge, new SplittableRandom(1)).run(searches));
    assertThat(matched).isGreaterThan(alone + queries.size() / 10);
  }

  /** Most words are in one or two records. */
  private static List<List<Keyword>> drawn() {
    Random chance = new Random(2);
    List<List<Keyword>> drawn = new ArrayList<>();
    for (int record = 0; record < RECORDED; record++) {
      Set<Keyword> own = new TreeSet<>(Set.of(Keyword.of("visit")));
      while (own.size() < 7) {
        boolean unused = own.add(Keyword.of("word" + chance.nextInt(80)));
      }
      drawn.add(List.copyOf(own));
    }
    return drawn;
  }

  private static int right(List<Keyword> queries, Map<Integer, Keyword> found) {
    return (int)
        found.entrySet().stream()
            .filter(each -> queries.get(each.getKey()).equals(each.getValue()))
            .count();
  }

  /** Who knows the words and no record assigns by chance: one of them all is right on average. */
  @Test
  void withoutKnownRecordsItIsAtChance() {
    int words = 20;
    int rounds = 400;
    Map<Keyword, BitSet> none = new TreeMap<>();
    IntStream.range(0, words).forEach(word -> none.put(Keyword.of("word" + word), new BitSet()));
    List<Keyword> queries = new ArrayList<>(none.keySet());
    Collections.shuffle(queries, new Random(1));
    List<BitSet> searches = IntStream.range(0, words).mapToObj(i -> places(i % 6, 5)).toList();
    int right = 0;
    for (int round = 0; round < rounds; round++) {
      var knowledge = new MatchedAttack.Knowledge(none, none, new BitSet(), 6, true);
      Map<Integer, Keyword> found =
          new MatchedAttack(knowledge, new SplittableRandom(round)).run(searches);
      assertThat(found).hasSize(words);
      right += right(queries, found);
    }
    // The fixed points of a random permutation have mean and variance 1: five deviations.
    assertThat((double) right / rounds).isBetween(0.75, 1.25);
  }

  /** By trying all. */
  @Test
  void noAssignmentHasAGreaterSum() {
    Random chance = new Random(7);
    for (int round = 0; round < 300; round++) {
      int rows = 1 + chance.nextInt(5);
      int columns = rows + chance.nextInt(3);
      double[][] weights = new double[rows][columns];
      for (double[] row : weights) {
        Arrays.setAll(row, i -> chance.nextInt(8) == 0 ? -1e8 : chance.nextInt(20) - 10);
      }
      int[] assigned = MaximumAssignment.of(weights);
      assertThat(IntStream.of(assigned).distinct().count()).isEqualTo(rows);
      double sum = IntStream.range(0, rows).mapToDouble(row -> weights[row][assigned[row]]).sum();
      assertThat(sum).isEqualTo(best(weights, 0, new BitSet()));
    }
    assertThat(MaximumAssignment.of(new double[0][0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaximumAssignment.of(new double[2][1]))
        .withMessage("2 rows, and 1 columns for them");
  }

  private static double best(double[][] weights, int row, BitSet used) {
    if (row == weights.length) {
      return 0;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < weights[row].length; column++) {
      if (!used.get(column)) {
        used.set(column);
        best = Math.max(best, weights[row][column] + best(weights, row + 1, used));
        used.clear(column);
      }
    }
    return best;
  }
}
