package org.medchain.cluster.calibrate;

import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519Macs;
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
record ReadingCosts(Measured each, Measured perKib, Measured reply) {
  private static final int AGAIN = 20;
  private static final double KIB = 1024;
  private static final double NS_PER_US = 1e3;

  static ReadingCosts measure(
      Rounds rounds, int lines, PlayedReplicas played, SignatureScheme scheme) {
    Genesis genesis = played.genesis();
    Authenticator reader =
        new Authenticator(
            genesis.chain(), new Credulous(scheme), new MessageRegistry(PbftMessages.all()));
    List<Envelope> envelopes = played.envelopes();
    double[] heights = new double[lines];
    double[] slopes = new double[lines];
    for (int i = -2; i < lines; i++) {
      FittedLine line = line(reader, envelopes);
      if (i >= 0) {
        heights[i] = line.height();
        slopes[i] = line.slope();
      }
    }
    return new ReadingCosts(Measured.of(heights), Measured.of(slopes), reply(rounds, played));
  }

  private static FittedLine line(Authenticator reader, List<Envelope> envelopes) {
    FittedLine line = new FittedLine();
    for (Envelope envelope : envelopes) {
      long before = Rounds.cpuNs();
      for (int i = 0; i < AGAIN; i++) {
        var unused = reader.authenticate(envelope);
      }
      line.add(envelope.size() / KIB, (Rounds.cpuNs() - before) / NS_PER_US / AGAIN);
    }
    return line;
  }

  private static Measured reply(Rounds rounds, PlayedReplicas played) {
    List<Output.Reply> replies = played.replies();
    X25519Macs macs = new X25519Macs();
    KeyPair node = played.keys(0);
    return rounds.us(
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

  /** Believes every signature, so that what is left is everything else. */
  private record Credulous(SignatureScheme scheme) implements SignatureScheme {
    @Override
    public KeyPair keyPair(Bytes seed) {
      return scheme.keyPair(seed);
    }

    @Override
    public Signature sign(SecretKey key, Bytes message) {
      return scheme.sign(key, message);
    }

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return true;
    }
  }
}
