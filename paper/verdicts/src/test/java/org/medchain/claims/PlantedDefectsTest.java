package org.medchain.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.claims.file.ClaimSetting;
import org.medchain.faults.mutants.MutantSearch;
import org.medchain.faults.mutants.SourceMutant;

/**
 * CLAIM-6: claims can fail. Each defect, a patch of the sources that has the name of a claim, turns
 * this claim's verdict (SCH-7).
 */
@Tag("mutation")
class PlantedDefectsTest {
  private static final Path DEFECTS =
      SmallVerdict.HOME.resolve("paper/verdicts/src/test/resources/defects");

  @TempDir private Path folder;

  static Stream<String> claims() throws IOException {
    return SourceMutant.readAll(DEFECTS).stream().map(SourceMutant::id);
  }

  private static SourceMutant defect(String claim) throws IOException {
    return SourceMutant.readAll(DEFECTS).stream()
        .filter(each -> each.id().equals(claim))
        .findFirst()
        .orElseThrow();
  }

  /** What stands before the patch. */
  private static List<String> comments(String claim) throws IOException {
    return Files.readAllLines(DEFECTS.resolve(claim + ".patch")).stream()
        .takeWhile(line -> line.startsWith("#"))
        .toList();
  }

  @Test
  void thereAreTen() throws IOException {
    assertThat(claims())
        .containsExactlyInAnyOrder(
            "append-only",
            "contract-triggers-at-once",
            "few-nodes-cannot-alter",
            "forks-converge",
            "honest-sharing-pays",
            "light-client-burden",
            "majority-alters-pbft",
            "majority-alters-pow",
            "prove-existence",
            "valid-under-target");
  }

  @ParameterizedTest
  @MethodSource("claims")
  void eachAppliesAndCompiles(String claim) throws IOException {
    assertThat(defect(claim).compile(SmallVerdict.HOME, folder)).isNotEmptyDirectory();
  }

  /** A setting that nothing has would leave the experiment large, and say nothing. */
  @ParameterizedTest
  @MethodSource("claims")
  void eachHasAnExperimentWithTheSettingsThatItNames(String claim) throws Exception {
    List<String> known =
        TinyClaimRun.experiment(claim).settings().stream().map(ClaimSetting::name).toList();
    // What has a dot is a key of the experiment's config, which complains of others itself.
    assertThat(SmallVerdict.of(comments(claim)).settings().keySet())
        .allMatch(name -> known.contains(name) || name.contains(".") || name.equals("repeats"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"append-only", "contract-triggers-at-once", "prove-existence"})
  void someTurnTheVerdictsOfTheirClaims(String claim) throws Exception {
    turnsTheVerdict(claim);
  }

  @ParameterizedTest
  @MethodSource("claims")
  @Tag("exhaustive")
  void eachTurnsTheVerdictOfItsClaim(String claim) throws Exception {
    turnsTheVerdict(claim);
  }

  private void turnsTheVerdict(String claim) throws Exception {
    Path classes = defect(claim).compile(SmallVerdict.HOME, folder.resolve("compiled"));
    List<String> comments = comments(claim);
    String sound = SmallVerdict.of(comments).decide(claim, folder.resolve("sound"));
    List<String> main =
        new ArrayList<>(
            List.of(SmallVerdict.class.getName(), claim, folder.resolve("planted").toString()));
    main.addAll(comments);
    String planted = MutantSearch.readOutput(claim, Optional.of(classes), main);

    assertThat(SmallVerdict.verdictOf(planted))
        .as("%s without the defect:%n%s%nand with it:%n%s", claim, sound, planted)
        .isNotEqualTo(SmallVerdict.verdictOf(sound));
  }
}
