package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RecordWords;
import org.medchain.data.Hash;
import org.medchain.data.metadata.MetadataForm;

/** PRIV-6: a simulated chain in clear is as before, and a sealed one gets commitments alone. */
class SealedRecordsTest {
  private static SyntheticRecord record(String patient, String type, String description) {
    return new SyntheticRecord(patient, "doctor", 1, type, description, "path", 1, Hash.ZERO);
  }

  private static final SyntheticRecords CLEAR =
      new SyntheticRecords(
          Hash.ZERO,
          List.of(
              record("a", "Image", "one"), record("a", "Image", "one"), record("b", "Image", "")));

  @Test
  void sealedRecordsHaveCommitmentsThatRepeatFromRunToRun() {
    List<SyntheticRecord> sealed = CLEAR.in(MetadataForm.SEALED).records();
    for (SyntheticRecord each : sealed) {
      assertThat(MetadataForm.SEALED.objection(List.of(each.type(), each.description()))).isEmpty();
    }
    assertThat(sealed).isEqualTo(CLEAR.in(MetadataForm.SEALED).records());
    assertThat(sealed.get(0).type())
        .isEqualTo(sealed.get(1).type())
        .isNotEqualTo(sealed.get(2).type());
    assertThat(sealed.get(0).description()).isNotEqualTo(sealed.get(1).description());
    assertThat(CLEAR.in(MetadataForm.CLEAR)).isSameAs(CLEAR);
  }

  /** EXP-7: so that the hash of a config that says the default is that of one that does not. */
  @Test
  void inClearIsTheSameConfigWrittenOrNot() {
    ExperimentConfig usual = ExperimentConfig.of("x", List.of(ProtocolKind.PBFT), List.of(4));
    assertThat(RecordCopy.with(usual, "metadata", Optional.of(RecordWords.CLEAR))).isEqualTo(usual);
    assertThat(SyntheticRecords.form(usual.words())).isEqualTo(MetadataForm.CLEAR);
    RecordWords sealed =
        RecordCopy.with(usual, "metadata", Optional.of(RecordWords.SEALED)).words();
    assertThat(SyntheticRecords.form(sealed)).isEqualTo(MetadataForm.SEALED);
  }
}
