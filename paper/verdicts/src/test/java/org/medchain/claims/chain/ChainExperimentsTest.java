package org.medchain.claims.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimRun.ClaimRunOptions;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.tracing.TraceableChain;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.simulation.model.SymbolicSignatures;

/** CLAIM-3: the experiments on the chain give what the file of claims asks for. */
@Tag("statistical")
class ChainExperimentsTest {
  private static final Path PROJECT = Repository.ROOT;
  private static final long PILOT = 1;

  @TempDir private Path folder;

  /** Settings for a second of work, and the criteria that need not be met then. */
  static Stream<Arguments> tiny() {
    return Stream.of(
        Arguments.of(
            new TraceableChain(),
            Map.of("workload.duration_s", "20"),
            // Few blocks; all by one primary; records from years ago.
            Set.of(
                "pbft_transactions",
                "pow_transactions",
                "place_fields",
                "pbft_reversed_requests_share",
                "pow_reversed_requests_share",
                "pow_most_times_n",
                "pow_least_times_n",
                "pbft_most_times_n",
                "pbft_least_times_n",
                "pbft_record_time_share",
                "pow_record_time_share")),
        Arguments.of(
            new LaterBlocks(),
            Map.of("blocks", "8", "difficulty", "16"),
            Set.of("pow_unchanged", "pbft_unchanged")),
        Arguments.of(
            new OlderCostlier(),
            Map.of("attacks", "2"),
            Set.of("reversed_fall", "tail_shallow", "tail_middle", "tail_deep", "pbft_keys_rise")),
        Arguments.of(
            new PbftImmutability(),
            Map.of("workload.duration_s", "10", "workload.rate_tps", "4"),
            Set.of("pow_undone_per_1000")),
        Arguments.of(
            new AppendOnlyLedger(),
            Map.of("scenarios", "2", "operations", "60"),
            Set.of("transactions")),
        Arguments.of(
            new AlertOnChange(), Map.of("changes", "1", "blocks", "8"), Set.of("elsewhere_share")),
        Arguments.of(new HeaderOwnHash(), Map.of("headers", "20"), Set.of("own_hash_share")),
        Arguments.of(
            new BlocksSinceLast(),
            Map.of("few_s", "3", "many_s", "0.2"),
            Set.of("few_first_block_share", "many_first_block_share")),
        Arguments.of(new MerkleTwoWays(), Map.of("counts", "40", "largest_power", "7"), Set.of()),
        Arguments.of(
            new ValidUnderTarget(),
            Map.of("offers", "50", "controls", "5", "workload.duration_s", "4"),
            Set.of("pbft_without_target")),
        Arguments.of(new DifficultyTarget(), Map.of("medium", "32", "hard", "64"), Set.of()));
  }

  @ParameterizedTest
  @MethodSource("tiny")
  void givesAllFiguresAndMeetsWhatMustHold(
      ClaimExperiment experiment, Map<String, String> replaced, Set<String> open) throws Exception {
    ClaimRun run = run(experiment, replaced);
    experiment.run(run);
    List<Claim> claims = ClaimsFile.read(ClaimsFile.of(PROJECT));
    for (String id : experiment.claims()) {
      List<Criterion> criteria = claim(claims, id).criteria();
      assertThat(criteria).as(id).isNotEmpty();
      for (Criterion each : criteria) {
        OptionalDouble figure = run.figures(id).find(each.metric());
        assertThat(figure).as("%s: %s", id, each.metric()).isPresent();
        assertThat(figure.getAsDouble()).as("%s: %s", id, each.metric()).isNotNaN();
        if (!open.contains(each.metric())) {
          assertThat(each.isMetBy(figure.getAsDouble(), each.threshold()))
              .as("%s: %s = %s, %s", id, each.metric(), figure, each.text())
              .isTrue();
        }
      }
    }
  }

  private ClaimRun run(ClaimExperiment experiment, Map<String, String> replaced) {
    return new ClaimRun(
        experiment,
        new ClaimRunOptions(
            ClaimSize.QUICK,
            PILOT,
            new TreeMap<>(replaced),
            PROJECT,
            folder.resolve("out"),
            folder.resolve("temporary"),
            line -> {}));
  }

  private static Claim claim(List<Claim> claims, String id) {
    return claims.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void eachClaimHasOneExperiment() {
    assertThat(ChainExperiments.ALL.stream().flatMap(each -> each.claims().stream()))
        .doesNotHaveDuplicates()
        .hasSize(16);
  }

  /** What must not happen on a right build would be counted. */
  @Test
  void recordsThatChangeOrGoAreCounted() {
    SyntheticRecords records =
        SyntheticRecords.read(PROJECT.resolve("datasets/synthea-sample")).first(1);
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), PILOT, 4);
    KeyPair patient = cast.patients().getFirst();
    MedicalRecord record =
        cast.record(records.records().getFirst(), patient, cast.doctors().getFirst());
    MadeChain first = chain(cast, records);
    MadeChain other = chain(cast, records);
    first.append(List.of(first.order(patient, new UploadRecord(record))));
    // The same record stands a height above there.
    other.append(List.of());
    other.append(List.of(other.order(patient, new UploadRecord(record))));

    KeptRecords kept = new KeptRecords(List.of(record), cast.hospitals());
    PublicKey sender = patient.publicKey();
    kept.compare(first.state(), sender, new Opaque(Bytes.EMPTY));
    kept.compare(first.state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.changed() + kept.removed()).isZero();
    kept.compare(other.state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.changed()).isOne();
    kept.compare(chain(cast, records).state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.removed()).isOne();
  }

  private static MadeChain chain(ChainCast cast, SyntheticRecords records) {
    return new MadeChain(cast, cast.genesis(Difficulty.NONE, GameRules.CENTER, records.latestMs()));
  }
}
