package org.medchain.planted.contract;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.medchain.planted.Breaks;
import org.opentest4j.TestAbortedException;

/** Uses what others wrote. */
final class Libraries {
  private Libraries() {}

  @Breaks("no library but Bouncy Castle")
  static final class Foreign {
    boolean isAborted(Object thrown) {
      return thrown instanceof TestAbortedException;
    }
  }

  @Breaks("Bouncy Castle in the data layer only")
  static final class OwnHash {
    int size() {
      return new SHA256Digest().getDigestSize();
    }
  }
}
