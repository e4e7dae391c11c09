package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.List;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.network.Authenticator;
import org.medchain.node.storage.NodeStore;

/**
 * What a host is made of.
 *
 * @param name for threads and logs
 * @param loop the replica's thread
 * @param replica what is run
 * @param stateMachine executes blocks, at the genesis state
 * @param authenticator checks what comes
 * @param signer with which this node signs
 * @param store opened; the host is told of what is durable by {@link ReplicaHost#durable}
 * @param waitsForSync whether the store forces; if not, nothing waits for it
 * @param network sends
 * @param observers are told, in this order
 */
public record ReplicaHostComponents(
    String name,
    EventLoop loop,
    HostClock clock,
    Replica replica,
    StateMachine stateMachine,
    Authenticator authenticator,
    MessageSigner signer,
    NodeStore store,
    boolean waitsForSync,
    ReplicaNetwork network,
    List<HostObserver> observers) {
  /** Copies the list. */
  public ReplicaHostComponents {
    observers = List.copyOf(observers);
  }
}
