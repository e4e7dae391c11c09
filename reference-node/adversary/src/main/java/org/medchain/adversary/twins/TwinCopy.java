package org.medchain.adversary.twins;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.data.Header;
import org.medchain.network.AuthenticationResult.Verified;

/**
 * One of the two copies in a twin, and its names on the host that it shares with the other: tokens
 * get new numbers, timers get a prefix.
 */
final class TwinCopy {
  final int number;
  private final Replica replica;
  private final String prefix;
  private final Deque<Input> inputs = new ArrayDeque<>();

  /** The host's tokens by the copy's, from the last truncation on. */
  private final TreeMap<Long, DurabilityToken> toHost = new TreeMap<>();

  private long durable;

  /** The header that the copy searches for. */
  Optional<Header> search = Optional.empty();

  /** The host's token before which the copy needs nothing. */
  Optional<DurabilityToken> truncatedUpTo = Optional.empty();

  TwinCopy(int number, Replica replica) {
    this.number = number;
    this.replica = replica;
    this.prefix = number == 0 ? "first/" : "second/";
  }

  void enqueue(Input input) {
    inputs.add(input);
  }

  void receive(Verified verified, long nowNs) {
    enqueue(new Input.MessageReceived(nowNs, verified));
  }

  boolean hasInput() {
    return !inputs.isEmpty();
  }

  /** The copy's outputs for its next input, in its own names. */
  List<Output> step() {
    return replica.step(inputs.remove());
  }

  /** The copy names a token that the host will know as {@code token}. */
  void nameToken(DurabilityToken own, DurabilityToken token) {
    toHost.put(own.number(), token);
  }

  /** The tokens that the copy waits for, in the host's names; durable ones are left out. */
  List<DurabilityToken> toHost(List<DurabilityToken> own) {
    return own.stream().map(each -> toHost.get(each.number())).filter(Objects::nonNull).toList();
  }

  /** The host has made everything durable up to this token of the copy. */
  void persisted(Input.Persisted persisted) {
    long last = durable;
    for (Map.Entry<Long, DurabilityToken> each : toHost.tailMap(durable, false).entrySet()) {
      if (each.getValue().compareTo(persisted.token()) <= 0) {
        last = each.getKey();
      }
    }
    if (last > durable) {
      durable = last;
      enqueue(new Input.Persisted(persisted.nowNs(), new DurabilityToken(last)));
    }
  }

  /** The copy needs nothing from before this token of its numbering. */
  void truncate(DurabilityToken first) {
    DurabilityToken token = toHost.get(first.number());
    if (token != null) {
      truncatedUpTo = Optional.of(token);
      toHost.headMap(first.number()).clear();
    }
  }

  Timer toHost(Timer own) {
    return new Timer(prefix + own.name(), own.key());
  }

  /** The copy's own timer, if it is one of this copy's. */
  Optional<Timer> fromHost(Timer outer) {
    return outer.name().startsWith(prefix)
        ? Optional.of(new Timer(outer.name().substring(prefix.length()), outer.key()))
        : Optional.empty();
  }

  /** Whether this header, once sealed, is the one that the copy requested. */
  boolean isSearchingFor(Header sealed) {
    return search.map(asked -> sealed.with(asked.randomString()).equals(asked)).orElse(false);
  }
}
