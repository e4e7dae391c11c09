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
      ProtocolKind protocol, int nodes, FaultKind fault, int faulty, double batch) {
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
        false,
        ExperimentConfig.of("small", List.of(protocol), List.of(nodes)));
  }

  private static Prediction one(PredictedCell cell, PredictionForm form) {
    return Predictions.of(cell).stream()
        .filter(each -> each.form() == form)
        .findFirst()
        .orElseThrow();
  }

  /**
   * A form's value in a cell, between two bounds, or how the reason begins why it has none. Of
   * PBFT: 24 messages between 4 replicas, 12 CHECKPOINTs every 64 blocks, 4 requests and 4 replies.
   * The median of Erlang(20, 1) is 19.6677: χ² with 40 degrees of freedom has 39.3353; half of the
   * miners take twice as long. Delays are log-normal, with a median of 15 ms and a sigma of 0.4, so
   * the mean is 16.25 ms. Eyal and Sirer 2014: a third earns a third where no honest miner mines on
   * its branch. With half of the hash power an attacker always wins.
   */
  @ParameterizedTest
  @CsvSource({
    "PBFT, 4, CRASH, 0, 1, PBFT_MESSAGES, 32.18749..32.18751",
    "PBFT, 4, CRASH, 0, 10, PBFT_MESSAGES, 10.41874..10.41876",
    "PBFT, 4, CRASH, 0, 12.34, PBFT_MESSAGES, 9.9600..9.9602",
    "PBFT, 4, CRASH, 0, 1, PBFT_LATENCY, 124.999..125.001",
    "PBFT, 4, CRASH, 0, 12.34, PBFT_LATENCY, 12.3 requests a block",
    "PBFT, 4, CRASH, 1, 1, PBFT_LATENCY, some nodes are faulty",
    "PBFT, 4, CRASH, 1, 1, PBFT_MESSAGES, some nodes are faulty",
    "PBFT, 4, CRASH, 0, 0, PBFT_LATENCY, no block was committed",
    "PBFT, 4, CRASH, 0, 0, PBFT_MESSAGES, no block was committed",
    "POW, 10, CRASH, 0, 5, POW_LATENCY_P50, 196675.7..196677.7",
    "POW, 10, CRASH, 5, 5, POW_LATENCY_P50, 393352..393355",
    "POW, 10, SILENCE, 5, 5, POW_LATENCY_P50, 393352..393355",
    "POW, 10, DELAY, 5, 5, POW_LATENCY_P50, faulty miners neither mine with the others nor are"
        + " gone",
    "POW, 10, ATTACK, 3, 5, POW_REVERSAL, 0.005..0.02",
    "POW, 10, ATTACK, 5, 5, POW_REVERSAL, 1..1",
    "POW, 10, CRASH, 0, 5, POW_STALE, 0.00162228..0.00162230",
    "POW, 10, CRASH, 0, 5, POW_COMPETITOR, 0.00146136..0.00146138",
    "POW, 10, CRASH, 9, 5, POW_STALE, a lone miner has no competitor",
    "POW, 10, CRASH, 10, 5, POW_STALE, nobody mines",
    "POW, 10, SELFISH, 4, 5, SELFISH_REVENUE, 0.45..0.6",
    "POW, 10, SELFISH, 3, 5, SELFISH_REVENUE, 0.1..0.3",
    "POW, 10, CRASH, 3, 5, SELFISH_REVENUE, no selfish pool",
    "POW, 10, ATTACK, 3, 5, POW_HASHES, 255.99..256.01"
  })
  void eachFormSaysWhatItSays(
      ProtocolKind protocol,
      int nodes,
      FaultKind fault,
      int faulty,
      double batch,
      PredictionForm form,
      String expected) {
    Prediction found = one(cell(protocol, nodes, fault, faulty, batch), form);
    if (found.applies()) {
      String[] bounds = expected.split("\\.\\.", -1);
      assertThat(found.value().orElseThrow())
          .isBetween(Double.valueOf(bounds[0]), Double.valueOf(bounds[1]));
    } else {
      assertThat(found.reason()).startsWith(expected);
      assertThat(found.value()).isEmpty();
    }
  }

  @Test
  void aChangedViewIsNotTheNormalCase() {
    PredictedCell usual = cell(ProtocolKind.PBFT, 4, FaultKind.CRASH, 0, 1);
    for (Prediction each : Predictions.of(RecordCopy.with(usual, "viewChanged", true))) {
      assertThat(each.value()).isEmpty();
      assertThat(each.reason()).startsWith("a view was changed");
    }
  }

  /** CMP-61: no closed form knows delays that differ from pair to pair. */
  @Test
  void regionsAreNotCompared() {
    List<List<Double>> one = List.of(List.of(1.0));
    RegionsConfig regions = new RegionsConfig("x", "x", "x", List.of("a"), one, one, one);
    NetworkConfig network =
        RecordCopy.with(NetworkConfig.defaults(), "regions", Optional.of(regions));
    PredictedCell usual = cell(ProtocolKind.PBFT, 4, FaultKind.CRASH, 0, 1);
    ExperimentConfig placed = RecordCopy.with(usual.config(), "network", network);
    assertThat(one(RecordCopy.with(usual, "config", placed), PredictionForm.PBFT_LATENCY).reason())
        .contains("links differ");
  }

  /**
   * CMP-24: the proof of a result waits for W + 1 blocks, 5 here; χ² with 10 degrees has 9.3418.
   */
  @Test
  void fewConfirmationsWaitForTheProof() {
    PredictedCell many = cell(ProtocolKind.POW, 10, FaultKind.CRASH, 0, 5);
    PredictedCell few = RecordCopy.with(many, "confirmations", OptionalInt.of(2));
    assertThat(one(few, PredictionForm.POW_LATENCY_P50).value().orElseThrow())
        .isCloseTo(9.34182 / 2 * INTERVAL_S * 1000, within(1.0));
  }

  @Test
  void withoutAnAttackTheShareIsTheOneThatFinalityWithstands() {
    Prediction idle =
        one(cell(ProtocolKind.POW, 10, FaultKind.CRASH, 3, 5), PredictionForm.POW_REVERSAL);
    assertThat(idle.applies()).isFalse();
    assertThat(idle.value().orElseThrow()).isLessThan(0.001);
    assertThat(idle.reason()).startsWith("nobody attacks");
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void everyFormPredictsOrHasAReason(ProtocolKind protocol) {
    for (FaultKind fault : FaultKind.values()) {
      for (int faulty = 0; faulty <= 4; faulty++) {
        List<Prediction> all = Predictions.of(cell(protocol, 4, fault, faulty, 1));
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
