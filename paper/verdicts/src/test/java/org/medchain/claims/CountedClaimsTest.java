package org.medchain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.claims.data.ClaimTables;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.VerdictFiles;
import org.medchain.paper.source.PaperSources;

/**
 * CLAIM-16: what tests count for claims, such as flipped bits that are found and proofs that are
 * accepted, is what results/claims has.
 */
@Tag("statistical")
class CountedClaimsTest {
  private static final Path RESULTS = VerdictFiles.committed(Repository.ROOT);

  /** Columns with times of this machine, and figures that code makes of such times. */
  private static final Set<String> MEASURED =
      Set.of(
          "locate_and_prove_us",
          "check_us",
          "took_us",
          "took_ms",
          "restart_s",
          "locate_prove_p99_ms",
          "check_p99_ms",
          "median_ratio",
          "locate_prove_p50_ms_memory",
          "locate_prove_p50_ms_rocksdb",
          "sync_s");

  /** Tables of draws that change with each new operation: here only the figures must stay. */
  private static final Set<String> DRAWN = Set.of("append-only");

  @TempDir private Path folder;

  static Stream<String> claims() throws Exception {
    return TinyClaimRun.claims().stream()
        .filter(each -> each.data().test().isPresent())
        .map(Claim::id);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void eachCountsWhatIsCommitted(String id) throws Exception {
    long seed = ClaimsFile.seeds(ClaimsFile.of(Repository.ROOT)).decisive();
    ClaimRun run = TinyClaimRun.begun(id, seed, folder, Map.of());
    TinyClaimRun.count(run);
    for (Claim claim : run.experiment().claims()) {
      for (String name : claim.raw()) {
        if (run.experiment().isFixed() || Files.exists(run.rawFile(name))) {
          compare(run.rawFile(name), name);
        }
      }
    }
    if (run.experiment().isFixed()) {
      ClaimTables.figures(run);
    }
    for (Claim claim : run.experiment().claims()) {
      ClaimFigures committed = VerdictFiles.figures(RESULTS).get(claim.id());
      for (Criterion each : claim.criteria()) {
        OptionalDouble counted = run.figures(claim.id()).find(each.metric());
        assertThat(counted.isPresent() || !run.experiment().isFixed()).as(each.metric()).isTrue();
        if (counted.isPresent() && !isMeasured(claim, each.metric())) {
          assertThat(counted).as(each.metric()).isEqualTo(committed.find(each.metric()));
        }
      }
    }
  }

  /** What was counted must be the same; trials give the other tables. */
  private static void compare(Path counted, String name) throws Exception {
    Path committed = ClaimRun.rawFile(RESULTS, name);
    if (System.getProperty("rewrite") != null) {
      Files.write(committed, Files.readAllBytes(counted));
    } else if (!DRAWN.contains(name)) {
      assertThat(rows(counted)).as(name).isEqualTo(rows(committed));
    }
  }

  private static List<Map<String, String>> rows(Path file) throws Exception {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map<String, String> each :
        PaperSources.csv(file.toString(), Files.readString(file)).rows()) {
      Map<String, String> row = new LinkedHashMap<>(each);
      row.keySet().removeAll(MEASURED);
      rows.add(row);
    }
    return rows;
  }

  private static boolean isMeasured(Claim claim, String metric) {
    return MEASURED.contains(metric)
        || claim.data().figures().stream()
            .filter(each -> each.metric().equals(ClaimFigures.base(metric)))
            .map(ClaimFigure::toString)
            .anyMatch(text -> MEASURED.stream().anyMatch(text::contains));
  }
}
