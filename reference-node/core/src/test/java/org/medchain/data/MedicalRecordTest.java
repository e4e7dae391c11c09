package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import net.jqwik.api.Example;

/** DATA-5, DATA-6: the record of the paper's Figure 2, and its proof only by headers. */
class MedicalRecordTest {
  private static final MedicalRecord RECORD = SampleChains.record(SampleChains.keys(1).publicKey());

  /** Patient; doctor, path, hash; timestamp, doctor, description, type: in this order. */
  @Example
  void fieldsInTheOrderOfThePaper() {
    Bytes doctor = RECORD.metadata().doctor().value();
    Bytes expected =
        new Encoder()
            .raw(RECORD.patient().value())
            .raw(doctor)
            .text("a/b.json")
            .hash(RECORD.metadata().hash())
            .int64(1_600_000_000_000L)
            .raw(doctor)
            .text("blood count")
            .text("Observation")
            .toBytes();
    assertThat(RECORD.encoded()).isEqualTo(expected);
    assertThat(RECORD.id()).isEqualTo(Hash.of(expected));
  }

  @Example
  void bothBlocksNameOneDoctor() {
    PublicKey other = SampleChains.keys(101).publicKey();
    MedicalRecord.DigestBlock digest =
        new MedicalRecord.DigestBlock(0, other, "blood count", "Observation");
    assertRefused(() -> new MedicalRecord(RECORD.patient(), RECORD.metadata(), digest))
        .hasMessageContaining("different doctors");
  }

  /** The limits count bytes of UTF-8, not characters: é takes two. */
  @Example
  void textsHaveLimits() {
    PublicKey doctor = RECORD.metadata().doctor();
    Hash hash = Hash.ZERO;
    String longest = "é".repeat(MedicalRecord.MAX_PATH_SIZE / 2);
    assertThat(new MedicalRecord.MetadataBlock(doctor, longest, hash).path()).isEqualTo(longest);
    refused(() -> new MedicalRecord.MetadataBlock(doctor, longest + "e", hash), "path");
    refused(() -> new MedicalRecord.MetadataBlock(doctor, "", hash), "path");
    String type = "t".repeat(MedicalRecord.MAX_TYPE_SIZE);
    String description = "d".repeat(MedicalRecord.MAX_DESCRIPTION_SIZE);
    assertThat(new MedicalRecord.DigestBlock(0, doctor, description, type).type()).isEqualTo(type);
    assertThat(new MedicalRecord.DigestBlock(0, doctor, "", type).description()).isEmpty();
    refused(() -> new MedicalRecord.DigestBlock(0, doctor, "", type + "t"), "type");
    refused(() -> new MedicalRecord.DigestBlock(0, doctor, "", ""), "type");
    refused(() -> new MedicalRecord.DigestBlock(0, doctor, description + "d", type), "description");
    // Patients were born, and treated, before 1970.
    MedicalRecord.DigestBlock old = new MedicalRecord.DigestBlock(Long.MIN_VALUE, doctor, "", type);
    assertThat(Codec.of(MedicalRecord.DigestBlock.class).decoded(old.encoded())).isEqualTo(old);
    refused(() -> new MedicalRecord.DigestBlock(0, doctor, "\uD800", type), "surrogate");
  }

  private static void refused(Runnable making, String reason) {
    assertRefused(making::run).hasMessageContaining(reason);
  }
}
