package org.medchain.node.transport;

import java.util.function.Consumer;
import org.medchain.node.transport.unauthenticated.KnownAddresses;
import org.medchain.node.transport.unauthenticated.UnauthenticatedConnections;

/**
 * The parts that all connections of a process share.
 *
 * @param options the bounds
 * @param hello that it greets with
 * @param admission decides which peers are admitted
 * @param receiver of messages
 * @param turn of the thread of connections
 * @param links open ones
 * @param unauthenticated incoming ones whose certificate is not known yet
 * @param known addresses of certified peers
 * @param rpcServer of others' questions
 * @param metrics for operators
 * @param errors gets throwables that are not exceptions (NODE-18)
 */
record TransportContext(
    TransportOptions options,
    Frame.Hello hello,
    AdmissionPolicy admission,
    LinkListener receiver,
    LoopFlusher turn,
    LinkTable links,
    UnauthenticatedConnections unauthenticated,
    KnownAddresses known,
    RpcServer rpcServer,
    TransportMetrics metrics,
    Consumer<Error> errors) {}
