package org.medchain.cluster.calibrate;

import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;

/**
 * What reading a message takes besides its signatures, as a straight line over its length by least
 * squares, and making a reply.
 *
 * @param each the line's height at no bytes, in µs
 * @param perKib its slope
 * @param reply making a reply with its code
 */
record DecodingCosts(MedianEstimate each, MedianEstimate perKib, MedianEstimate reply) {
  private static final int WARM = 2;
  private static final int REPETITIONS = 20;
  private static final double KIB = 1024;

  /**
   * Measures.
   *
   * @param run whose messages and replies are read and made
   * @param node keys of the one that replies
   */
  static DecodingCosts measure(
      MeasurementRounds rounds, Genesis genesis, ClockedRun run, KeyPair node) {
    Authenticator reader =
        new Authenticator(
            genesis.chain(), new AcceptAllSignatures(), new MessageRegistry(PbftMessages.all()));
    List<LeastSquaresFit> fits =
        MeasurementRounds.afterWarmUp(
            WARM, rounds.rounds(), round -> line(reader, run.envelopes()));
    X25519MacScheme macs = new X25519MacScheme();
    List<Output.Reply> replies = run.replies();
    return new DecodingCosts(
        MedianEstimate.of(fits, LeastSquaresFit::intercept),
        MedianEstimate.of(fits, LeastSquaresFit::slope),
        rounds.measureUs(replies.size(), i -> sealed(macs, genesis, node, replies.get(i)).size()));
  }

  private static LeastSquaresFit line(Authenticator reader, List<Envelope> envelopes) {
    LeastSquaresFit line = new LeastSquaresFit();
    for (Envelope envelope : envelopes) {
      double before = MeasurementRounds.cpuUs();
      for (int i = 0; i < REPETITIONS; i++) {
        var unused = reader.authenticate(envelope);
      }
      line.add(envelope.size() / KIB, (MeasurementRounds.cpuUs() - before) / REPETITIONS);
    }
    return line;
  }

  private static Envelope sealed(
      X25519MacScheme macs, Genesis genesis, KeyPair node, Output.Reply reply) {
    return Envelope.sealWithMacs(
        macs, genesis.chain(), node, reply.message(), List.of(reply.client()));
  }

  /** Accepts every signature, so that only the other costs remain. */
  private static final class AcceptAllSignatures extends Ed25519 {
    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return true;
    }
  }
}
