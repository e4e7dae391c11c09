package org.medchain.consensus.pbft.flood;

import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/** The committee's signatures, and how many of them were checked. */
final class CountingSignatures implements SignatureScheme {
  private int checked;

  /** The number of checks since the last call. */
  int takeChecked() {
    int taken = checked;
    checked = 0;
    return taken;
  }

  @Override
  public KeyPair keyPair(Bytes seed) {
    return TestCommittee.SCHEME.keyPair(seed);
  }

  @Override
  public Signature sign(SecretKey key, Bytes message) {
    return TestCommittee.SCHEME.sign(key, message);
  }

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    checked++;
    return TestCommittee.SCHEME.verify(key, message, signature);
  }
}
