package org.medchain.consensus;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.data.PublicKey;
import org.medchain.network.MessageType;

/**
 * A protocol with the parameters and the members of one chain, as a host needs it.
 *
 * @param messages all kinds, those between clients and nodes included
 * @param replica makes the replica of the node with that key
 * @param client makes one client's session
 */
public record ProtocolFactory(
    List<MessageType> messages,
    Function<PublicKey, Replica> replica,
    Supplier<ClientSession> client) {}
