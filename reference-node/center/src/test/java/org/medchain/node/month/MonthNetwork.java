package org.medchain.node.month;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Connections in memory: each is open once both ends admit the certificates that the other shows
 * then, and ends as soon as one of them no longer does; messages on their way are lost with it.
 */
final class MonthNetwork {
  private static final long REDIAL_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long CALL_NS = TimeUnit.SECONDS.toNanos(5);

  private final Month month;
  private final List<MonthEndpoint> endpoints = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Set<MonthEndpoint> cutOff = new HashSet<>();

  MonthNetwork(Month month) {
    this.month = month;
  }

  void add(MonthEndpoint endpoint) {
    endpoints.add(endpoint);
  }

  /** An end of a connection, at its owner. */
  final class Link implements PeerLink {
    private final Connection connection;
    private final MonthEndpoint owner;
    private final MonthEndpoint other;
    private final List<X509Certificate> shown;
    private final Peer peer;

    private Link(Connection connection, MonthEndpoint owner, MonthEndpoint other)
        throws RefusedException {
      this.connection = connection;
      this.owner = owner;
      this.other = other;
      this.shown = other.chain();
      this.peer = owner.admit(shown);
    }

    @Override
    public Peer peer() {
      return peer;
    }

    @Override
    public boolean send(Envelope envelope) {
      deliver(connection, other, to -> to.other.received(envelope, to.back()));
      return connection.open;
    }

    private Link back() {
      return connection.ends.get(0) == this ? connection.ends.get(1) : connection.ends.get(0);
    }

    private void deliver(Connection over, MonthEndpoint to, Consumer<Link> arrival) {
      month.after(
          to,
          month.latencyNs(),
          () -> {
            if (over.open && to.isUp()) {
              arrival.accept(this);
            }
          });
    }

    @Override
    public void close(String reason) {
      end(connection);
    }
  }

  /** Both ends of one. */
  private static final class Connection {
    private final List<Link> ends = new ArrayList<>();
    private boolean open = true;

    boolean joins(MonthEndpoint one, MonthEndpoint other) {
      return ends.stream().anyMatch(each -> each.owner.equals(one) && each.other.equals(other));
    }
  }

  /** From now on nobody reaches it and it reaches nobody, or both again. */
  void cutOff(MonthEndpoint endpoint, boolean off) {
    if (off) {
      cutOff.add(endpoint);
      endAll(endpoint);
    } else {
      cutOff.remove(endpoint);
    }
  }

  boolean isCutOff(MonthEndpoint endpoint) {
    return cutOff.contains(endpoint);
  }

  /** Its process ended, or its machine sleeps. */
  void endAll(MonthEndpoint endpoint) {
    List.copyOf(connections).stream()
        .filter(each -> each.ends.stream().anyMatch(end -> end.owner.equals(endpoint)))
        .forEach(this::end);
  }

  /** One of them breaks. */
  void breakOne(int number) {
    if (!connections.isEmpty()) {
      end(connections.get(number % connections.size()));
    }
  }

  private void end(Connection connection) {
    if (connection.open) {
      connection.open = false;
      connections.remove(connection);
      for (Link each : connection.ends) {
        if (each.owner.isUp()) {
          month.after(each.owner, 0, () -> closed(each));
        }
      }
      month.at(month.nowNs() + REDIAL_NS, this::dial);
    }
  }

  private static void closed(Link link) {
    if (link.owner.isUp()) {
      link.owner.closed(link);
    }
  }

  /** Everybody dials whom it is not connected to. */
  void dial() {
    for (int i = 0; i < endpoints.size(); i++) {
      for (int j = 0; j < i; j++) {
        dial(endpoints.get(i), endpoints.get(j));
      }
    }
  }

  private boolean reaches(MonthEndpoint endpoint) {
    return endpoint.isUp() && !cutOff.contains(endpoint) && !endpoint.machine().isSuspended();
  }

  private void dial(MonthEndpoint one, MonthEndpoint other) {
    boolean linked = connections.stream().anyMatch(each -> each.joins(one, other));
    if (linked || !reaches(one) || !reaches(other)) {
      return;
    }
    Connection made = new Connection();
    try {
      made.ends.add(new Link(made, one, other));
      made.ends.add(new Link(made, other, one));
    } catch (RefusedException e) {
      return; // It is dialled again, with the certificates of then.
    }
    connections.add(made);
    made.ends.forEach(each -> month.after(each.owner, 0, () -> opened(each)));
  }

  private static void opened(Link link) {
    if (link.connection.open && link.owner.isUp()) {
      link.owner.opened(link);
    }
  }

  /** The connections of one of them whose other end it no longer admits end. */
  void recheck(MonthEndpoint endpoint) {
    for (Link each : links(endpoint)) {
      try {
        Peer unused = endpoint.admit(each.shown);
      } catch (RefusedException e) {
        each.close(e.getMessage());
      }
    }
  }

  List<Link> links(MonthEndpoint owner) {
    return connections.stream()
        .flatMap(each -> each.ends.stream())
        .filter(each -> each.owner.equals(owner))
        .toList();
  }

  private Optional<Link> link(MonthEndpoint owner, PublicKey peer) {
    return links(owner).stream().filter(each -> each.peer.key().equals(peer)).findFirst();
  }

  void broadcast(MonthEndpoint from, Envelope envelope) {
    links(from).stream()
        .filter(each -> each.peer.role().isNode())
        .forEach(each -> each.send(envelope));
  }

  void send(MonthEndpoint from, PublicKey to, Envelope envelope) {
    link(from, to).ifPresent(each -> each.send(envelope));
  }

  void reply(MonthEndpoint from, PublicKey to, OrderedReply reply) {
    link(from, to)
        .ifPresent(
            each ->
                each.deliver(
                    each.connection,
                    each.other,
                    link -> link.other.replied(link.back().peer, reply)));
  }

  /** How one of them calls the others. */
  RpcClient asker(MonthEndpoint owner) {
    return new RpcClient() {
      @Override
      public List<Peer> peers() {
        return links(owner).stream().map(Link::peer).toList();
      }

      @Override
      public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
        CompletableFuture<Bytes> reply = new CompletableFuture<>();
        Optional<Link> over = link(owner, peer);
        if (over.isEmpty()) {
          return CompletableFuture.failedFuture(new RefusedException("not connected"));
        }
        Link link = over.get();
        link.deliver(link.connection, link.other, at -> serve(at, topic, question, reply));
        IOException late = new IOException("no reply in time");
        var unused =
            owner
                .machine()
                .loop()
                .schedule(() -> reply.completeExceptionally(late), CALL_NS, TimeUnit.NANOSECONDS);
        return reply;
      }
    };
  }

  private static void serve(
      Link asking, RpcMethod topic, Bytes question, CompletableFuture<Bytes> reply) {
    Peer asker = asking.back().peer;
    Optional<RpcService> service =
        asking.other.refusal(asker).or(() -> AdmissionTable.refusal(asker, topic)).isPresent()
            ? Optional.empty()
            : asking.other.services().stream()
                .filter(each -> each.method().equals(topic))
                .findFirst();
    try {
      Bytes answer =
          service
              .orElseThrow(() -> new RefusedException(topic.name() + " is not served"))
              .handle(asker, question);
      asking.deliver(asking.connection, asking.owner, link -> reply.complete(answer));
    } catch (RefusedException e) {
      asking.deliver(asking.connection, asking.owner, link -> reply.completeExceptionally(e));
    }
  }
}
