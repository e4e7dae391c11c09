package org.medchain.node.transport;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The bounds within which a process keeps connections (CONN-9 to CONN-14, CONN-17, CONN-18,
 * CONN-20).
 *
 * @param queueBytes that may wait for one peer to read; frames beyond are dropped
 * @param maxFrameBytes length of the longest frame that is sent or taken
 * @param firstRecordTimeout from an incoming connection's start to its first whole record of TLS
 * @param handshakeTimeout from there, or an outgoing connection's start, to the greeting's end
 * @param initialBackoff pause after the first failed attempt to connect
 * @param maxBackoff longest pause between attempts
 * @param heartbeatInterval pause in sending after which a sign of life is sent
 * @param idleTimeout silence, or waiting for a peer to read, after which a connection is closed
 * @param rpcWorkers threads of RPC services
 * @param rpcTimeout timeout of a call
 * @param connectionsPerPeer of one certified key, those in their greeting included
 * @param unauthenticatedConnections incoming ones without their first record of TLS; and again the
 *     same number with it, whose certificate is not known yet
 * @param unauthenticatedPerAddress of either, those of one internet address
 * @param admissionInterval after which the certificate of an open link is checked again
 * @param rpcQueue calls that may wait for a worker, of all peers together
 * @param callsPerPeer calls of one peer that may wait, in either direction
 */
public record TransportOptions(
    int queueBytes,
    int maxFrameBytes,
    Duration firstRecordTimeout,
    Duration handshakeTimeout,
    Duration initialBackoff,
    Duration maxBackoff,
    Duration heartbeatInterval,
    Duration idleTimeout,
    int rpcWorkers,
    Duration rpcTimeout,
    int connectionsPerPeer,
    int unauthenticatedConnections,
    int unauthenticatedPerAddress,
    Duration admissionInterval,
    int rpcQueue,
    int callsPerPeer) {

  /** How often a connection looks at its clock: four times within the shortest of its limits. */
  long tickNs() {
    return Collections.min(List.of(heartbeatInterval, rpcTimeout, admissionInterval)).toNanos() / 4;
  }

  /** Bounds for a few dozen nodes in one country. */
  public static TransportOptions defaults() {
    return withRpcTimeout(Duration.ofSeconds(10));
  }

  /** The same for callers of services that take another time. */
  public static TransportOptions withRpcTimeout(Duration rpcTimeout) {
    return new TransportOptions(
        16 << 20,
        8 << 20,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        4,
        rpcTimeout,
        4,
        256,
        128,
        Duration.ofMinutes(1),
        1024,
        256);
  }
}
