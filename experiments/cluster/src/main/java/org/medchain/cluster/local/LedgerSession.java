package org.medchain.cluster.local;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.host.SessionHost;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.Transport;

/**
 * A client's side of the ledger over connections to the consensus nodes: a request goes to all of
 * them, and is done when f + 1 sent the same reply (CONS-8). May be used by any thread.
 */
public final class LedgerSession implements LinkListener {
  private final EventLoop loop;
  private final SessionHost host;
  private final Map<RequestId, CompletableFuture<Output.Accepted>> open = new HashMap<>();
  private final UnaryOperator<Envelope> authentication;
  private Transport transport;

  /**
   * A session that is not connected yet.
   *
   * @param loop the thread of connections, which runs the session
   * @param senders whose requests it sends
   * @param sealing what becomes of a message before it is sent
   */
  public LedgerSession(
      EventLoop loop,
      Genesis genesis,
      ConsensusConfig consensus,
      List<KeyPair> senders,
      UnaryOperator<Envelope> sealing) {
    this.loop = loop;
    this.authentication = sealing;
    HostedProtocol protocol = HostedProtocol.of(consensus, genesis, genesis.terms().nodes().get(0));
    this.host =
        new SessionHost(
            loop,
            HostClock.system(),
            protocol.session().get(),
            new Authenticator(
                genesis.chain(),
                NativeEd25519.orPortable(),
                new MessageRegistry(protocol.messages()),
                new X25519MacScheme(),
                senders),
            new LedgerSessionNetwork(),
            this::accepted,
            refused -> {});
  }

  /** To be called before anything is submitted. */
  public void attach(Transport connections) {
    this.transport = connections;
  }

  /** Has a request ordered; completes when it is final. Another of its number takes its place. */
  public CompletableFuture<Output.Accepted> submit(Transaction request) {
    return submitted(request, () -> host.submit(request));
  }

  /** Has a request answered without being ordered, if that is possible. */
  public CompletableFuture<Output.Accepted> read(Transaction request) {
    return submitted(request, () -> host.read(request));
  }

  private CompletableFuture<Output.Accepted> submitted(Transaction request, Runnable step) {
    CompletableFuture<Output.Accepted> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          open.put(request.request(), result);
          step.run();
        });
    return result;
  }

  private void accepted(Output.Accepted accepted) {
    CompletableFuture<Output.Accepted> result = open.remove(accepted.request());
    if (result != null) {
      result.complete(accepted);
    }
  }

  /** As the agency spreads requests (paper §4). */
  private final class LedgerSessionNetwork implements SessionHost.SessionNetwork {
    @Override
    public void broadcast(Envelope envelope) {
      List<PeerLink> nodes =
          transport.links().stream().filter(each -> each.peer().role().isNode()).toList();
      transport.broadcast(new Frame.EnvelopeFrame(authentication.apply(envelope)), nodes);
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      Frame frame = new Frame.EnvelopeFrame(authentication.apply(envelope));
      transport.link(to).ifPresent(link -> link.send(frame));
    }
  }

  @Override
  public void received(PeerLink link, Frame.EnvelopeFrame frame) {
    host.receive(frame.envelope());
  }
}
