package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;

/** SCH-7, FAULT-22: the defects that show on processes. */
@Tag("mutation")
class StorageDefectsTest {
  private static final Path HOME = Repository.ROOT;

  @TempDir Path folder;

  private static List<SourceMutant> mutants() throws IOException {
    return SourceMutant.readAll(HOME.resolve("spec/mutants")).stream()
        .filter(each -> each.host() == MutantHost.CLUSTER)
        .toList();
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(HOME.resolve("results/mutants").resolve(MutantHost.CLUSTER.table()))
        .stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  @Test
  void eachAppliesAndCompilesAndTheSearchFoundItAndNothingElse() throws IOException {
    for (SourceMutant each : mutants()) {
      Path classes = each.compile(HOME, folder.resolve(each.id()));
      assertThat(classes).as(each.id()).isNotEmptyDirectory();
    }
    List<String[]> rows = rows();
    assertThat(rows.get(0)).startsWith("none", "false");
    assertThat(Long.parseLong(rows.get(0)[4])).isGreaterThanOrEqualTo(10);
    List<String[]> planted = rows.subList(1, rows.size());
    assertThat(planted)
        .extracting(row -> row[0])
        .containsExactlyElementsOf(mutants().stream().map(SourceMutant::id).toList());
    assertThat(planted).allMatch(row -> row[1].equals("true"));
  }

  /** What a machine does with a plan differs; the plan does not. */
  @Test
  void aSeedIsAPlanOfStorageFaults() {
    HarnessSearch search = HarnessSearch.onProcesses(List.of());
    Set<NemesisKind> drawn = EnumSet.noneOf(NemesisKind.class);
    for (long seed = 1; seed <= 20; seed++) {
      List<FaultEvent> plan = search.test(seed, folder).plan();
      assertThat(plan).isEqualTo(search.test(seed, folder).plan());
      plan.forEach(each -> drawn.add(each.kind()));
    }
    assertThat(drawn)
        .containsExactlyInAnyOrder(
            NemesisKind.DISK_ERROR, NemesisKind.POWER_LOSS, NemesisKind.STORE_FLIP);
  }

  /** FAULT-23: a node that does not come back is a finding. */
  @Tag("exhaustive")
  @Test
  void aNodeThatRefusesATornTailIsFound() throws Exception {
    SourceMutant mutant =
        mutants().stream().filter(each -> each.id().equals("M24")).findFirst().orElseThrow();
    Path classes = mutant.compile(HOME, folder.resolve("M24"));
    Optional<OracleViolation> found = Optional.empty();
    for (long seed = 1; found.isEmpty() && seed <= MutantHost.CLUSTER.seeds(); seed++) {
      found = HarnessSearch.onProcesses(List.of(classes)).finding(seed, folder.resolve("m" + seed));
    }
    assertThat(found).map(OracleViolation::oracle).contains("liveness");
  }

  /** The same plans and the nodes as they are. */
  @Tag("exhaustive")
  @Test
  void theUnchangedNodesAreNot() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      Path run = folder.resolve("s" + seed);
      assertThat(HarnessSearch.onProcesses(List.of()).finding(seed, run))
          .as("seed " + seed)
          .isEmpty();
    }
  }
}
