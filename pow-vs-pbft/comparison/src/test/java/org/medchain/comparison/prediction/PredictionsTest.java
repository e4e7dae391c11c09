package org.medchain.comparison.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.Finality;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RegionsConfig;

/** CMP-51: which closed forms say something about a cell, what, and why the others do not. */
class PredictionsTest {
  private static final double INTERVAL_S = 10;

  private static PredictedCell cell(
      ProtocolKind protocol,
      int nodes,
      FaultKind fault,
      int faulty,
      double batch,
      boolean changed) {
    ExperimentConfig config = ExperimentConfig.of("small", List.of(protocol), List.of(nodes));
    return cell(protocol, nodes, fault, faulty, batch, changed, config);
  }

  private static PredictedCell cell(
      ProtocolKind protocol,
      int nodes,
      FaultKind fault,
      int faulty,
      double batch,
      boolean changed,
      ExperimentConfig config) {
    boolean mines = protocol == ProtocolKind.POW;
    return new PredictedCell(
        protocol,
        nodes,
        fault,
        faulty,
        new Finality(0.25, 0.001),
        mines ? OptionalDouble.of(INTERVAL_S) : OptionalDouble.empty(),
        mines ? OptionalInt.of(20) : OptionalInt.empty(),
        batch > 0 ? OptionalDouble.of(batch) : OptionalDouble.empty(),
        changed,
        config);
  }

  private static PredictedCell pbft(int faulty, double batch, boolean changed) {
    return cell(ProtocolKind.PBFT, 4, FaultKind.CRASH, faulty, batch, changed);
  }

  private static PredictedCell pow(FaultKind fault, int faulty) {
    return cell(ProtocolKind.POW, 10, fault, faulty, 5, false);
  }

  private static Prediction one(PredictedCell cell, PredictionForm form) {
    return Predictions.of(cell).stream()
        .filter(each -> each.form() == form)
        .findFirst()
        .orElseThrow();
  }

  private static double value(PredictedCell cell, PredictionForm form) {
    Prediction found = one(cell, form);
    assertThat(found.reason()).isEmpty();
    assertThat(found.applies()).isTrue();
    return found.value().orElseThrow();
  }

  /** 24 between 4 replicas, 12 CHECKPOINTs every 64 blocks, 4 requests and 4 replies. */
  @Test
  void aBlocksMessagesAreSharedByItsRequests() {
    double alone = 24 + 12 / 64.0;
    assertThat(value(pbft(0, 1, false), PredictionForm.PBFT_MESSAGES))
        .isCloseTo(alone + 8, within(1e-12));
    assertThat(value(pbft(0, 10, false), PredictionForm.PBFT_MESSAGES))
        .isCloseTo(alone / 10 + 8, within(1e-12));
  }

  @Test
  void repliesTakeFiveDelays() {
    assertThat(value(pbft(0, 1, false), PredictionForm.PBFT_LATENCY)).isCloseTo(125, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false, some nodes are faulty",
    "0, 1, true, a view was changed",
    "0, 0, false, no block was committed"
  })
  void theNormalCaseIsNormal(int faulty, double batch, boolean changed, String reason) {
    for (Prediction each : Predictions.of(pbft(faulty, batch, changed))) {
      assertThat(each.applies()).isFalse();
      assertThat(each.value()).isEmpty();
      assertThat(each.reason()).startsWith(reason);
    }
  }

  /** CMP-61: no closed form knows delays that differ from pair to pair. */
  @Test
  void regionsAreNotCompared() {
    List<List<Double>> one = List.of(List.of(1.0));
    RegionsConfig regions = new RegionsConfig("x", "x", "x", List.of("a"), one, one, one);
    NetworkConfig network =
        RecordCopy.with(NetworkConfig.defaults(), "regions", Optional.of(regions));
    ExperimentConfig usual = ExperimentConfig.of("x", List.of(ProtocolKind.PBFT), List.of(4));
    PredictedCell cell =
        cell(
            ProtocolKind.PBFT,
            4,
            FaultKind.CRASH,
            0,
            1,
            false,
            RecordCopy.with(usual, "network", network));
    assertThat(one(cell, PredictionForm.PBFT_LATENCY).reason()).contains("links differ");
  }

  @Test
  void crowdedBlocksDoNotWait() {
    PredictedCell crowded = pbft(0, 12.34, false);
    assertThat(one(crowded, PredictionForm.PBFT_LATENCY).reason())
        .startsWith("12.3 requests a block");
    assertThat(one(crowded, PredictionForm.PBFT_MESSAGES).applies()).isTrue();
  }

  /** The median of Erlang(20, 1) is 19.6677: χ² with 40 degrees of freedom has 39.3353. */
  @Test
  void missingMinersSlowTheChainDown() {
    double all = value(pow(FaultKind.CRASH, 0), PredictionForm.POW_LATENCY_P50);
    assertThat(all).isCloseTo(39.33534 / 2 * INTERVAL_S * 1000, within(1.0));
    for (FaultKind gone : List.of(FaultKind.CRASH, FaultKind.SILENCE)) {
      assertThat(value(pow(gone, 5), PredictionForm.POW_LATENCY_P50))
          .isCloseTo(2 * all, within(1e-6));
    }
    assertThat(one(pow(FaultKind.DELAY, 5), PredictionForm.POW_LATENCY_P50).reason())
        .contains("neither mine with the others nor are gone");
  }

