package org.medchain.comparison.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

  @Test
  void messagesBeginWithTheKeyAndSayWhatIsAllowed() {
    refuses("network.latency.max_ms must be 5 or more, not 4", () -> new Latency.Uniform(5, 4));
    refuses("fault_parameters.down_until_s ", () -> new FaultParameters(0, 0, 5, 4));
    refuses("adversaries.most_ms ", () -> new BehaviourConfig.Slowness(2, 1));
    refuses("adversaries.nodes ", () -> forging());
    refuses("adversaries.nodes ", () -> forging(1, 1));
    refuses(
        "adversaries.until_s ",
        () -> new AdversaryConfig(List.of(1), 2, 1, new BehaviourConfig.Forgery()));
    refuses("fault_plan.until_s ", () -> new PlannedFault.Restart(List.of(0), 2, 1));
    refuses(
        "fault_plan.until_s ",
        () -> new PlannedFault.Restart(List.of(0), 2, Double.POSITIVE_INFINITY));
    refuses(
        "fault_plan.groups ",
        () -> new PlannedFault.Partition(List.of(List.of(0), List.of(0)), 0, 1));
    refuses("fault_plan.peers ", () -> new PlannedFault.Eclipse(1, List.of(1), 0, 1));
    refuses("pow.confirmations.cap ", () -> new ConfirmationConfig(6, 5));
  }

  /** CMP-14. */
  @Test
  void refusesInvalidLinks() {
    refuses("network.links.to must be another node than network.links.from", () -> link(2, 2));
    refuses(
        "network.links[2] must be a new direction, not again from 0 to 1",
        () -> linked(4, link(0, 1), link(1, 0), link(0, 1)));
    refuses(
        "network.links[1].to must be under 4, the smallest of nodes, not 4",
        () -> linked(4, link(0, 3), link(0, 4)));
    refuses(
        "network.links[0].from must be under 4, the smallest of nodes, not 6",
        () -> linked(4, link(6, 3)));
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

  @Test
  void refusesALoadThatIsAllWarmUp() {
    refuses("workload.warmup_s must be less than workload.duration_s", () -> load(10, 10));
    assertThat(load(10, 9.5).warmupS()).hasValue(9.5);
  }

  private static WorkloadConfig load(double durationS, double warmupS) {
    return WorkloadConfig.open(
        15, 8, OptionalDouble.of(durationS), OptionalDouble.of(warmupS), OptionalDouble.empty());
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
    refuses("game.quorum must be more than half of game.verifiers, 7", () -> quorum(7, 3));
    refuses("game.quorum must be more than half of game.verifiers, 7", () -> quorum(7, 8));
    ExperimentConfig usual =
        ExperimentConfig.of("x", List.of(ProtocolKind.PBFT), List.of(4)).with(quorum(9, 8));
    assertThat(usual.game().majority()).isEqualTo(8);
    refuses("workload.clients must be 9 or more, game.quorum, ", () -> usual.with(quorum(10, 9)));
    refuses(
        "workload.kind must be open where there is a game, not saturation",
        () -> usual.with(searching()));
  }

  private static WorkloadConfig searching() {
    WorkloadConfig usual = WorkloadConfig.defaults();
    return RecordCopy.of(usual)
        .with("kind", LoadKind.SATURATION)
        .with("scale", OptionalDouble.empty())
        .made();
  }

  private static GameConfig dishonest(Double... shares) {
    return RecordCopy.with(GameConfig.defaults(), "dishonest", Optional.of(List.of(shares)));
  }

  private static GameConfig quorum(int verifiers, int quorum) {
    return RecordCopy.of(GameConfig.defaults())
        .with("verifiers", OptionalInt.of(verifiers))
        .with("quorum", OptionalInt.of(quorum))
        .made();
  }

  /** CMP-46: headers cannot tell shorter intervals, and one difficulty does not care. */
  @Test
  void refusesIntervalsThatHeadersCannotTell() {
    assertThat(spaced(1e-6, new Retarget.Constant()).intervalS()).isEqualTo(1e-6);
    assertThat(spaced(0.001, new Retarget.Windowed(5, 1)).retarget())
        .isEqualTo(new Retarget.Windowed(5, 1));
    refuses(
        "pow.block_interval_s must be 0.001 or more where pow.retarget.rule is not constant, not"
            + " 9.0E-4",
        () -> spaced(0.0009, new Retarget.Asert(5, 1)));
  }

  private static PowConfig spaced(double intervalS, Retarget rule) {
    PowConfig usual = PowConfig.defaults();
    return RecordCopy.of(usual)
        .with("blockIntervalS", List.of(intervalS))
        .with("retarget", rule)
        .made();
  }

  private static void refuses(String beginning, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(beginning)
        .doesNotContain("\n");
  }

  private static AdversaryConfig forging(Integer... nodes) {
    return AdversaryConfig.always(List.of(nodes), new BehaviourConfig.Forgery());
  }
}
