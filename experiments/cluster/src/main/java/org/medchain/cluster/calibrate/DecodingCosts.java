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
  private static final double NS_PER_US = 1e3;

  static DecodingCosts measure(MeasurementRounds rounds, int lines, InstrumentedSimulation played) {
    Genesis genesis = played.genesis();
    Authenticator reader =
        new Authenticator(
            genesis.chain(), new AcceptAllSignatures(), new MessageRegistry(PbftMessages.all()));
    List<Envelope> envelopes = played.envelopes();
    List<LeastSquaresFit> fits =
        MeasurementRounds.afterWarmUp(WARM, lines, i -> line(reader, envelopes));
    return new DecodingCosts(
        MedianEstimate.of(fits, LeastSquaresFit::intercept),
        MedianEstimate.of(fits, LeastSquaresFit::slope),
        reply(rounds, played));
  }

  private static LeastSquaresFit line(Authenticator reader, List<Envelope> envelopes) {
    LeastSquaresFit line = new LeastSquaresFit();
    for (Envelope envelope : envelopes) {
      long before = MeasurementRounds.cpuNs();
      for (int i = 0; i < REPETITIONS; i++) {
        var unused = reader.authenticate(envelope);
      }
      line.add(
          envelope.size() / KIB, (MeasurementRounds.cpuNs() - before) / NS_PER_US / REPETITIONS);
    }
    return line;
  }

  private static MedianEstimate reply(MeasurementRounds rounds, InstrumentedSimulation played) {
    List<Output.Reply> replies = played.replies();
    X25519MacScheme macs = new X25519MacScheme();
    KeyPair node = played.keys(0);
    return rounds.measureUs(
        replies.size(),
        i ->
            Envelope.sealWithMacs(
                    macs,
                    played.genesis().chain(),
                    node,
                    replies.get(i).message(),
                    List.of(replies.get(i).client()))
                .size());
  }

  /** Accepts every signature, so that only the other costs remain. */
  private static final class AcceptAllSignatures extends Ed25519 {
    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return true;
    }
  }
}
