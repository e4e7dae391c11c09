package org.medchain.simulation.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.simulation.event.EventHandler;
import org.medchain.simulation.event.EventTimers;
import org.medchain.simulation.event.MessageInFlight;
import org.medchain.simulation.event.SimulationEvent;
import org.medchain.simulation.event.TimerEvent;

/**
 * One client: a session with the consensus nodes, its timers, and the requests that it waits for
 * (SIM-15).
 *
 * <p>A client has neither a core nor an uplink that could be busy. It represents an agency's many
 * machines, and a run measures the nodes; a client that was short of time would add to every
 * latency what no protocol can help. Where all share one machine, clients are a process of one
 * thread on it (SIM-35).
 */
public final class ClientHost implements EventHandler {
  private final RunContext context;
  private final int client;
  private final int party;
  private final String name;
  private final ClientSession session;
  private final EventTimers timers;
  private final AcceptanceListener onAccepted;

  /** Waits for acceptances. */
  @FunctionalInterface
  public interface AcceptanceListener {
    /** A request of the client with this index became final. */
    void accepted(int client, Output.Accepted accepted, long atNs);
  }

  /** Intended times of the requests that are not accepted yet. */
  private final Map<RequestId, Long> pending = new LinkedHashMap<>();

  /**
   * A client.
   *
   * @param party its index among all parties
   * @param onAccepted told whenever a request of this client was accepted
   */
  public ClientHost(
      RunContext world,
      int client,
      int party,
      ClientSession session,
      AcceptanceListener onAccepted) {
    this.context = world;
    this.client = client;
    this.party = party;
    this.name = "c" + client;
    this.session = session;
    this.timers = new EventTimers(world.queue(), party);
    this.onAccepted = onAccepted;
  }

  @Override
  public void handle(long atNs, SimulationEvent what) {
    switch (what) {
      case MessageInFlight flight -> receive(context.clientCpu().received(atNs), flight);
      case TimerEvent alarm -> {
        if (timers.isDue(alarm, atNs)) {
          step(atNs, new Input.TimerFired(context.originNs() + atNs, alarm.timer));
        }
      }
      default -> throw what.misdirectedTo("a client");
    }
  }

  @Override
  public long busyUntilNs() {
    return context.clientCpu().busyUntilNs();
  }

  /**
   * Submits a request.
   *
   * @param read whether it is sent without ordering, if that is possible
   * @param intendedNs when the load wanted that
   * @throws IllegalArgumentException if it was submitted before and waits, or another client serves
   *     its sender
   */
  public void submit(Transaction request, boolean read, long intendedNs, long atNs) {
    RequestId id = request.request();
    context.addresses().register(id.sender(), party);
    Argument.refuseIf(pending.putIfAbsent(id, intendedNs) != null, "submitted twice: %s", id);
    context.counters().submitted++;
    context.observer().submitted(client, id, intendedNs, atNs);
    long nowNs = context.originNs() + atNs;
    Transaction sent =
        context.macs().isPresent()
            ? Transaction.unsigned(id, request.kind(), request.body())
            : request;
    step(
        atNs,
        read ? new Input.ReadSubmitted(nowNs, sent) : new Input.RequestSubmitted(nowNs, sent));
  }

  private void receive(long atNs, MessageInFlight flight) {
    Envelope envelope = flight.envelope();
    context.counters().withClients.delivered(envelope.code(), flight.bytes());
    context.observer().delivered(name, atNs, envelope, flight.bytes());
    MessageInFlight checked = context.authenticated(flight);
    step(atNs, Input.of(context.originNs() + atNs, checked.envelope(), checked.authentication()));
  }

  private void step(long atNs, Input input) {
    List<Output> outputs = session.step(input);
    context.observer().stepped(name, atNs, input, outputs);
    BroadcastDetector sending = new BroadcastDetector();
    if (input instanceof Input.TimerFired) {
      // A request that has to be sent again went wrong at the agency (AGENCY-5).
      context.addresses().leaveAgency(party);
    }
    for (Output output : outputs) {
      perform(atNs, output, sending);
    }
  }

  /** Keeps the last envelope, because a session may send one to each node separately. */
  private final class BroadcastDetector {
    private Envelope plain;
    private MessageInFlight last;

    MessageInFlight of(Envelope envelope) {
      if (!envelope.equals(plain)) {
        last = context.fromClient(envelope);
        plain = envelope;
      }
      return last;
    }
  }

  private void perform(long atNs, Output output, BroadcastDetector sending) {
    switch (output) {
      case Output.Send send -> {
        long leaveNs = context.clientCpu().sent(atNs, 1);
        context.send(party, send.to(), sending.of(send.envelope()), leaveNs);
      }
      case Output.Broadcast broadcast -> broadcast(atNs, sending.of(broadcast.envelope()));
      case Output.StartTimer start -> timers.start(start.timer(), atNs, start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Accepted accepted -> accept(atNs, accepted);
      case Output.Reject reject -> rejected(atNs, reject.sender(), reject.reason());
      // It stays open: a pool that is full has room later.
      case Output.Refused refused ->
          rejected(atNs, refused.request().sender(), "refused: " + refused.reason());
      default ->
          throw new IllegalStateException(
              "a client session puts out what only a replica may: " + output);
    }
  }

  private void rejected(long atNs, PublicKey sender, String reason) {
    context.counters().rejected++;
    context.observer().rejected(name, atNs, sender, reason);
  }

  /** To the client's agency, which passes it on, or to all nodes. */
  private void broadcast(long atNs, MessageInFlight flight) {
    OptionalInt agency = context.addresses().agencyOf(party);
    if (agency.isPresent()) {
      long leaveNs = context.clientCpu().sent(atNs, 1);
      context.network().send(party, agency.getAsInt(), flight.toAgency(), leaveNs);
    } else {
      long leaveNs = context.clientCpu().sent(atNs, context.nodes());
      context.network().broadcast(party, flight, leaveNs);
    }
  }

  private void accept(long atNs, Output.Accepted accepted) {
    Long intendedNs = pending.remove(accepted.request());
    if (intendedNs == null) {
      throw new IllegalStateException(
          "accepted without a request, or twice: " + accepted.request().brief());
    }
    context.counters().accepted++;
    context
        .observer()
        .accepted(
            client, accepted.request(), accepted.height(), accepted.receipt(), intendedNs, atNs);
    onAccepted.accepted(client, accepted, atNs);
  }
}
