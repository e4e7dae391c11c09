package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;
import org.medchain.experiments.config.UserInputException;

/** Databases for tests; without PostgreSQL a test is skipped with a line, which is red in CI. */
public final class TestDatabases {
  private static final int CONTENT = 300;

  private TestDatabases() {}

  /** A template in a folder. */
  public static PostgresTemplate template(Path folder) throws IOException, InterruptedException {
    try {
      return PostgresTemplate.create(folder.resolve("template"));
    } catch (UserInputException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(e.getMessage(), e);
      }
      System.err.println("skipped: " + e.getMessage());
      Assumptions.abort(e.getMessage());
      throw new IllegalStateException("aborted", e);
    }
  }

  /** Records of some patients and doctors, with contents that do not repeat. */
  public static List<RecordEntry> records(int count) {
    return IntStream.range(0, count).mapToObj(TestDatabases::record).toList();
  }

  static RecordEntry record(int index) {
    Random random = new Random(index);
    StringBuilder text = new StringBuilder("{\"visit\":" + index + ",\"text\":\"");
    random.ints(CONTENT, 'a', 'z').forEach(each -> text.append((char) each));
    return new RecordEntry(
        "visit-" + index,
        "patient-" + index % 7,
        "doctor-" + index % 4,
        "visit",
        "a visit",
        1_600_000_000_000L + index * 1_000L,
        Bytes.of(text.append("\"}").toString().getBytes(StandardCharsets.UTF_8)));
  }
}
