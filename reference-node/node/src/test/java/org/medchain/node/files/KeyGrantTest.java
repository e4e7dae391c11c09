package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Refused;

/** PRIV-3, FILE-4: only the reader opens a grant, and it is good for one file from one owner. */
class KeyGrantTest {
  private static final KeyPair OWNER = Samples.keys(1);
  private static final KeyPair READER = Samples.keys(2);
  private static final KeyPair OTHER = Samples.keys(3);
  private static final Hash FILE = Hash.of(Bytes.utf8("a file"));
  private static final FileKey KEY = Samples.key(9);

  @Property(seed = "1", tries = 20)
  void theReaderGetsTheKeyAndNobodyElse(@ForAll @IntRange(min = 10, max = 99) int number)
      throws Refused {
    KeyPair reader = Samples.keys(number);
    KeyGrant grant = KeyGrant.wrap(FILE, KEY, OWNER, reader.publicKey());
    assertThat(Decoder.decode(grant.encoded(), KeyGrant::decode)).isEqualTo(grant);
    assertThat(grant.open(reader)).isEqualTo(KEY);
    assertThatThrownBy(() -> grant.open(OTHER)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> grant.open(OWNER)).isInstanceOf(Refused.class);
    // A stranger that writes its own name over the reader's gets no further.
    KeyGrant renamed =
        new KeyGrant(FILE, grant.owner(), OTHER.publicKey(), grant.encapsulated(), grant.wrapped());
    assertThatThrownBy(() -> renamed.open(OTHER)).isInstanceOf(Refused.class);
  }

  @Example
  void aGrantIsBoundToFileAndOwner() throws Refused {
    KeyGrant grant = KeyGrant.wrap(FILE, KEY, OWNER, READER.publicKey());
    KeyGrant otherFile =
        new KeyGrant(
            Hash.ZERO, grant.owner(), grant.reader(), grant.encapsulated(), grant.wrapped());
    KeyGrant otherOwner =
        new KeyGrant(
            FILE, OTHER.publicKey(), grant.reader(), grant.encapsulated(), grant.wrapped());
    assertThatThrownBy(() -> otherFile.open(READER)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> otherOwner.open(READER)).isInstanceOf(Refused.class);
  }

  @Example
  void everyFlippedByteIsRefused() throws Refused {
    byte[] encoded = KeyGrant.wrap(FILE, KEY, OWNER, READER.publicKey()).encoded().toArray();
    for (int at = 0; at < encoded.length; at++) {
      byte[] changed = encoded.clone();
      changed[at] ^= 1;
      KeyGrant grant = Decoder.decode(Bytes.of(changed), KeyGrant::decode);
      assertThatThrownBy(() -> grant.open(READER)).as("byte %d", at).isInstanceOf(Refused.class);
    }
    for (int length = 0; length < encoded.length; length++) {
      Bytes cut = Bytes.of(encoded).slice(0, length);
      assertThatThrownBy(() -> Decoder.decode(cut, KeyGrant::decode))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Example
  void twoGrantsOfOneKeyLookUnrelated() throws Refused {
    KeyGrant first = KeyGrant.wrap(FILE, KEY, OWNER, READER.publicKey());
    KeyGrant second = KeyGrant.wrap(FILE, KEY, OWNER, READER.publicKey());
    assertThat(first.encapsulated()).isNotEqualTo(second.encapsulated());
    assertThat(first.wrapped()).isNotEqualTo(second.wrapped());
  }

  @Example
  void namesThatAreNoKeysAreRefused() {
    for (String digits : new String[] {"00", "01"}) {
      // y = 0 has order 4, y = 1 is the neutral element: neither agrees on a secret.
      PublicKey none = new PublicKey(Bytes.fromHex(digits + "00".repeat(31)));
      assertThatThrownBy(() -> KeyGrant.wrap(FILE, KEY, OWNER, none))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("not a usable key");
    }
  }

  @Property(seed = "2", tries = 30)
  void bothHalvesOfAKeyAreTurnedToTheSameAgreementKey(@ForAll @IntRange(max = 1000) int number) {
    KeyPair keys = Samples.keys(number);
    AsymmetricCipherKeyPair turned = AgreementKeys.of(keys);
    X25519PrivateKeyParameters secret = (X25519PrivateKeyParameters) turned.getPrivate();
    X25519PublicKeyParameters open = (X25519PublicKeyParameters) turned.getPublic();
    assertThat(secret.generatePublicKey().getEncoded()).isEqualTo(open.getEncoded());
  }

  /** From libsodium's test of crypto_sign_ed25519_pk_to_curve25519. */
  @Example
  void publishedVector() {
    KeyPair keys =
        new Ed25519()
            .keyPair(
                Bytes.fromHex("421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee"));
    assertThat(Bytes.of(AgreementKeys.of(keys.publicKey()).getEncoded()).toHex())
        .isEqualTo("f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50");
  }
}
