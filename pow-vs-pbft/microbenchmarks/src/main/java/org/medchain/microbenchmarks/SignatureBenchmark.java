package org.medchain.microbenchmarks;

import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Microseconds for one Ed25519 signature over a transaction's bytes, made and checked: what the
 * simulation charges as {@code cpu.sign_us} and {@code cpu.verify_us}.
 */
public class SignatureBenchmark extends LoopBenchmark {
  private final KeyPair keys = BenchmarkInputs.keys(1);
  private final Bytes message =
      Attestation.signingBytes(
          "transaction",
          BenchmarkInputs.CHAIN,
          keys.publicKey(),
          BenchmarkInputs.transaction(1).content());
  private final Signature signature = BenchmarkInputs.SCHEME.sign(keys.secretKey(), message);

  /** Makes a signature. */
  @Benchmark
  public Signature sign() {
    return BenchmarkInputs.SCHEME.sign(keys.secretKey(), message);
  }

  /** Checks one that holds. */
  @Benchmark
  public boolean verify() {
    return BenchmarkInputs.SCHEME.verify(keys.publicKey(), message, signature);
  }
}
