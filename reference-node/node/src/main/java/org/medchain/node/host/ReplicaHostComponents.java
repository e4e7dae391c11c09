package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.List;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.network.Authenticator;
import org.medchain.node.storage.NodeStore;

/**
 * The parts of a host.
 *
 * @param name for threads and logs
 * @param loop the replica's thread
 * @param replica that it runs
 * @param stateMachine executes blocks, at the genesis state
 * @param authenticator of messages
 * @param signer of this node
 * @param store opened; the host gets durable tokens by {@link ReplicaHost#durable}
 * @param waitsForSync whether the store forces; if not, nothing waits for it
 * @param network sends
 * @param observers that are called, in this order
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
    List<HostObserver> observers) {}
