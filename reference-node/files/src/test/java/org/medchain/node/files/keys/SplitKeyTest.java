package org.medchain.node.files.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/** PRIV-3: any f + 1 shares open a key, fewer do not, and no other share passes for one. */
class SplitKeyTest {
  private static final KeyPair OWNER = new Ed25519().keyPair(Bytes.of(new byte[32]));
  private static final SecureRandom RANDOM = new SecureRandom();

  private static MedicalRecord record(int size) {
    return new MedicalRecord(
        OWNER.publicKey(),
        new MedicalRecord.MetadataBlock(OWNER.publicKey(), "medchain:x", Hash.ZERO),
        new MedicalRecord.DigestBlock(0, OWNER.publicKey(), "d".repeat(size), "Image"));
  }

  @Property(tries = 60)
  void anyThresholdOfSharesOpensIt(
      @ForAll @IntRange(min = 1, max = 34) int threshold,
      @ForAll @IntRange(max = 66) int more,
      @ForAll @IntRange(min = 1, max = 1024) int size,
      @ForAll long seed)
      throws Exception {
    FileKey key = FileKey.random(RANDOM);
    SplitKey split =
        SplitKey.of(
            new OpenedDeposit(record(size), key), OWNER, threshold, threshold + more, RANDOM);
    List<KeyShare> drawn = new ArrayList<>(split.shares());
    Collections.shuffle(drawn, new Random(seed));
    OpenedDeposit opened =
        SplitKey.open(split.deposit(), drawn.subList(0, threshold), SplitKey.KeyLink.SAME);
    assertThat(opened.key()).isEqualTo(key);
    assertThat(opened.record()).isEqualTo(record(size));
    assertThatThrownBy(
            () ->
                SplitKey.open(
                    split.deposit(), drawn.subList(0, threshold - 1), SplitKey.KeyLink.SAME))
        .isInstanceOf(RefusedException.class);
    assertThat(Decoder.decode(split.deposit().encoded(), KeyDeposit.CODEC::decode))
        .isEqualTo(split.deposit());
  }

  /** PRIV-6: words and salts come with the key, and only those that the record commits to. */
  @Example
  void sealedTextsComeWithTheKey() throws Exception {
    RecordTexts texts =
        new RecordTexts(
            new OpenedText(FileKey.random(RANDOM).value(), "in words"),
            new OpenedText(FileKey.random(RANDOM).value(), "Image"));
    MedicalRecord clear = record(5);
    MedicalRecord sealed =
        new MedicalRecord(clear.patient(), clear.metadata(), texts.sealed(clear.digest()));
    FileKey key = FileKey.random(RANDOM);
    SplitKey split =
        SplitKey.of(new OpenedDeposit(sealed, key, Optional.of(texts)), OWNER, 2, 4, RANDOM);
    OpenedDeposit opened =
        SplitKey.open(split.deposit(), split.shares().subList(1, 3), SplitKey.KeyLink.SAME);
    assertThat(opened.texts()).contains(texts);
    assertThat(opened.description()).isEqualTo("in words");
    assertThat(opened.type()).isEqualTo("Image");
    assertThat(new OpenedDeposit(clear, key).description()).isEqualTo("ddddd");
    assertThatThrownBy(() -> new OpenedDeposit(clear, key, Optional.of(texts)))
        .hasMessageContaining("commits to");
  }

  /** One share that is another's makes the whole useless, so shares are checked before. */
  @Property(tries = 20)
  void aForeignShareIsNoneOfIt(@ForAll @IntRange(min = 1, max = 10) int threshold)
      throws Exception {
    FileKey key = FileKey.random(RANDOM);
    SplitKey one = SplitKey.of(new OpenedDeposit(record(5), key), OWNER, threshold, 10, RANDOM);
    SplitKey other = SplitKey.of(new OpenedDeposit(record(5), key), OWNER, threshold, 10, RANDOM);
    for (KeyShare each : other.shares()) {
      assertThat(each.isOf(one.deposit())).isFalse();
      assertThat(each.isOf(other.deposit())).isTrue();
    }
    assertThatThrownBy(() -> SplitKey.open(one.deposit(), other.shares(), SplitKey.KeyLink.SAME))
        .isInstanceOf(RefusedException.class);
    assertThat(one.shares().get(0)).hasToString("KeyShare[0, hidden]");
  }
}
