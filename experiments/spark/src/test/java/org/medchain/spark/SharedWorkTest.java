package org.medchain.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.experiments.config.LoadedConfig;
import tools.jackson.databind.json.JsonMapper;

/** What a worker runs and what it refuses (ENG-2, ENG-3). */
class SharedWorkTest {
  private static final int JDK = Runtime.version().feature();

  @TempDir Path folder;
  private LoadedConfig config;
  private TrialCell first;

  @BeforeEach
  void load() throws Exception {
    config = WorkFixture.load(folder, WorkFixture.SMALL);
    first = config.grid().getFirst();
  }

  private SharedWork work(SortedMap<String, String> code, int jdk, byte[] index) {
    return new SharedWork(
        JsonMapper.shared().writeValueAsString(config.effective()), code, jdk, index);
  }

  private static TrialAnswer answer(SharedWork work, int number, long seed) {
    return work.answer(new TrialOrder(number, seed), "h1", () -> false);
  }

  @Test
  void aTrialOfTheDriversSeedRuns() throws Exception {
    SharedWork work = SharedWork.of(config, WorkFixture.INDEX);
    assertThat(answer(work, 1, first.seed())).isInstanceOf(TrialAnswer.Finished.class);
  }

  @Test
  void anotherSeedNumberJdkOrCodeIsRefused() throws Exception {
    byte[] index = Files.readAllBytes(WorkFixture.INDEX);
    SortedMap<String, String> code = LoadedCode.hashes();
    SortedMap<String, String> other = new TreeMap<>(code);
    assertThat(other).hasSize(6);
    other.replace("org.medchain.comparison", "00");

    assertRefused(work(code, JDK, index), 1, first.seed() + 1, "another seed");
    assertRefused(work(code, JDK, index), 3, first.seed(), "another seed");
    assertRefused(
        work(code, JDK + 1, index),
        1,
        first.seed(),
        "it runs on JDK " + JDK + ", the driver on JDK " + (JDK + 1));
    assertRefused(
        work(other, JDK, index),
        1,
        first.seed(),
        "its code of org.medchain.comparison is not the driver's");
  }

  private static void assertRefused(SharedWork work, int number, long seed, String why) {
    assertThat(answer(work, number, seed))
        .asInstanceOf(InstanceOfAssertFactories.type(TrialAnswer.Refused.class))
        .extracting(TrialAnswer.Refused::why, InstanceOfAssertFactories.STRING)
        .startsWith("worker h1 refuses it: ")
        .contains(why);
  }

  /** An error of a trial is its outcome: Spark must not try it again. */
  @Test
  void anErrorComesBackInItsWords() throws Exception {
    TrialAnswer answer = answer(work(LoadedCode.hashes(), JDK, new byte[] {'{'}), 1, first.seed());
    Throwable failure = ((TrialAnswer.Failed) answer).failure();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));

    assertThat(failure.toString()).contains("DatasetException", "records.ndjson:1");
    assertThat(trace.toString()).contains("\tat org.medchain");
  }

  @Test
  void aCancelledTrialHasNoAnswer() throws Exception {
    String longer = WorkFixture.SMALL.replace("rate_tps: 5", "rate_tps: 500");
    SharedWork work = SharedWork.of(WorkFixture.load(folder, longer), WorkFixture.INDEX);
    TrialOrder order = new TrialOrder(1, first.seed());
    assertThatThrownBy(() -> work.answer(order, "h1", () -> true))
        .isInstanceOf(TrialCancelled.class);
  }
}
