package org.medchain.day.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.medchain.client.proof.RecordProof;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;

/**
 * What a proof of existence costs who keeps and checks it (PROC-14).
 *
 * @param nodes n
 * @param epochs of members up to the record
 * @param bytes of the proof
 * @param signatures that a check verifies
 * @param verifyUs processor time of a check, decoding included: the median, in microseconds
 * @param oneSignatureUs the same of one signature, measured in turns with it
 */
public record ProofCost(
    int nodes, int epochs, int bytes, int signatures, double verifyUs, double oneSignatureUs) {
  /** The columns. */
  public static final String HEAD =
      "nodes,epochs,bytes,signatures,verify_cpu_us,one_signature_cpu_us,verify_in_signatures\n";

  private static final double NS_PER_US = 1e3;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  /**
   * Makes and checks a synthetic proof.
   *
   * @param rounds of measurement, 1 or more
   * @throws IllegalStateException if the proof does not hold
   */
  static ProofCost of(
      SampleProofs samples, SignatureScheme scheme, int nodes, int epochs, int rounds) {
    Bytes proof = samples.after(epochs).encoded();
    KeyPair keys = scheme.keyPair(Hash.of(proof).toBytes());
    Signature signature = scheme.sign(keys.secretKey(), proof.slice(0, 100));
    double[] checks = new double[rounds];
    double[] single = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long before = CLOCK.getCurrentThreadCpuTime();
      Optional<String> flaw =
          samples.verifier().flawIn(Decoder.decode(proof, RecordProof.CODEC::decode));
      long checked = CLOCK.getCurrentThreadCpuTime();
      boolean holds = scheme.verify(keys.publicKey(), proof.slice(0, 100), signature);
      single[round] = (CLOCK.getCurrentThreadCpuTime() - checked) / NS_PER_US;
      checks[round] = (checked - before) / NS_PER_US;
      if (flaw.isPresent() || !holds) {
        throw new IllegalStateException(flaw.orElse("a signature does not hold"));
      }
    }
    // Of the genesis, of each change of members, of the last header, and of the patient.
    int signatures = 2 + epochs * new QuorumSizes(nodes).size();
    return new ProofCost(nodes, epochs, proof.size(), signatures, median(checks), median(single));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** A line of the table. */
  String csv() {
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%d,%.0f,%.1f,%.1f%n",
        nodes,
        epochs,
        bytes,
        signatures,
        verifyUs,
        oneSignatureUs,
        verifyUs / oneSignatureUs);
  }

  /** The limit that the size keeps or exceeds, where there is one. */
  Optional<Boolean> keepsLimit() {
    return nodes == 4 && epochs == 1 ? Optional.of(bytes <= 4096) : Optional.empty();
  }
}
