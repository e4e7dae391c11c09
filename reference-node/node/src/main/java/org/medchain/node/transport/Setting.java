package org.medchain.node.transport;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.data.PublicKey;

/**
 * What all connections of a process share.
 *
 * @param options the bounds
 * @param identity of the chain
 * @param own key
 * @param admission decides who is let in
 * @param receiver of messages
 * @param links open ones
 * @param gate before the certificate is known
 * @param questions of ours
 * @param answerer of others' questions
 * @param counts for operators
 * @param unread roles whose connections are not read for now
 */
record Setting(
    TransportOptions options,
    ChainIdentity identity,
    PublicKey own,
    Admission admission,
    Receiver receiver,
    Links links,
    Gate gate,
    Questions questions,
    Answerer answerer,
    Counts counts,
    AtomicReference<Set<PeerRole>> unread) {}
