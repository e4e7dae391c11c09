package org.medchain.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;

/**
 * One client: a session with the consensus nodes, its timers, and the requests that it waits for
 * (SIM-15).
 *
 * <p>A client has neither a core nor an uplink that could be busy. It stands for an agency's many
 * machines, and what a run measures is the nodes; a client that was short of time would add to
 * every latency what no protocol can help. Where all share one machine, clients are a process of
 * one thread on it (SIM-35).
 */
final class ClientHost implements Party {
  private final Surroundings world;
  private final int client;
  private final int party;
  private final String name;
  private final ClientSession session;
  private final Timers timers;
  private final IntConsumer onAccepted;

  /** Intended times of the requests that are not accepted yet. */
  private final Map<RequestId, Long> pending = new LinkedHashMap<>();

  /**
   * A client.
   *
   * @param party its index among all parties
   * @param onAccepted told the client's index whenever a request of its was accepted
   */
  ClientHost(
      Surroundings world, int client, int party, ClientSession session, IntConsumer onAccepted) {
    this.world = world;
    this.client = client;
    this.party = party;
    this.name = "c" + client;
    this.session = session;
    this.timers = new Timers(world.queue(), party);
    this.onAccepted = onAccepted;
  }

  @Override
  public void occur(long atNs, Occurrence what) {
    switch (what) {
      case Flight flight -> receive(world.clients().received(atNs), flight);
      case Alarm alarm -> {
        if (timers.runsOut(alarm, atNs)) {
          step(atNs, new Input.TimerFired(world.originNs() + atNs, alarm.timer));
        }
      }
      case Start start -> throw misdirected(what);
      case Durable durable -> throw misdirected(what);
      case Find find -> throw misdirected(what);
      case Turn turn -> throw misdirected(what);
      case Released released -> throw misdirected(what);
    }
  }

  @Override
  public long busyUntilNs() {
    return world.clients().busyUntilNs();
  }

  private static IllegalArgumentException misdirected(Occurrence what) {
    return new IllegalArgumentException("does not happen to a client: " + what);
  }

  /**
   * Submits a request.
   *
   * @param read whether it is to be answered without being ordered, if that is possible
   * @param intendedNs when the load wanted that
   * @throws IllegalArgumentException if it was submitted before and waits, or another client serves
   *     its sender
   */
  void submit(Transaction request, boolean read, long intendedNs, long atNs) {
    RequestId id = request.request();
    world.addresses().serve(id.sender(), party);
    if (pending.putIfAbsent(id, intendedNs) != null) {
      throw new IllegalArgumentException("submitted twice: " + id.brief());
    }
    world.counters().submitted++;
    world.observer().submitted(client, id, intendedNs, atNs);
    long nowNs = world.originNs() + atNs;
    Transaction sent =
        world.macs().isPresent()
            ? Transaction.unsigned(id, request.kind(), request.body())
            : request;
    step(
        atNs,
        read ? new Input.ReadSubmitted(nowNs, sent) : new Input.RequestSubmitted(nowNs, sent));
  }

  private void receive(long atNs, Flight flight) {
    Envelope envelope = flight.envelope();
    world.counters().deliveredWithClients(envelope.code(), flight.bytes());
    world.observer().delivered(name, atNs, envelope, flight.bytes());
    step(atNs, input(world.originNs() + atNs, world.opened(flight)));
  }

  private Input input(long nowNs, Flight flight) {
    return switch (flight.authentication()) {
      case Verified verified -> new Input.MessageReceived(nowNs, verified);
      case Authentication.Rejected rejected ->
          new Input.MessageRejected(
              nowNs, rejected.sender(), flight.envelope().code(), rejected.reason());
    };
  }

  private void step(long atNs, Input input) {
    List<Output> outputs = session.step(input);
    world.observer().stepped(name, atNs, input, outputs);
    Sending sending = new Sending();
    for (Output output : outputs) {
      perform(atNs, output, sending);
    }
  }

  /** Remembers the last envelope, because a session may send one to each node by itself. */
  private final class Sending {
    private Envelope plain;
    private Flight last;

    Flight of(Envelope envelope) {
      if (!envelope.equals(plain)) {
        last = world.fromClient(envelope);
        plain = envelope;
      }
      return last;
    }
  }

  private void perform(long atNs, Output output, Sending sending) {
    switch (output) {
      case Output.Send send -> {
        long leaveNs = world.clients().sent(atNs, 1);
        world.send(party, send.to(), sending.of(send.envelope()), leaveNs);
      }
      case Output.Broadcast broadcast -> {
        long leaveNs = world.clients().sent(atNs, world.nodes());
        world.network().broadcast(party, sending.of(broadcast.envelope()), leaveNs);
      }
      case Output.StartTimer start -> timers.start(start.timer(), atNs, start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Accepted accepted -> accept(atNs, accepted);
      case Output.Reject reject -> {
        world.counters().rejected++;
        world.observer().rejected(name, atNs, reject.sender(), reject.reason());
      }
      case Output.Persist persist -> throw foreign(output);
      case Output.Sign sign -> throw foreign(output);
      case Output.Reply reply -> throw foreign(output);
      case Output.Mine mine -> throw foreign(output);
      case Output.StopMining stop -> throw foreign(output);
      case Output.Commit commit -> throw foreign(output);
      case Output.Revert revert -> throw foreign(output);
      case Output.TakeSnapshot take -> throw foreign(output);
      case Output.ServeSnapshot serve -> throw foreign(output);
      case Output.Restore restore -> throw foreign(output);
      case Output.Truncate truncate -> throw foreign(output);
      case Output.Read read -> throw foreign(output);
    }
  }

  private static IllegalStateException foreign(Output output) {
    return new IllegalStateException(
        "a client session puts out what only a replica may: " + output);
  }

  private void accept(long atNs, Output.Accepted accepted) {
    Long intendedNs = pending.remove(accepted.request());
    if (intendedNs == null) {
      throw new IllegalStateException(
          "accepted without being asked for, or twice: " + accepted.request().brief());
    }
    world.counters().accepted++;
    world
        .observer()
        .accepted(
            client, accepted.request(), accepted.height(), accepted.receipt(), intendedNs, atNs);
    onAccepted.accept(client);
  }
}
