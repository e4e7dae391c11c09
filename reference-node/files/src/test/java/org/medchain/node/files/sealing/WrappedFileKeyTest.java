package org.medchain.node.files.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.files.SampleFiles;
import org.medchain.node.transport.RefusedException;

/** PRIV-3, FILE-4: only the reader opens a grant, and it is good for one file from one owner. */
class WrappedFileKeyTest {
  private static final AgreementKey OWNER = AgreementKey.of(SampleFiles.keys(1));
  private static final AgreementKey READER = AgreementKey.of(SampleFiles.keys(2));
  private static final AgreementKey OTHER = AgreementKey.of(SampleFiles.keys(3));
  private static final Hash FILE = Hash.of(Bytes.utf8("a file"));
  private static final FileKey KEY = SampleFiles.key(9);

  @Property(seed = "1", tries = 20)
  void onlyTheReaderGetsTheKey(@ForAll @IntRange(min = 10, max = 99) int number)
      throws RefusedException {
    AgreementKey reader = AgreementKey.of(SampleFiles.keys(number));
    WrappedFileKey grant = WrappedFileKey.wrap(FILE, KEY, OWNER, reader.name());
    assertThat(Decoder.decode(grant.encoded(), WrappedFileKey.CODEC::decode)).isEqualTo(grant);
    assertThat(grant.unwrap(reader)).isEqualTo(KEY);
    assertThatThrownBy(() -> grant.unwrap(OTHER)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> grant.unwrap(OWNER)).isInstanceOf(RefusedException.class);
    // A stranger that writes its own name over the reader's gets no further.
    WrappedFileKey renamed =
        new WrappedFileKey(
            FILE, grant.owner(), OTHER.name(), grant.encapsulated(), grant.wrapped());
    assertThatThrownBy(() -> renamed.unwrap(OTHER)).isInstanceOf(RefusedException.class);
  }

  @Example
  void everyFlippedByteIsRefused() throws RefusedException {
    byte[] encoded = WrappedFileKey.wrap(FILE, KEY, OWNER, READER.name()).encoded().toArray();
    for (int at = 0; at < encoded.length; at++) {
      byte[] changed = encoded.clone();
      changed[at] ^= 1;
      WrappedFileKey grant = Decoder.decode(Bytes.of(changed), WrappedFileKey.CODEC::decode);
      assertThatThrownBy(() -> grant.unwrap(READER))
          .as("byte %d", at)
          .isInstanceOf(RefusedException.class);
    }
    for (int length = 0; length < encoded.length; length++) {
      Bytes cut = Bytes.of(encoded).slice(0, length);
      assertThatThrownBy(() -> WrappedFileKey.CODEC.decoded(cut))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Example
  void twoGrantsOfOneKeyLookUnrelated() throws RefusedException {
    WrappedFileKey first = WrappedFileKey.wrap(FILE, KEY, OWNER, READER.name());
    WrappedFileKey second = WrappedFileKey.wrap(FILE, KEY, OWNER, READER.name());
    assertThat(first.encapsulated()).isNotEqualTo(second.encapsulated());
    assertThat(first.wrapped()).isNotEqualTo(second.wrapped());
  }

  @Example
  void namesThatAreNoKeysAreRefused() {
    for (String digits : new String[] {"00", "01"}) {
      // y = 0 has order 4, y = 1 is the neutral element: neither agrees on a secret.
      PublicKey none = new PublicKey(Bytes.fromHex(digits + "00".repeat(31)));
      assertThatThrownBy(() -> WrappedFileKey.wrap(FILE, KEY, OWNER, none))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("not a usable key");
    }
  }

  /** From libsodium's test of crypto_sign_ed25519_pk_to_curve25519. */
  @Example
  void publishedVector() {
    KeyPair keys =
        new Ed25519()
            .keyPair(
                Bytes.fromHex("421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee"));
    assertThat(Bytes.of(AgreementKey.of(keys.publicKey()).getEncoded()).toHex())
        .isEqualTo("f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50");
  }
}
