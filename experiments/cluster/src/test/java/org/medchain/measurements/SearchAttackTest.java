package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;
import org.medchain.checkout.Repository;
import org.medchain.comparison.workload.SyntheticRecords;

/** VER-11: the attacks on indexes small enough to follow by hand, and the same table twice. */
@Tag("statistical")
class SearchAttackTest {
  private static final Keyword OFTEN = Keyword.of("often");
  private static final Keyword TWICE = Keyword.of("twice");
  private static final Keyword WITH = Keyword.of("with");
  private static final Keyword WITHOUT = Keyword.of("without");

  /** Four records; two keywords are in one each, of which one is where "twice" is. */
  private static final OwnerRecords OWNER =
      new OwnerRecords(
          List.of(
              List.of(OFTEN, TWICE, WITH),
              List.of(OFTEN, TWICE),
              List.of(OFTEN, WITHOUT),
              List.of(OFTEN)));

  private static final List<Keyword> QUERIES = List.of(WITHOUT, TWICE, WITH, OFTEN);

  private static Map<Keyword, BitSet> model(OwnerRecords known, Padding padding) {
    UpdateSets own = UpdateSets.of(known, padding, "adversary");
    Map<Keyword, BitSet> model = new TreeMap<>();
    known.counts().keySet().forEach(each -> model.put(each, own.search(each)));
    return model;
  }

  private static List<BitSet> searches(Padding padding) {
    UpdateSets real = UpdateSets.of(OWNER, padding, "owner");
    return QUERIES.stream().map(real::search).toList();
  }

  /** "often" and "twice" by their counts, the other two by what they occur with. */
  @Test
  void countsAndWhatOccursTogetherFindAll() {
    Map<Keyword, BitSet> model = model(OWNER, Padding.NONE);
    Map<Integer, Keyword> found = new CountAttack(searches(Padding.NONE), model, 1, true).run();
    assertThat(found).isEqualTo(Map.of(0, WITHOUT, 1, TWICE, 2, WITH, 3, OFTEN));
  }

  /** Padding puts each of the four in each update: then counts say nothing. */
  @Test
  void paddingMakesCountsOfAFewKeywordsEqual() {
    OwnerRecords padded = OWNER;
    UpdateSets real = UpdateSets.of(padded, Padding.SMOOTHED, "owner");
    assertThat(real.search(OFTEN).cardinality()).isEqualTo(4);
    assertThat(real.search(WITH).cardinality()).isEqualTo(4);
    assertThat(real.search(TWICE).cardinality()).isEqualTo(4);
  }

  @Test
  void whoKnowsWhichUpdateIsWhoseComparesSets() {
    Map<Keyword, BitSet> records = model(OWNER, Padding.NONE);
    BitSet all = new BitSet();
    all.set(0, 4);
    assertThat(AlignedAttack.run(searches(Padding.NONE), records, all, false))
        .isEqualTo(Map.of(0, WITHOUT, 1, TWICE, 2, WITH, 3, OFTEN));
  }

  @Test
  void aTableHasARowForEachAttackAndIsTheSameAgain() {
    Path root = Repository.ROOT;
    SyntheticRecords whole = SyntheticRecords.read(root.resolve("datasets/synthea-sample"));
    SyntheticRecords some = new SyntheticRecords(whole.id(), whole.records().subList(0, 30));
    List<String> rows = new SearchAttacks(some, 20, 2).rows(part -> {});
    assertThat(rows).hasSize(1 + 3 * 2 * 3 * 2 * 3);
    assertThat(new SearchAttacks(some, 20, 2).rows(part -> {})).isEqualTo(rows);
    int columns = SearchAttacks.HEAD.split(",", -1).length;
    assertThat(rows).allMatch(row -> row.split(",", -1).length == columns);
  }
}