  /**
   * CMP-24: the proof of a result waits for W + 1 blocks, 5 here; χ² with 10 degrees has 9.3418.
   */
  @Test
  void fewConfirmationsWaitForTheProof() {
    PredictedCell many = pow(FaultKind.CRASH, 0);
    PredictedCell few = RecordCopy.with(many, "confirmations", OptionalInt.of(2));
    assertThat(value(few, PredictionForm.POW_LATENCY_P50))
        .isCloseTo(9.34182 / 2 * INTERVAL_S * 1000, within(1.0));
  }

  /** With 3 of 10 miners; with half of the hash power an attacker always wins. */
  @Test
  void whoAttacksIsComparedWithHisShare() {
    double predicted = value(pow(FaultKind.ATTACK, 3), PredictionForm.POW_REVERSAL);
    assertThat(predicted).isBetween(0.005, 0.02);
    assertThat(value(pow(FaultKind.ATTACK, 5), PredictionForm.POW_REVERSAL)).isEqualTo(1);
    Prediction idle = one(pow(FaultKind.CRASH, 3), PredictionForm.POW_REVERSAL);
    assertThat(idle.applies()).isFalse();
    assertThat(idle.value().orElseThrow()).isLessThan(0.001);
    assertThat(idle.reason()).startsWith("nobody attacks");
  }

  @Test
  void forksFollowFromTheMeanDelay() {
    // Log-normal, median 15 ms, sigma 0.4.
    double delayS = 0.015 * StrictMath.exp(0.08);
    assertThat(value(pow(FaultKind.CRASH, 0), PredictionForm.POW_STALE))
        .isCloseTo(delayS / (INTERVAL_S + delayS), within(1e-12));
    assertThat(value(pow(FaultKind.CRASH, 0), PredictionForm.POW_COMPETITOR))
        .isCloseTo(-StrictMath.expm1(-0.9 * delayS / INTERVAL_S), within(1e-12));
    assertThat(one(pow(FaultKind.CRASH, 9), PredictionForm.POW_STALE).reason())
        .isEqualTo("a lone miner has no competitor");
    assertThat(one(pow(FaultKind.CRASH, 10), PredictionForm.POW_STALE).reason())
        .isEqualTo("nobody mines");
  }

  /** Eyal and Sirer 2014: a third earns a third where no honest miner mines on its branch. */
  @Test
  void aSelfishPoolEarnsMoreThanItsShare() {
    assertThat(value(pow(FaultKind.SELFISH, 4), PredictionForm.SELFISH_REVENUE))
        .isGreaterThan(0.45);
    assertThat(value(pow(FaultKind.SELFISH, 3), PredictionForm.SELFISH_REVENUE)).isLessThan(0.3);
    assertThat(one(pow(FaultKind.CRASH, 3), PredictionForm.SELFISH_REVENUE).reason())
        .isEqualTo("no selfish pool");
  }

  /** Coefficient 256, as near as a compact target comes. */
  @Test
  void hashesFollowFromTheTarget() {
    assertThat(value(pow(FaultKind.ATTACK, 3), PredictionForm.POW_HASHES))
        .isCloseTo(256, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void everyFormPredictsOrHasAReason(ProtocolKind protocol) {
    for (FaultKind fault : FaultKind.values()) {
      for (int faulty = 0; faulty <= 4; faulty++) {
        List<Prediction> all = Predictions.of(cell(protocol, 4, fault, faulty, 1, false));
        assertThat(all).extracting(Prediction::form).doesNotHaveDuplicates().isNotEmpty();
        assertThat(all)
            .allSatisfy(
                each -> assertThat(each.value().isPresent() || !each.reason().isEmpty()).isTrue());
      }
    }
  }

  @Test
  void delaysHaveMediansAndMeans() {
    assertThat(new Latency.Constant(7).medianDelayMs()).isEqualTo(7);
    assertThat(new Latency.Constant(7).meanDelayMs()).isEqualTo(7);
    assertThat(new Latency.Uniform(2, 8).medianDelayMs()).isEqualTo(5);
    assertThat(new Latency.Uniform(2, 8).meanDelayMs()).isEqualTo(5);
    assertThat(new Latency.Exponential(2, 10).meanDelayMs()).isEqualTo(12);
    assertThat(new Latency.Exponential(2, 10).medianDelayMs())
        .isCloseTo(2 + 10 * 0.693147180559945, within(1e-12));
    assertThat(new Latency.Lognormal(15, 0.4).medianDelayMs()).isEqualTo(15);
    assertThat(new Latency.Lognormal(15, 0.4).meanDelayMs()).isCloseTo(16.2493, within(1e-4));
  }
}
