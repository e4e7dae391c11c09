package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;

/** A few questions, and cells that take longer, are simulated again (BASE-12, BASE-13). */
@Tag("statistical")
class FreshAnswersTest {
  @ParameterizedTest(name = "question {0} has the committed row again (BASE-13)")
  @ValueSource(ints = {1, 3, 17})
  void question(int number) throws Exception {
    List<String> row =
        new DecideCheck(Repository.ROOT, Decision.read(Repository.ROOT), 1)
            .inside(number).stream().map(String::valueOf).toList();
    assertThat(DecideCheckTest.rows(true).get(number - 1).values()).containsExactlyElementsOf(row);
  }

  @ParameterizedTest(name = "the cheapest trial of {0} gives its row again (BASE-12)")
  @CsvSource({
    "saturation, choosing-saturation",
    "pbft, choosing-pbft",
    "sealed-saturation, choosing-sealed-saturation",
    "sealed, choosing-sealed",
    "pow-saturation, choosing-pow-saturation",
    "pow, choosing-pow"
  })
  void cell(String folder, String config) throws Exception {
    new ChoosingCellsTest().againGivesTheSame(folder, config);
  }
}
