package org.medchain.node.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** Asks other processes; over connections, or in tests directly. */
public interface RpcClient {
  /** Who is connected now. */
  List<Peer> peers();

  /**
   * Asks one of them.
   *
   * @return the answer; ends with {@link RefusedException} if it was refused, no reply arrives in
   *     time, or the peer is not connected
   */
  CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question);
}
