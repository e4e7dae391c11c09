package org.medchain.data.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.SealedText.TextKind;

/** PRIV-6: a commitment is to one text, salt and kind, and a record's texts are only those. */
class SealedTextTest {
  private static final PublicKey DOCTOR = new PublicKey(Hash.of(Bytes.utf8("doctor")).toBytes());

  private static OpenedText opened(String salt, String text) {
    return new OpenedText(Hash.of(Bytes.utf8(salt)).toBytes(), text);
  }

  private static DigestBlock clear() {
    return new DigestBlock(7, DOCTOR, "computed tomography", "imaging");
  }

  private static MedicalRecord record(DigestBlock digest) {
    return new MedicalRecord(
        DOCTOR, new MedicalRecord.MetadataBlock(DOCTOR, "path", Hash.ZERO), digest);
  }

  @Property(seed = "26001", tries = 200)
  void anotherSaltTextOrKindIsAnotherCommitment(
      @ForAll @StringLength(max = 40) String one,
      @ForAll @StringLength(max = 40) String other,
      @ForAll @Size(32) byte[] salt) {
    OpenedText text = new OpenedText(Bytes.of(salt), one);
    String sealed = text.sealed(TextKind.TYPE);
    assertThat(SealedText.isSealed(sealed)).isTrue();
    assertThat(text.sealed(TextKind.DESCRIPTION)).isNotEqualTo(sealed);
    assertThat(opened("another", one).sealed(TextKind.TYPE)).isNotEqualTo(sealed);
    assertThat(new OpenedText(Bytes.of(salt), other).sealed(TextKind.TYPE).equals(sealed))
        .isEqualTo(one.equals(other));
    assertThat(OpenedText.CODEC.decoded(text.encoded())).isEqualTo(text);
    assertThat(text).hasToString("OpenedText[hidden]");
  }

  @Example
  void onlyCommitmentsHaveTheirForm() {
    String sealed = opened("salt", "imaging").sealed(TextKind.TYPE);
    List<String> others =
        List.of(
            "",
            "imaging",
            "sealed:",
            sealed.substring(1),
            sealed + "0",
            sealed.toUpperCase(java.util.Locale.ROOT),
            sealed.replace("sealed:", "seal-d:"),
            sealed.substring(0, sealed.length() - 1) + "g");
    assertThat(others).noneMatch(SealedText::isSealed);
    assertThat(MetadataForm.SEALED.objection(List.of(sealed, sealed))).isEmpty();
    assertThat(MetadataForm.SEALED.objection(List.of(sealed, "imaging")))
        .contains(MetadataForm.NOT_SEALED);
    assertThat(MetadataForm.CLEAR.objection(others)).isEmpty();
  }

  @Example
  void textsOpenTheRecordThatCommitsToThemAndNoOther() {
    RecordTexts texts = new RecordTexts(opened("a", "computed tomography"), opened("b", "imaging"));
    MedicalRecord record = record(texts.sealed(clear()));
    assertThat(texts.open(record)).isTrue();
    assertThat(record.digest().timestampMs()).isEqualTo(7);
    assertThat(record.encoded().toHex())
        .doesNotContain(Bytes.utf8("tomography").toHex())
        .doesNotContain(Bytes.utf8("imaging").toHex());
    assertThat(Codec.of(RecordTexts.class).decoded(texts.encoded())).isEqualTo(texts);
    assertThat(texts.open(record(clear()))).isFalse();
    assertThat(new RecordTexts(opened("c", "computed tomography"), texts.type()).open(record))
        .isFalse();
    assertThat(new RecordTexts(texts.type(), texts.description()).open(record)).isFalse();
  }

  @Example
  void whatIsNoTextOfARecordIsRefused() {
    assertRefused(() -> new OpenedText(Bytes.EMPTY, "text"));
    assertThatThrownBy(() -> new RecordTexts(opened("a", ""), opened("b", "")))
        .hasMessageContaining("type");
    assertThatThrownBy(() -> new RecordTexts(opened("a", "d".repeat(4097)), opened("b", "imaging")))
        .hasMessageContaining("description");
    assertMalformed(() -> Codec.of(MetadataForm.class).decoded(Bytes.fromHex("02")));
  }
}
