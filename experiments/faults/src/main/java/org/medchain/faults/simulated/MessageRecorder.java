package org.medchain.faults.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;
import org.medchain.faults.host.HostMessage;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.network.MessageType;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * The messages that are made in a window of time. A replica's step makes a message; it leaves when
 * what it promises is durable. A reply is sealed behind the replica, so it is known by its kind and
 * its receiver.
 */
final class MessageRecorder implements SimulationObserver {
  private final long fromNs;
  private final long untilNs;
  private final Map<PublicKey, String> names;
  private final List<String> nodes;
  private final MessageRegistry kinds;
  private final List<SentMessage> sent = new ArrayList<>();
  private final List<HostMessage> messages = new ArrayList<>();

  /** One that was made; {@code waiting} are the receivers that it did not reach yet. */
  private record SentMessage(
      long atNs, String from, int code, Optional<Envelope> envelope, Set<String> waiting) {}

  /**
   * Nothing so far.
   *
   * @param names of all parties, the nodes' first
   * @param kinds of the protocol
   */
  MessageRecorder(
      long fromNs, long untilNs, Map<PublicKey, String> names, List<MessageType> kinds) {
    this.fromNs = fromNs;
    this.untilNs = untilNs;
    this.names = new LinkedHashMap<>(names);
    this.nodes = names.values().stream().filter(each -> each.startsWith("n")).toList();
    this.kinds = new MessageRegistry(kinds);
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    if (atNs < fromNs) {
      return;
    }
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> add(party, atNs, send.envelope(), Set.of(name(send.to())));
        case Output.Broadcast broadcast -> add(party, atNs, broadcast.envelope(), others(party));
        case Output.Reply reply ->
            sent.add(
                new SentMessage(
                    atNs,
                    party,
                    reply.message().type().code(),
                    Optional.empty(),
                    new LinkedHashSet<>(Set.of(name(reply.client())))));
        default -> {}
      }
    }
  }

  private void add(String party, long atNs, Envelope envelope, Set<String> to) {
    sent.add(
        new SentMessage(
            atNs, party, envelope.code(), Optional.of(envelope), new LinkedHashSet<>(to)));
  }

  private Set<String> others(String party) {
    Set<String> others = new LinkedHashSet<>(nodes);
    others.remove(party);
    return others;
  }

  private String name(PublicKey key) {
    return names.getOrDefault(key, key.brief());
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    SentMessage found = null;
    for (SentMessage each : sent) {
      if (each.atNs() <= atNs
          && isThis(each, envelope)
          && each.waiting().contains(party)
          // Of equal ones, as after a cut, the last: that says nothing of the first.
          && (found == null || found.from().equals(each.from()))) {
        found = each;
      }
    }
    if (found != null) {
      found.waiting().remove(party);
      messages.add(message(found, OptionalLong.of(atNs), party));
    }
  }

  private boolean isThis(SentMessage each, Envelope envelope) {
    return each.envelope().isPresent()
        ? each.envelope().get().equals(envelope)
        : each.code() == envelope.code() && each.from().equals(name(envelope.sender()));
  }

  private HostMessage message(SentMessage each, OptionalLong atNs, String to) {
    String kind = kinds.find(each.code()).map(MessageType::name).orElse("kind " + each.code());
    return new HostMessage(each.atNs(), atNs, each.from(), to, kind);
  }

  /**
   * All of them, by the time at which they were made; those that reached nobody as well.
   *
   * @param lateNs what was made later may still have been in flight when the run ended
   */
  List<HostMessage> messages(long lateNs) {
    List<HostMessage> all = new ArrayList<>(messages);
    for (SentMessage each : sent) {
      if (each.atNs() <= lateNs) {
        each.waiting().forEach(to -> all.add(message(each, OptionalLong.empty(), to)));
      }
    }
    all.removeIf(each -> each.sentNs() > untilNs);
    all.sort(Comparator.comparingLong(HostMessage::sentNs));
    return all;
  }
}
