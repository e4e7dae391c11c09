package org.medchain.consensus.pbft.message;

import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * VOTE-QUERY: a member that restarts asks for the newest of its own signed votes (PBFT-29; after
 * QUERY-STABLE of Castro and Liskov 2002, §4.3.2).
 *
 * @param nonce different at each start, so that no earlier report answers it
 */
public record VoteQuery(long nonce) implements Message {
  public static final MessageType TYPE = MessageType.of(26, "vote-query", VoteQuery.class);
}
