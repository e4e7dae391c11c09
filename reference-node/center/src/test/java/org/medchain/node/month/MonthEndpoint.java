package org.medchain.node.month;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** A process at the {@link MonthNetwork}. */
interface MonthEndpoint {
  String name();

  MonthMachine machine();

  boolean isUp();

  /** The certificates that it shows now. */
  List<X509Certificate> chain();

  /** By its own clock and by its knowledge of revocations. */
  Peer admit(List<X509Certificate> chain) throws RefusedException;

  /** Why a peer's calls are refused, by this process' knowledge of revocations when asked. */
  default Optional<String> refusal(Peer peer) {
    return Optional.empty();
  }

  List<RpcService> services();

  void opened(MonthNetwork.Link link);

  void closed(MonthNetwork.Link link);

  void received(Envelope envelope, MonthNetwork.Link link);

  /** A node's reply to a request of this process. */
  void replied(Peer node, OrderedReply reply);
}
