package org.medchain.comparison.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** CMP-12: defaults for all but three keys, and refusals that say what is allowed. */
class ExperimentConfigTest {
  private static ExperimentConfig named(String name) {
    return ExperimentConfig.of(name, List.of(ProtocolKind.PBFT), List.of(4));
  }

  @Test
  void threeKeysAreEnough() {
    ExperimentConfig config = named("small");
    assertThat(config.faults()).containsExactly(FaultKind.CRASH);
    assertThat(config.faultRates()).containsExactly(0.0);
    assertThat(config.repeats()).isEqualTo(RepeatsConfig.of(3));
    assertThat(config.workload()).isEqualTo(WorkloadConfig.defaults());
  }

  /** CMP-14: equal lists in another order are the same experiment. */
  @Test
  void orderOfLinksMeansNothing() {
    assertThat(linked(7, link(6, 2), link(0, 5), link(0, 1)))
        .isEqualTo(linked(7, link(0, 1), link(0, 5), link(6, 2)))
        .isNotEqualTo(linked(7, link(1, 0), link(0, 5), link(6, 2)));
  }

  private static LinkConfig link(int from, int to) {
    return new LinkConfig(from, to, Latency.defaults(), 0);
  }

  /** Nodes in falling order, so that the smallest is not the first. */
  private static ExperimentConfig linked(int smallest, LinkConfig... links) {
    return RecordCopy.with(
        ExperimentConfig.of("x", List.of(ProtocolKind.PBFT), List.of(31, smallest)),
        "network",
        NetworkConfig.defaults().withLinks(List.of(links)));
  }

  /** CMP-52: what is left out has its default, and hashes as if there were no such key. */
  @Test
  void searchesForSaturationHaveDefaultsAndRanges() {
    SaturationConfig usual = SaturationConfig.defaults();
    assertThat(WorkloadConfig.defaults().saturation()).isEqualTo(usual);
    assertThat(usual.growthFactor()).isEqualTo(2);
    assertThat(usual.ladderSteps()).isEqualTo(16);
    assertThat(usual.bracketWidth()).isEqualTo(0.1);
    assertThat(usual.shortestWindowS()).isEqualTo(5);
    assertThat(usual.requiredShare()).isEqualTo(0.95);
    assertThat(usual.latencyBound()).isEqualTo(3);
    assertThat(usual.loadShares()).containsExactly(0.25, 0.5, 0.75);
    assertThat(at(1.0).loadShares()).containsExactly(1.0);
  }

  private static SaturationConfig at(Double... shares) {
    return RecordCopy.with(SaturationConfig.defaults(), "shares", Optional.of(List.of(shares)));
  }

  /** CMP-53. */
  @Test
  void gamesHaveDefaultsAndRanges() {
    GameConfig none = GameConfig.defaults();
    assertThat(none.isOn()).isFalse();
    assertThat(none.points(PointsConfig.defaults())).containsExactly(none);
    assertThat(none.point()).isEmpty();
    GameConfig some = dishonest(0.1, 0.3);
    assertThat(some.seats()).isEqualTo(7);
    assertThat(some.majority()).isEqualTo(4);
    assertThat(some.points(PointsConfig.defaults()))
        .extracting(each -> each.point().orElseThrow())
        .containsExactly(
            new IncentiveSetting(0.1, 0, 10, 50), new IncentiveSetting(0.3, 0, 10, 50));
  }

  private static GameConfig dishonest(Double... shares) {
    return RecordCopy.with(GameConfig.defaults(), "dishonest", Optional.of(List.of(shares)));
  }
}
