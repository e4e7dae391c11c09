package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.PATIENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.Example;

/**
 * DATA-20: how long a chain lasts until its state has no snapshot. {@code results/memory/state.csv}
 * says so, and pages quote it; {@code -Drewrite} writes it again.
 */
class StateGrowthTest {
  private static final Path FILE =
      Path.of(System.getProperty("basedir", ""), "..", "..", "results", "memory", "state.csv");

  /** As many as the window of a sender's requests holds: from there on that grows no more. */
  private static final int WINDOW = 1_024;

  private static final int RECORDS = 200;
  private static final int RECORDS_A_SECOND = 10;
  private static final int SECONDS_A_DAY = 86_400;

  private final TestChain chain = new TestChain();

  private long size(int from, int to) {
    for (int number = from; number < to; number++) {
      chain.upload(PATIENT, "image", number);
    }
    return chain.state().tree().encodedSize();
  }

  @Example
  void aRecordAddsAsMuchAsTheFileSays() throws IOException {
    long before = size(1, WINDOW + 1);
    double record = (double) (size(WINDOW + 1, WINDOW + 1 + RECORDS) - before) / RECORDS;
    double days = Integer.MAX_VALUE / (record * RECORDS_A_SECOND * SECONDS_A_DAY);
    String text =
        String.format(
            Locale.ROOT,
            "bytes_a_record,records_a_second,limit_bytes,whole_days\n%.0f,%d,%d,%.0f\n",
            record,
            RECORDS_A_SECOND,
            Integer.MAX_VALUE,
            Math.floor(days));
    if (System.getProperty("rewrite") != null) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).hasContent(text);
  }
}
