package org.medchain.microbenchmarks;

import java.util.concurrent.TimeUnit;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds for one Ed25519 signature over a transaction's bytes, made and checked: what the
 * simulation charges as {@code cpu.sign_us} and {@code cpu.verify_us}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {
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
