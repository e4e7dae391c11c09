package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** What {@code pow-vs-pbft/README.md} gives as examples is what the code gives (RES-3). */
class ReadmeExamplesTest {
  @Test
  void examplesAreWhatTheClosedFormsGive() throws IOException {
    String text =
        Files.readString(Repository.file("pow-vs-pbft/README.md")).replaceAll("\\s+", " ");
    String approximate = rounded(DoubleSpendRace.NAKAMOTO.nakamotoApproximation(0.1, 5), 5);
    String exact = rounded(DoubleSpendRace.NAKAMOTO.exactProbability(0.1, 5), 5);
    String overrun = rounded(100 * new RandomCommittee(100, 33, 10).intoleranceProbability(), 0);
    String five = rounded(100 * new PbftAvailability(5, 4).availability(0.1), 1);
    String four = rounded(100 * new PbftAvailability(4, 3).availability(0.1), 1);
    assertThat(text)
        .contains("at q = 0.1 and five blocks Nakamoto's formula gives " + approximate + ",")
        .contains("while the exact one gives " + exact + ".")
        .contains("a random ten of them have too many in " + overrun + " % of the draws.")
        .contains("less often (" + five + " %) than four (" + four + " %).");
  }

  private static String rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
