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
   * @return the reply; ends with {@link RefusedException} if it was refused or not sent, and with
   *     an {@link java.io.IOException} if no reply comes: it may be carried out all the same
   */
  CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question);
}
