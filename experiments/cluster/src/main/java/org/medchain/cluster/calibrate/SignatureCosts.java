package org.medchain.cluster.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
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
 * @param portableVerify checking one without native code
 */
record SignatureCosts(
    MedianEstimate sign,
    MedianEstimate verify,
    MedianEstimate cacheHit,
    MedianEstimate portableVerify) {
  private static final int MESSAGES = 64;
  private static final int BYTES = 300;

  static SignatureCosts measure(MeasurementRounds rounds) {
    SignatureScheme scheme = NativeEd25519.orPortable();
    KeyPair keys = scheme.keyPair(Hash.of(Bytes.utf8("calibrate")).toBytes());
    List<Bytes> messages = new ArrayList<>();
    List<Signature> signatures = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] content = new byte[BYTES];
      content[0] = (byte) i;
      messages.add(Bytes.of(content));
      signatures.add(scheme.sign(keys.secretKey(), messages.get(i)));
    }
    return new SignatureCosts(
        rounds.measureUs(MESSAGES, i -> scheme.sign(keys.secretKey(), messages.get(i)).hashCode()),
        rounds.measureUs(MESSAGES, i -> verify(scheme, keys, messages.get(i), signatures.get(i))),
        cacheHit(rounds, scheme, keys, messages, signatures),
        rounds.measureUs(
            MESSAGES / 4, i -> verify(new Ed25519(), keys, messages.get(i), signatures.get(i))));
  }

  private static MedianEstimate cacheHit(
      MeasurementRounds rounds,
      SignatureScheme scheme,
      KeyPair keys,
      List<Bytes> messages,
      List<Signature> signatures) {
    CachingSignatureScheme remembering = new CachingSignatureScheme(scheme, 2 * MESSAGES);
    return rounds.measureUs(
        10 * MESSAGES,
        i -> verify(remembering, keys, messages.get(i % MESSAGES), signatures.get(i % MESSAGES)));
  }

  private static int verify(
      SignatureScheme scheme, KeyPair keys, Bytes message, Signature signature) {
    if (!scheme.verify(keys.publicKey(), message, signature)) {
      throw new IllegalStateException("a signature does not hold");
    }
    return 1;
  }
}
