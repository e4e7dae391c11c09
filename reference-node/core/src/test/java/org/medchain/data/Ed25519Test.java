package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;

/** DATA-4: Ed25519 as RFC 8032 has it, and the signatures that it must refuse. */
class Ed25519Test {
  private static final SignatureScheme SCHEME = new Ed25519();

  /** RFC 8032 §7.1: secret key, public key, message, signature. */
  private static final List<List<String>> VECTORS =
      List.of(
          List.of(
              "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
              "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                  + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
          List.of(
              "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          List.of(
              "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
              "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
          List.of(
              "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
              "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                  + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
              "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                  + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"));

  /** The points whose order divides 8: a signature under them would hold for many messages. */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0100000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85");

  /** The order of the group, 2^252 + 27742317777372353535851937790883648493. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Example
  void vectorsOfTheRfc() {
    for (List<String> vector : VECTORS) {
      KeyPair keys = SCHEME.keyPair(Bytes.fromHex(vector.get(0)));
      Bytes message = Bytes.fromHex(vector.get(2));
      Signature signature = new Signature(Bytes.fromHex(vector.get(3)));
      assertThat(keys.publicKey().value().toHex()).isEqualTo(vector.get(1));
      assertThat(SCHEME.sign(keys.secretKey(), message)).isEqualTo(signature);
      assertThat(SCHEME.verify(keys.publicKey(), message, signature)).isTrue();
    }
  }

  @Example
  void otherKeysMessagesAndSignaturesFail() {
    KeyPair keys = SampleChains.keys(1);
    Bytes message = Bytes.utf8("message");
    Signature signature = SCHEME.sign(keys.secretKey(), message);
    assertThat(SCHEME.verify(SampleChains.keys(2).publicKey(), message, signature)).isFalse();
    assertThat(SCHEME.verify(keys.publicKey(), Bytes.utf8("massage"), signature)).isFalse();
    byte[] bytes = signature.value().toArray();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      Signature changed = new Signature(Bytes.of(EncodingMutation.flip(bytes, bit)));
      assertThat(SCHEME.verify(keys.publicKey(), message, changed)).isFalse();
    }
  }

  /** S and S + L satisfy the same equation; only the smaller counts, or ids are not unique. */
  @Example
  void aSignatureHasOneForm() {
    KeyPair keys = SampleChains.keys(1);
    Bytes message = Bytes.utf8("message");
    byte[] bytes = SCHEME.sign(keys.secretKey(), message).value().toArray();
    BigInteger scalar = BigInteger.ZERO;
    for (int i = 63; i >= 32; i--) {
      scalar = scalar.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
    }
    BigInteger shifted = scalar.add(ORDER);
    for (int i = 32; i < 64; i++) {
      bytes[i] = shifted.shiftRight(8 * (i - 32)).byteValue();
    }
    assertThat(SCHEME.verify(keys.publicKey(), message, new Signature(Bytes.of(bytes)))).isFalse();
  }

  /** S = 0 with R of small order holds for such keys unless they are refused. */
  @Example
  void keysOfSmallOrderSignNothing() {
    for (String key : SMALL_ORDER) {
      for (String commitment : SMALL_ORDER) {
        Signature forged = new Signature(Bytes.fromHex(commitment + "00".repeat(32)));
        for (int i = 0; i < 8; i++) {
          Bytes message = Bytes.utf8("message " + i);
          assertThat(SCHEME.verify(new PublicKey(Bytes.fromHex(key)), message, forged)).isFalse();
        }
      }
    }
  }

  @Example
  void whatIsNoPointSignsNothing() {
    Signature some = SCHEME.sign(SampleChains.keys(1).secretKey(), Bytes.EMPTY);
    for (String key :
        List.of("ff".repeat(32), "02" + "00".repeat(31), "ee" + "ff".repeat(30) + "7f")) {
      assertThat(SCHEME.verify(new PublicKey(Bytes.fromHex(key)), Bytes.EMPTY, some)).isFalse();
    }
  }
}
