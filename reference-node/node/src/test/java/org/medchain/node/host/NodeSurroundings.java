package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;
import org.medchain.node.durable.Volume;
import org.medchain.node.transport.RpcClient;

/**
 * All that a simulated node has from outside.
 *
 * @param loop its thread
 * @param monotonicNs of its machine
 * @param calendar its machine's time
 * @param folder of credentials and index
 * @param indexed whether it keeps an index
 * @param authority by whose certificates it admits
 * @param asker calls those that are connected
 * @param watch is told what it executes and puts out
 */
public record NodeSurroundings(
    String name,
    KeyPair keys,
    Genesis genesis,
    SignatureScheme scheme,
    EventLoop loop,
    LongSupplier monotonicNs,
    InstantSource calendar,
    Volume volume,
    Path folder,
    boolean indexed,
    X509Certificate authority,
    Wire wire,
    RpcClient asker,
    HostObserver watch) {
  /** The way of messages out of a node. */
  public interface Wire {
    /** To all that are connected and nodes. */
    void broadcast(Envelope envelope);

    /** To one that is connected. */
    void send(PublicKey to, Envelope envelope);

    /** To a client. */
    void reply(PublicKey to, OrderedReply reply);

    /** The links that are no longer admitted are closed. */
    void recheck();
  }
}
