package org.medchain.node.transport;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.medchain.data.PublicKey;

/**
 * What all connections of a process share.
 *
 * @param options the bounds
 * @param identity of the chain
 * @param own key
 * @param admission decides which peers are admitted
 * @param receiver of messages
 * @param links open ones
 * @param unauthenticatedLimit before the certificate is known
 * @param pendingCalls of ours
 * @param rpcServer of others' questions
 * @param metrics for operators
 * @param unread roles whose connections are not read for now
 * @param errors gets what is no exception (NODE-18)
 */
record TransportContext(
    TransportOptions options,
    ChainIdentity identity,
    PublicKey own,
    AdmissionPolicy admission,
    LinkListener receiver,
    LinkTable links,
    UnauthenticatedConnectionLimit unauthenticatedLimit,
    PendingCalls pendingCalls,
    RpcServer rpcServer,
    TransportMetrics metrics,
    AtomicReference<Set<PeerRole>> unread,
    Consumer<Error> errors) {}
