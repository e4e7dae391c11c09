package org.medchain.cluster.calibrate;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.crypto.NativeEd25519;

/**
 * What signatures cost, as the node's host makes and checks them.
 *
 * @param sign making one
 * @param verify checking one that is not remembered
 * @param cacheHit finding that one is remembered
 */
record SignatureCosts(MedianEstimate sign, MedianEstimate verify, MedianEstimate cacheHit) {
  private static final int MESSAGES = 64;
  private static final int BYTES = 300;

  static SignatureCosts measure(MeasurementRounds rounds) {
    SignatureScheme scheme = NativeEd25519.orPortable();
    KeyPair keys = scheme.keyPair(Hash.of(Bytes.utf8("calibrate")).toBytes());
    List<Bytes> messages =
        IntStream.range(0, MESSAGES).mapToObj(i -> Bytes.utf8("m".repeat(BYTES) + i)).toList();
    List<Signature> signatures =
        messages.stream().map(each -> scheme.sign(keys.secretKey(), each)).toList();
    return new SignatureCosts(
        rounds.measureUs(MESSAGES, i -> scheme.sign(keys.secretKey(), messages.get(i)).hashCode()),
        verify(rounds, MESSAGES, scheme, keys, messages, signatures),
        verify(
            rounds,
            10 * MESSAGES,
            new CachingSignatureScheme(scheme, 2 * MESSAGES),
            keys,
            messages,
            signatures));
  }

  private static MedianEstimate verify(
      MeasurementRounds rounds,
      int times,
      SignatureScheme scheme,
      KeyPair keys,
      List<Bytes> messages,
      List<Signature> signatures) {
    return rounds.measureUs(
        times,
        i -> {
          int number = i % MESSAGES;
          if (!scheme.verify(keys.publicKey(), messages.get(number), signatures.get(number))) {
            throw new IllegalStateException("a signature does not hold");
          }
          return 1;
        });
  }
}
