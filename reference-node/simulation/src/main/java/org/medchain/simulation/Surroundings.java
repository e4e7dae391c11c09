package org.medchain.simulation;

import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * What all parties of a run share.
 *
 * @param host what real processes cost besides
 * @param clients the clients' thread
 * @param macs where requests and replies are not signed
 * @param originNs Unix time of the virtual time 0, in ns
 */
record Surroundings(
    EventQueue queue,
    Network network,
    Addresses addresses,
    Authenticator authenticator,
    SignatureScheme scheme,
    Hash chain,
    CpuModel cpu,
    HostModel host,
    ClientCore clients,
    Counters counters,
    SimulationObserver observer,
    Optional<MacPost> macs,
    long originNs) {
  /** Number of consensus nodes. */
  int nodes() {
    return addresses.nodes();
  }

  /** An envelope as it will be received, authenticated once for all receivers. */
  Flight flight(Envelope envelope, boolean fromNode) {
    return new Flight(envelope, fromNode, authenticator, cpu);
  }

  /** A client's envelope as it leaves: with codes in place of the signature, where that is so. */
  Flight fromClient(Envelope envelope) {
    return flight(macs.map(post -> post.request(envelope)).orElse(envelope), false);
  }

  /** A node's message to one receiver, which convinces nobody else. */
  Flight reply(KeyPair keys, PublicKey to, Message message) {
    boolean unsigned = macs.isPresent() && message.mayBeUnsigned();
    Envelope envelope =
        unsigned
            ? macs.get().reply(keys, to, message)
            : Envelope.seal(scheme, chain, keys, message);
    return flight(envelope, true).to(to);
  }

  /** Making that reply's signature or code, in ns. */
  long replyNs(Message message) {
    if (host.replyUs().isPresent()) {
      return Math.round(1e3 * host.replyUs().getAsDouble());
    }
    return macs.isPresent() && message.mayBeUnsigned() ? cpu.macNs() : cpu.signNs();
  }

  /** What has come, as the holder of {@code own} reads it. */
  Flight opened(Flight flight, KeyPair own) {
    return flight.isForOne() && macs.isPresent()
        ? flight.with(macs.get().authenticate(flight.envelope(), own))
        : flight;
  }

  /** What has come to a client, as the key reads it that it was sent to. */
  Flight opened(Flight flight) {
    return flight.isForOne() && macs.isPresent() && flight.receiver().isPresent()
        ? flight.with(macs.get().authenticateFor(flight.envelope(), flight.receiver().get()))
        : flight;
  }

  /** Sends to whoever is reached under the key, if anybody is. */
  void send(int from, PublicKey to, Flight flight, long leaveNs) {
    int party = addresses.find(to);
    if (party < 0) {
      counters.unaddressed++;
    } else {
      network.send(from, party, flight, leaveNs);
    }
  }
}
