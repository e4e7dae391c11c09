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
 * @param forced whether the store forces; if not, nothing waits for it
 * @param post sends
 * @param observers are told, in this order
 */
public record HostParts(
    String name,
    EventLoop loop,
    HostClock clock,
    Replica replica,
    StateMachine stateMachine,
    Authenticator authenticator,
    Signer signer,
    NodeStore store,
    boolean forced,
    Post post,
    List<HostObserver> observers) {
  /** Copies the list. */
  public HostParts {
    observers = List.copyOf(observers);
  }
}
