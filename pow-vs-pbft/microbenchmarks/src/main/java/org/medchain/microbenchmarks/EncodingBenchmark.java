package org.medchain.microbenchmarks;

import java.util.concurrent.TimeUnit;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.network.Envelope;
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
 * Microseconds for the canonical encoding of a block of 100 transactions (about 45 KB) and of a
 * request in its envelope (about 0.5 KB), and back. Decoding a block includes its Merkle root,
 * which a block is checked against as it is made.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {
  private final Block block = BenchmarkInputs.block(100);
  private final Bytes encodedBlock = block.encoded();
  private final Envelope envelope = Request.envelope(BenchmarkInputs.transaction(1));
  private final Bytes encodedEnvelope = envelope.encoded();

  /** A block into bytes. */
  @Benchmark
  public Bytes encodeBlock() {
    return block.encoded();
  }

  /** Bytes into a block, its Merkle root checked. */
  @Benchmark
  public Block decodeBlock() {
    return Decoder.decode(encodedBlock, Block::decode);
  }

  /** An envelope into bytes. */
  @Benchmark
  public Bytes encodeEnvelope() {
    return envelope.encoded();
  }

  /** Bytes into an envelope; the message in it stays bytes. */
  @Benchmark
  public Envelope decodeEnvelope() {
    return Envelope.CODEC.decoded(encodedEnvelope);
  }
}
