package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.FinalityConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;

/** CMP-1, CMP-2, CMP-3: what is run, and from which seeds. */
class TrialGridTest {
  private static final List<ProtocolKind> BOTH = List.of(ProtocolKind.PBFT, ProtocolKind.POW);

  /** Those that mean something to both. */
  private static final List<FaultKind> FAULTS =
      Arrays.stream(FaultKind.values())
          .filter(fault -> BOTH.stream().allMatch(fault::appliesTo))
          .toList();

  private static ExperimentConfig config(
      List<ProtocolKind> protocols,
      List<Integer> nodes,
      List<Double> rates,
      int repeats,
      long seed) {
    ExperimentConfig usual = ExperimentConfig.of("grid", protocols, nodes);
    return RecordCopy.of(usual)
        .with("faults", FAULTS)
        .with("faultRates", rates)
        .with("repeats", RepeatsConfig.of(repeats))
        .with("seed", seed)
        .made();
  }

  /** What a trial is, without where it stands. */
  private static String identity(TrialCell cell) {
    return String.join(
        " ",
        cell.protocol().key(),
        Integer.toString(cell.nodes()),
        cell.fault().key(),
        Double.toString(cell.faultRate()),
        Integer.toString(cell.repeat()));
  }

  private static Map<String, Long> seeds(ExperimentConfig config) {
    Map<String, Long> seeds = new TreeMap<>();
    TrialGrid.of(config).forEach(cell -> seeds.put(identity(cell), cell.seed()));
    return seeds;
  }

  @Test
  void runsEveryPointOnce() {
    List<TrialCell> cells = TrialGrid.of(config(BOTH, List.of(4, 7), List.of(0.0, 0.1, 0.3), 5, 1));
    // Of four nodes 0.1 rounds to 0.
    assertThat(cells).hasSize(2 * FAULTS.size() * (2 + 3) * 5);
    assertThat(cells.stream().map(TrialGridTest::identity)).doesNotHaveDuplicates();
    assertThat(cells.stream().map(TrialCell::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, cells.size()).boxed().toList());
  }

  @Property(seed = "521", tries = 50)
  void seedsAreDistinctAndFitATable(@ForAll long seed) {
    List<TrialCell> cells =
        TrialGrid.of(config(BOTH, List.of(4, 7, 16), List.of(0.2, 0.3), 10, seed));
    assertThat(cells.stream().map(TrialCell::seed)).doesNotHaveDuplicates();
    assertThat(cells).allMatch(cell -> cell.seed() >= 0 && cell.seed() < 1L << 53);
  }

  @Test
  void seedsDoNotDependOnWhereATrialStands() {
    Map<String, Long> few = seeds(config(BOTH, List.of(7), List.of(0.3), 2, 1));
    Map<String, Long> many =
        seeds(
            config(
                List.of(ProtocolKind.POW, ProtocolKind.PBFT),
                List.of(31, 4, 7),
                List.of(0.4, 0.3),
                5,
                1));
    assertThat(many).containsAllEntriesOf(few);
  }

  @Test
  void protocolsOfOnePointArePaired() {
    Map<String, List<TrialCell>> points = new TreeMap<>();
    for (TrialCell cell : TrialGrid.of(config(BOTH, List.of(4, 7), List.of(0.0, 0.3), 3, 1))) {
      String point = identity(cell).substring(cell.protocol().key().length());
      points.computeIfAbsent(point, key -> new ArrayList<>()).add(cell);
    }
    assertThat(points.values())
        .allSatisfy(
            pair -> {
              assertThat(pair).hasSize(2);
              assertThat(pair.get(0).pairSeed()).isEqualTo(pair.get(1).pairSeed());
              assertThat(pair.get(0).seed()).isNotEqualTo(pair.get(1).seed());
            });
  }

  /** CMP-2: what rounds to one number of faulty nodes is one cell, with the first rate's seeds. */
  @Test
  void ratesOfOneNumberOfFaultyNodesAreOneCell() {
    ExperimentConfig many = config(BOTH, List.of(7), List.of(0.05, 0.45, 0.4, 0.1, 0.2), 2, 1);
    List<TrialCell> cells = TrialGrid.of(many);
    assertThat(cells.stream().map(TrialCell::faultRate).distinct()).containsExactly(0.0, 0.45, 0.1);
    assertThat(cells.stream().map(TrialCell::faulty).distinct()).containsExactly(0, 3, 1);
    assertThat(seeds(many))
        .containsAllEntriesOf(seeds(config(BOTH, List.of(7), List.of(0.45), 2, 1)));
  }

  /** CMP-2: trials without faulty nodes are equal, although their behaviours differ. */
  @Test
  void withoutFaultyNodesFaultAndRateAreNoPartOfASeed() {
    List<TrialCell> cells = TrialGrid.of(config(BOTH, List.of(4), List.of(0.0, 0.1), 3, 1));
    assertThat(cells).hasSize(2 * FAULTS.size() * 3).allMatch(cell -> cell.faulty() == 0);
    assertThat(cells.stream().map(TrialCell::seed).distinct()).hasSize(2 * 3);
    assertThat(cells.stream().map(TrialCell::pairSeed).distinct()).hasSize(3);
  }

  /** CMP-2: along these axes trials share their luck. */
  @Test
  void promisesAndBlockIntervalsAreNoPartOfASeed() {
    ExperimentConfig usual = config(BOTH, List.of(7), List.of(0.3), 2, 1);
    PowConfig pow = usual.pow();
    ExperimentConfig axes =
        RecordCopy.with(
                usual, "finality", new FinalityConfig(List.of(0.1, 0.3), List.of(0.01, 0.001)))
            .with(RecordCopy.with(pow, "blockIntervalS", List.of(1.0, 10.0, 30.0)));
    List<TrialCell> cells = TrialGrid.of(axes);
    // Only proof of work has block intervals.
    assertThat(cells).hasSize(FAULTS.size() * 4 * 2 * (3 + 1));
    assertThat(cells.stream().map(TrialCell::seed).distinct()).hasSize(FAULTS.size() * 2 * 2);
    assertThat(cells.stream().filter(cell -> cell.protocol() == ProtocolKind.POW))
        .allMatch(cell -> List.of(1.0, 10.0, 30.0).contains(cell.config().pow().intervalS()));
  }

  /** What means nothing to a protocol is not run there, and not at all if to none. */
  @Test
  void faultsThatMeanNothingToAProtocolAreNotRunThere() {
    for (FaultKind fault : FaultKind.values()) {
      for (ProtocolKind protocol : ProtocolKind.values()) {
        ExperimentConfig both = TestTrials.config(4, fault, 0.25);
        assertThat(TrialGrid.of(both).stream().anyMatch(cell -> cell.protocol() == protocol))
            .as("%s %s", fault, protocol)
            .isEqualTo(fault.appliesTo(protocol));
      }
    }
  }

  @Property(seed = "522")
  void faultyRoundsHalfUpInDecimals(
      @ForAll @IntRange(min = 0, max = 1000) int thousandths,
      @ForAll @IntRange(min = 4, max = 1000) int nodes) {
    double rate = thousandths / 1000.0;
    int expected = (thousandths * nodes + 500) / 1000;
    assertThat(cell(nodes, rate).faulty()).isEqualTo(expected).isLessThanOrEqualTo(nodes);
  }

  private static TrialCell cell(int nodes, double rate) {
    return TrialGrid.of(config(BOTH, List.of(nodes), List.of(rate), 1, 1)).get(0);
  }
}
