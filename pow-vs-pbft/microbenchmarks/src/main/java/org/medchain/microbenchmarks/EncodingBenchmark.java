package org.medchain.microbenchmarks;

import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.network.Envelope;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Microseconds for the canonical encoding of a block of 100 transactions (about 45 KB) and of a
 * request in its envelope (about 0.5 KB), and back. Decoding a block includes its Merkle root,
 * which a block is checked against as it is made.
 */
public class EncodingBenchmark extends LoopBenchmark {
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
