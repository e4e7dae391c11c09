package org.medchain.cluster.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntSupplier;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.crypto.NativeEd25519;

/**
 * What signatures alone allow: each request is signed once, by its sender, and verified by every
 * replica, so all processors together can do no more than that many a second.
 *
 * @param signUs processor time of making one, in microseconds
 * @param verifyUs of checking one
 */
public record SignatureFloor(double signUs, double verifyUs) {
  private static final int ROUNDS = 5;
  private static final int EACH = 2_000;

  /** Measures both on this thread; the best of some rounds, since others share the machine. */
  public static SignatureFloor measure() {
    SignatureScheme scheme = NativeEd25519.orPortable();
    KeyPair keys = scheme.keyPair(Bytes.of(new byte[32]));
    Bytes message = Bytes.of(new byte[180]);
    Signature signature = scheme.sign(keys.secretKey(), message);
    return new SignatureFloor(
        bestUs(() -> scheme.sign(keys.secretKey(), message).value().size()),
        bestUs(() -> scheme.verify(keys.publicKey(), message, signature) ? 1 : 0));
  }

  /** Processor time of work that gives more than 0, in µs: the best of some rounds. */
  public static double bestUs(IntSupplier work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int j = 0; j < EACH; j++) {
        if (work.getAsInt() <= 0) {
          throw new IllegalStateException("its own signature is not valid");
        }
      }
      best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
    }
    return best / 1e3 / EACH;
  }

  /** Requests a second that this number of processors allow with this number of replicas. */
  public double tps(int processors, int replicas) {
    return processors * 1e6 / (signUs + replicas * verifyUs);
  }
}
