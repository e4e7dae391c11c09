package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Hash;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.measurements.LedgerInference.InferenceRow;

/** PRIV-9: counts that one can make by hand, and the committed ones. */
class LedgerInferenceTest {
  private static final Path ROOT = Repository.ROOT;
  private static final long DAY_MS = 86_400_000;

  private static SyntheticRecord visit(String patient, String doctor, int day, String type) {
    return new SyntheticRecord(patient, doctor, day * DAY_MS, type, "words", "path", 1, Hash.ZERO);
  }

  /** Of a and b alone a type tells, c is alone with its doctor, d has one record. */
  private static LedgerInference of(MetadataForm form) {
    return new LedgerInference(
        new SyntheticRecords(
            Hash.ZERO,
            List.of(
                visit("a", "x", 1, "Image"),
                visit("a", "x", 1, "Image"),
                visit("b", "x", 1, "Blood"),
                visit("b", "x", 1, "Note"),
                visit("c", "y", 2, "Note"),
                visit("c", "y", 2, "Image"),
                visit("d", "x", 2, "Note"))),
        form);
  }

  @Test
  void aWordThatIsSealedSinglesOutNobody() {
    EnumSet<KnownPart> doctorAndDay = EnumSet.of(KnownPart.DOCTOR, KnownPart.DAY);
    EnumSet<KnownPart> all = EnumSet.of(KnownPart.DOCTOR, KnownPart.DAY, KnownPart.TYPE);
    assertThat(of(MetadataForm.CLEAR).singledOut(all)).isEqualTo(4);
    assertThat(of(MetadataForm.SEALED).singledOut(all))
        .isEqualTo(of(MetadataForm.SEALED).singledOut(doctorAndDay))
        .isEqualTo(of(MetadataForm.CLEAR).singledOut(doctorAndDay))
        .isEqualTo(2);
    assertThat(of(MetadataForm.SEALED).singledOut(EnumSet.of(KnownPart.TYPE))).isZero();
    assertThat(of(MetadataForm.CLEAR).singledOut(EnumSet.of(KnownPart.TYPE))).isEqualTo(1);
  }

  /** By key all but d's record; of a's, b's and c's pairs only a's has one type, sealed as well. */
  @Test
  void keysLinkInBothForms() {
    for (MetadataForm form : MetadataForm.values()) {
      List<InferenceRow> rows = of(form).rows();
      InferenceRow byKey = rows.get(rows.size() - 2);
      assertThat(byKey.count()).isEqualTo(6);
      assertThat(byKey.of()).isEqualTo(7);
      InferenceRow byType = rows.get(rows.size() - 1);
      assertThat(byType.count()).isEqualTo(1);
      assertThat(byType.of()).isEqualTo(3);
      assertThat(byType.csv()).endsWith(",1,3,0.3333");
    }
  }

  @Test
  void theCommittedFiguresAreTheDatasets() throws IOException {
    SyntheticRecords dataset = SyntheticRecords.read(ROOT.resolve("datasets/synthea-sample"));
    List<String> lines = new ArrayList<>(List.of(InferenceRow.HEADER));
    for (MetadataForm form : MetadataForm.values()) {
      new LedgerInference(dataset, form).rows().forEach(row -> lines.add(row.csv()));
    }
    assertThat(Files.readAllLines(ROOT.resolve("results/privacy/inference.csv"))).isEqualTo(lines);
  }
}
