package org.medchain.simulation;

import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/**
 * What all parties of a run share.
 *
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
    Counters counters,
    SimulationObserver observer,
    long originNs) {
  /** An envelope as it will be received, authenticated once for all receivers. */
  Flight flight(Envelope envelope, boolean fromNode) {
    return new Flight(envelope, fromNode, authenticator, cpu);
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
