package org.medchain.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** CRYPTO-1 and CRYPTO-2: native and portable code sign alike and verify alike. */
class NativeEd25519Test {
  private final StrictEd25519 portable = new StrictEd25519();
  private SignatureScheme fast;

  /** Where the build brings a library it must be found; elsewhere there is nothing to compare. */
  @BeforeEach
  void find() {
    Optional<SignatureScheme> found = NativeEd25519.find();
    assumeTrue(found.isPresent() || bringsLibrary(), "no native library for this platform");
    assertThat(found).as("the native library of this platform").isPresent();
    fast = found.orElseThrow();
  }

  private static boolean bringsLibrary() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static Bytes random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** The library throws at what is longer than a mebibyte; a frame may hold eight. */
  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 8 << 20})
  void longMessagesAreSignedAndJudgedAlike(int length) {
    KeyPair keys = portable.keyPair(random(new Random(8), 32));
    Bytes message = random(new Random(length), length);
    Signature signature = fast.sign(keys.secretKey(), message);
    assertThat(signature).isEqualTo(portable.sign(keys.secretKey(), message));
    assertThat(judgements(keys.publicKey(), message, signature)).containsOnly(true);
    Signature changed = new Signature(flipped(signature.value(), 300));
    assertThat(judgements(keys.publicKey(), message, changed)).containsOnly(false);
  }

  @Test
  void bothSignAlikeAndRefuseEveryChangedBit() {
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      KeyPair keys = portable.keyPair(random(random, 32));
      Bytes message = random(random, random.nextInt(200));
      Signature signature = fast.sign(keys.secretKey(), message);
      assertThat(signature).isEqualTo(portable.sign(keys.secretKey(), message));
      assertThat(judgements(keys.publicKey(), message, signature)).containsOnly(true);
      Signature changed = new Signature(flipped(signature.value(), random.nextInt(512)));
      assertThat(judgements(keys.publicKey(), message, changed)).containsOnly(false);
      PublicKey other = new PublicKey(flipped(keys.publicKey().value(), random.nextInt(256)));
      assertThat(judgements(other, message, signature)).containsOnly(false);
    }
  }

  private List<Boolean> judgements(PublicKey key, Bytes message, Signature signature) {
    return List.of(fast.verify(key, message, signature), portable.verify(key, message, signature));
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(changed);
  }

  /**
   * The twelve cases of Chalkias, Garillot and Nikolaenko (2020), table 6c: points of small order,
   * of mixed order, S too large, encodings that are not canonical. Decision 0073 refuses them all.
   */
  record Odd(String message, String key, String signature) {}

  static List<Odd> oddSignatures() {
    return List.of(
        new Odd(
            "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
                + "0000000000000000000000000000000000000000000000000000000000000000"),
        new Odd(
            "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
                + "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04"),
        new Odd(
            "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
            "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
                + "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e"),
        new Odd(
            "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
            "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
            "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
                + "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009"),
        new Odd(
            "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
            "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
            "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512"
                + "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09"),
        new Odd(
            "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
            "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
            "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7"
                + "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405"),
        new Odd(
            "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
            "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
            "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e"
                + "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514"),
        new Odd(
            "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
            "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
            "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942"
                + "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22"),
        new Odd(
            "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
            "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f"),
        new Odd(
            "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
            "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "ca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908"),
        new Odd(
            "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc"
                + "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04"),
        new Odd(
            "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc"
                + "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04"));
  }

  @ParameterizedTest
  @MethodSource("oddSignatures")
  void bothRefuseOddSignatures(Odd odd) {
    PublicKey key = new PublicKey(Bytes.fromHex(odd.key()));
    Signature signature = new Signature(Bytes.fromHex(odd.signature()));
    assertThat(judgements(key, Bytes.fromHex(odd.message()), signature)).containsOnly(false);
  }

  /**
   * A sound key's owner can choose R: a signature with an R of small or mixed order, with S too
   * large by the group's order, or with R in an encoding that is not canonical, does not hold. Made
   * in the same way as RFC 8032 says, it does.
   */
  @Test
  void bothRefuseWhatAnOwnerMakesWithAnOddPoint() {
    Owner owner = new Owner(7);
    BigInteger nonce = BigInteger.valueOf(123_456_789).pow(9).mod(EdwardsPoint.L);
    EdwardsPoint sound = EdwardsPoint.BASE.times(nonce);
    assertThat(owner.judged(sound.encoded(), nonce)).containsOnly(true);
    for (EdwardsPoint small : EdwardsPoint.ofSmallOrder()) {
      assertThat(owner.judged(small.encoded(), BigInteger.ZERO)).as("small R").containsOnly(false);
      boolean honest = small.equals(EdwardsPoint.NEUTRAL);
      assertThat(owner.judged(sound.plus(small).encoded(), nonce))
          .as("R and a point of small order")
          .containsOnly(honest);
    }
    Bytes neutralAgain = EdwardsPoint.littleEndian(EdwardsPoint.P.add(BigInteger.ONE));
    assertThat(owner.judged(neutralAgain, BigInteger.ZERO)).containsOnly(false);
    Bytes large = EdwardsPoint.littleEndian(owner.s(sound.encoded(), nonce).add(EdwardsPoint.L));
    assertThat(owner.judged(sound.encoded(), large)).containsOnly(false);
  }

  /** Signs one message by hand (RFC 8032 §5.1.6), with any R. */
  private final class Owner {
    private final KeyPair keys;
    private final BigInteger secret;
    private final Bytes message = Bytes.utf8("message");

    Owner(int seed) {
      keys = portable.keyPair(random(new Random(seed), 32));
      BigInteger half = EdwardsPoint.number(sha512(keys.secretKey().value()).slice(0, 32));
      secret =
          half.clearBit(0).clearBit(1).clearBit(2).clearBit(255).setBit(254).mod(EdwardsPoint.L);
    }

    /** S = r + H(R, A, M)·a. */
    BigInteger s(Bytes r, BigInteger nonce) {
      Bytes hashed =
          sha512(new Encoder().raw(r).raw(keys.publicKey().value()).raw(message).toBytes());
      return EdwardsPoint.number(hashed).multiply(secret).add(nonce).mod(EdwardsPoint.L);
    }

    List<Boolean> judged(Bytes r, BigInteger nonce) {
      return judged(r, EdwardsPoint.littleEndian(s(r, nonce)));
    }

    List<Boolean> judged(Bytes r, Bytes s) {
      Signature signature = new Signature(new Encoder().raw(r).raw(s).toBytes());
      return judgements(keys.publicKey(), message, signature);
    }
  }

  private static Bytes sha512(Bytes bytes) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-512").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
