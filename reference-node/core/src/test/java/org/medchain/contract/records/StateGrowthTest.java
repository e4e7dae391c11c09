package org.medchain.contract.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.PATIENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import org.medchain.checkout.Repository;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;

/** DATA-20: how long a chain's state has snapshots, as {@code results/memory/state.csv} says. */
@Tag("statistical")
class StateGrowthTest {
  private static final Path FILE = Repository.file("results/memory/state.csv");

  /** As many as the window of a sender's requests holds: from there on that grows no more. */
  private static final int WINDOW = 1_024;

  private static final int RECORDS = 100;
  private static final int RECORDS_A_SECOND = 10;
  private static final int SECONDS_A_DAY = 86_400;

  private static MedicalRecord clear(int number) {
    return TestChain.record(PATIENT, "imaging", number);
  }

  private static MedicalRecord sealed(int number) {
    MedicalRecord clear = clear(number);
    RecordTexts texts = new RecordTexts(opened("visit", number), opened("imaging", number));
    return new MedicalRecord(clear.patient(), clear.metadata(), texts.sealed(clear.digest()));
  }

  private static OpenedText opened(String text, int number) {
    return new OpenedText(Hash.of(Bytes.utf8(text + number)).toBytes(), text);
  }

  private static long size(TestChain chain, IntFunction<MedicalRecord> form, int from, int to) {
    for (int number = from; number < to; number++) {
      chain.expect(PATIENT, new UploadRecord(form.apply(number)), Outcome.OK);
    }
    return chain.state().tree().encodedSize();
  }

  private static String row(String name, TestChain chain, IntFunction<MedicalRecord> form) {
    long before = size(chain, form, 1, WINDOW + 1);
    long more = size(chain, form, WINDOW + 1, WINDOW + 1 + RECORDS) - before;
    double record = (double) more / RECORDS;
    double days = Integer.MAX_VALUE / (record * RECORDS_A_SECOND * SECONDS_A_DAY);
    return String.format(
        Locale.ROOT,
        "%s,%.0f,%d,%d,%.0f\n",
        name,
        record,
        RECORDS_A_SECOND,
        Integer.MAX_VALUE,
        Math.floor(days));
  }

  @Example
  void aRecordAddsAsMuchAsTheFileSays() throws IOException {
    String text =
        "metadata,bytes_a_record,records_a_second,limit_bytes,whole_days\n"
            + row("sealed", TestChain.sealed(), StateGrowthTest::sealed)
            + row("clear", new TestChain(), StateGrowthTest::clear);
    if (System.getProperty("rewrite") != null) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).hasContent(text);
  }
}
