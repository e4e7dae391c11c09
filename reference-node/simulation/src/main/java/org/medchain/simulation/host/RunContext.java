package org.medchain.simulation.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.medchain.consensus.HostCore;
import org.medchain.consensus.HostWork;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.Screening;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.network.AddressBook;
import org.medchain.simulation.network.MacEnvelopes;
import org.medchain.simulation.network.Network;
import org.medchain.simulation.observe.RunCounters;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * The parts that all parties of a run share.
 *
 * @param envelopes says whether they are authentic
 * @param host the other costs of real processes
 * @param clientCpu the clients' thread
 * @param macs where requests and replies are not signed
 */
public record RunContext(
    EventQueue queue,
    Network network,
    AddressBook addresses,
    CheckedEnvelopes envelopes,
    Cluster cluster,
    CpuModel cpu,
    HostModel host,
    ClientCpu clientCpu,
    RunCounters counters,
    SimulationObserver observer,
    Optional<MacEnvelopes> macs) {
  /** Unix time of the virtual time 0, in ns. */
  long originNs() {
    return cluster.chain().genesis().header().timestampMs() * 1_000_000;
  }

  /** Number of consensus nodes. */
  int nodes() {
    return addresses.nodes();
  }

  /** The messages that a node will seal. */
  SealedMessages sealedMessages(KeyPair keys, boolean trusted) {
    return new SealedMessages(envelopes, cluster.scheme(), cluster.chain().chain(), keys, trusted);
  }

  /** A node's envelope as it will be received, authenticated once for all receivers. */
  MessageInFlight fromNode(Envelope envelope, SealedMessages own) {
    return new MessageInFlight(envelope, own.of(envelope), true, cpu);
  }

  /** A client's envelope as it leaves: with codes in place of the signature, where that is so. */
  MessageInFlight fromClient(Envelope envelope) {
    Envelope sent = macs.map(post -> post.request(envelope)).orElse(envelope);
    return new MessageInFlight(sent, envelopes.authenticator().authenticate(sent), false, cpu);
  }

  /** A node's message to one receiver, which convinces no third party. */
  MessageInFlight reply(KeyPair keys, SealedMessages own, PublicKey to, Message message) {
    boolean unsigned = macs.isPresent() && message instanceof Message.Deniable;
    Envelope envelope = unsigned ? macs.get().reply(keys, to, message) : own.seal(message);
    return fromNode(envelope, own).to(to);
  }

  /** Making that reply's signature or code, in ns. */
  long replyNs(Message message) {
    if (host.replyUs().isPresent()) {
      return Math.round(1e3 * host.replyUs().getAsDouble());
    }
    return macs.isPresent() && message instanceof Message.Deniable ? cpu.macNs() : cpu.signNs();
  }

  /** A step's own work for a node's core, in ns. */
  long workNs(HostWork work) {
    return switch (work) {
      case HostWork.Sign sign -> cpu.signNs();
      case HostWork.Reply reply -> replyNs(reply.message()) + host.sendNs(1);
      case HostWork.Execute execute -> cpu.executeNs(execute.execution().receipts().size());
      case HostWork.Read read -> cpu.executeNs(1);
      case HostWork.Restore restore -> cpu.receiveNs(0, restore.bytes());
    };
  }

  /** Reading the log after a restart, in ns: as hashing its bytes. */
  long recoveryNs(List<Bytes> log) {
    int bytes = log.stream().mapToInt(Bytes::size).sum();
    return bytes == 0 ? 0 : cpu.receiveNs(0, bytes);
  }

  /** A message came to a node; {@code handed}: not lost in a crash, which is the result too. */
  boolean arrived(boolean handed, String party, long atNs, MessageInFlight flight) {
    if (!handed) {
      counters.lost++;
      return false;
    }
    observer.delivered(party, atNs, flight.envelope(), flight.bytes());
    (flight.isBetweenNodes() ? counters.betweenNodes : counters.withClients)
        .delivered(flight.envelope().code(), flight.bytes());
    return true;
  }

  /** A node is back. */
  void restarted(int node, long atNs) {
    counters.restarts++;
    observer.restarted(node, atNs);
  }

  /** A received message, as the node that holds {@code own} and screens it reads it. */
  Optional<AuthenticationResult> authenticated(
      MessageInFlight flight, KeyPair own, BiFunction<PublicKey, Message, Screening> screen) {
    return flight.isAddressed() && macs.isPresent()
        ? Optional.of(macs.get().authenticate(flight.envelope(), own))
        : HostCore.screened(
            envelopes.authenticator(), flight.envelope(), flight.authentication(), screen);
  }

  /** A message received by a client, as the addressed key reads it. */
  MessageInFlight authenticated(MessageInFlight flight) {
    return flight.isAddressed() && macs.isPresent() && flight.receiver().isPresent()
        ? flight.withAuthentication(
            macs.get().authenticateFor(flight.envelope(), flight.receiver().get()))
        : flight;
  }

  /** Whether a node's replica reaches the node or client of the key. */
  boolean isLinked(int from, PublicKey to) {
    int party = addresses.find(to);
    return party < 0 || network.isLinked(from, party);
  }

  /** Sends to the node or client of the key, if there is one. */
  void send(int from, PublicKey to, MessageInFlight flight, long leaveNs) {
    int party = addresses.find(to);
    if (party < 0) {
      counters.unaddressed++;
      return;
    }
    OptionalInt agency = addresses.agencyOf(party);
    if (agency.isPresent() && agency.getAsInt() != from) {
      // By the connection by which the request came (AGENCY-3).
      network.send(from, agency.getAsInt(), flight.to(to), leaveNs);
    } else {
      network.send(from, party, flight, leaveNs);
    }
  }

  /** Whether the node that gets this is to bring it to a client. */
  boolean isForClient(MessageInFlight flight) {
    return flight.isFromNode()
        && flight.receiver().isPresent()
        && addresses.find(flight.receiver().get()) >= nodes();
  }

  /** Taking a message from one connection and giving it to another, unread, in ns. */
  long relayNs(MessageInFlight flight) {
    return host.receiveNs() + cpu.receiveNs(0, flight.bytes()) + host.sendNs(1);
  }
}
