package org.medchain.node.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** Calls other processes; over connections, or in tests directly. */
public interface RpcClient {
  /** The peers that are connected now. */
  List<Peer> peers();

  /**
   * Calls one of them.
   *
   * @return the reply; ends with {@link RefusedException} if it was refused, no reply arrives in
   *     time, or the peer is not connected
   */
  CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question);
}
